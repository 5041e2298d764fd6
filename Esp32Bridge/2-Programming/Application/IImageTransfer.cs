using Esp32Bridge.Images;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>A method to send an image to the program on a target.</summary>
    public interface IImageTransfer
    {
        /// <summary>Gets the name of the method, one of <see cref="TransferMethod"/>.</summary>
        string Method { get; }

        /// <summary>Sends an image, but no bytes that differ from the checked ones. Returns when the program has confirmed all of it.</summary>
        /// <param name="line">The line, open in the format of the program.</param>
        /// <param name="image">The image.</param>
        /// <param name="watch">Receives the progress, and has the request to stop.</param>
        /// <exception cref="Errors.BridgeException">The image is not available, the program did not take it, or the transfer was stopped.</exception>
        void Run(ISerialLine line, CheckedImage image, ITransferWatch watch);
    }
}
