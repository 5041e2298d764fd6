using System;
using System.Collections.Concurrent;
using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Ota;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>A desk that does with a job what its text says, and remembers what came.</summary>
    public sealed class FakeDesk : IJobDesk
    {
        /// <summary>A signature that is good.</summary>
        public const string Signature = "good";

        /// <summary>Gets the manifests that came, accepted or not.</summary>
        public ConcurrentQueue<byte[]> Manifests { get; } = new ConcurrentQueue<byte[]>();

        /// <inheritdoc/>
        public bool Submit(byte[] manifest, string signature)
        {
            Manifests.Enqueue(manifest);
            if (signature != Signature)
            {
                throw new SignatureException("that of the \"key\"", signature, "Sign it.");
            }

            string text = Encoding.UTF8.GetString(manifest);
            switch (text)
            {
                case "wrong": throw new JobException("job.json", "a JSON object", "wrong");
                case "broken": throw new InvalidOperationException();
                default: return text != "old";
            }
        }

        /// <inheritdoc/>
        public byte[] Status()
        {
            return Encoding.UTF8.GetBytes("{\"state\":\"wärts\"}");
        }
    }
}
