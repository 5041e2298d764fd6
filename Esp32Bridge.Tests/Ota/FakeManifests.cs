using System;
using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Ota
{
    /// <summary>A server with a manifest, or with an error.</summary>
    public sealed class FakeManifests : IManifestSource
    {
        /// <summary>Gets or sets the manifest; null for one that has not changed.</summary>
        public string Text { get; set; }

        /// <summary>Gets or sets what is thrown in its place, or null.</summary>
        public Exception Error { get; set; }

        /// <summary>Gets or sets whether the signature is right.</summary>
        public bool IsSigned { get; set; } = true;

        /// <summary>Gets how often the manifest was fetched.</summary>
        public int FetchCount { get; private set; }

        /// <summary>Gets how often a manifest was accepted.</summary>
        public int AcceptCount { get; private set; }

        /// <inheritdoc/>
        public void Accept()
        {
            AcceptCount++;
        }

        /// <inheritdoc/>
        public SignedManifest Fetch()
        {
            FetchCount++;
            if (Error != null)
            {
                throw Error;
            }

            if (Text == null)
            {
                return null;
            }

            byte[] bytes = Encoding.UTF8.GetBytes(Text);
            return new SignedManifest(bytes, FakeSignature.Of(IsSigned ? Text : Text + " "));
        }
    }
}
