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
        /// <summary>Gets or sets the manifest; null if it has not changed.</summary>
        public string Text { get; set; }

        /// <summary>Gets or sets the error that is thrown instead, or null.</summary>
        public Exception Error { get; set; }

        /// <summary>Gets or sets whether the signature is valid.</summary>
        public bool IsSigned { get; set; } = true;

        /// <summary>Gets how many times the manifest was fetched.</summary>
        public int FetchCount { get; private set; }

        /// <summary>Gets how many times a manifest was accepted.</summary>
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
