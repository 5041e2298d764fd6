using Esp32Bridge.Images;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>A way in which the program on a target gets an image.</summary>
    public interface IImageTransfer
    {
        /// <summary>Gets the name of the way, one of <see cref="TransferMethod"/>.</summary>
        string Method { get; }

        /// <summary>Carries an image over, and nothing of it that is not as it was checked. Returns when the program has confirmed all of it.</summary>
        /// <param name="line">The line, open, as the program speaks.</param>
        /// <param name="image">The image.</param>
        /// <param name="watch">Is told how far it is, and asks to stop.</param>
        /// <exception cref="Errors.BridgeException">The image cannot be had, the program did not take it, or it was stopped.</exception>
        void Run(ISerialLine line, CheckedImage image, ITransferWatch watch);
    }
}
