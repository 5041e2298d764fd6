using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>A transfer method of a program, without an image.</summary>
    public sealed class FakeTransfer : IImageTransfer
    {
        /// <summary>Creates the method.</summary>
        /// <param name="method">Its name.</param>
        public FakeTransfer(string method)
        {
            Method = method;
        }

        /// <inheritdoc/>
        public string Method { get; }

        /// <summary>Gets how many transfers there were.</summary>
        public int Count { get; private set; }

        /// <summary>Gets or sets the error that it throws after the first step that may cost the program; null for none.</summary>
        public BridgeException Error { get; set; }

        /// <summary>Gets or sets whether the program shows that it runs before the error.</summary>
        public bool ShowsThatItRuns { get; set; }

        /// <inheritdoc/>
        public void Run(ISerialLine line, CheckedImage image, ITransferWatch watch)
        {
            Count++;
            watch.Began();
            if (ShowsThatItRuns)
            {
                watch.StillRuns();
            }

            if (Error != null)
            {
                throw Error;
            }
        }
    }
}
