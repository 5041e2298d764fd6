using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>Finds out whether an image is whole and can be meant for its part, before the part is touched.</summary>
    internal sealed class ImageInspection
    {
        private const int BlockSize = 256;

        private readonly PhaseReport _report;
        private readonly StopSignal _stop;

        /// <summary>Creates the inspection.</summary>
        /// <param name="report">Told how far it is.</param>
        /// <param name="stop">The request to stop.</param>
        internal ImageInspection(PhaseReport report, StopSignal stop)
        {
            _report = report;
            _stop = stop;
        }

        /// <summary>Downloads the whole image once and checks its place, its start, its size and its SHA-256; without a part, only the latter two.</summary>
        /// <param name="image">The image.</param>
        /// <param name="source">Where it comes from.</param>
        /// <param name="device">The part that it is made for; null where only the program on the part knows.</param>
        /// <exception cref="BridgeException">It cannot be had, is another one, is not for the part, or it was stopped.</exception>
        internal void Inspect(ImageDescription image, IImageSource source, Stm32Device device)
        {
            if (device != null)
            {
                ImageCheck.CheckPlace(image, device, device.FlashSize, device.Pages);
            }

            byte[] block = new byte[BlockSize];
            ImageReader reader = new ImageReader(image, source);
            TryFinally.Run(
                () =>
                {
                    int count;
                    do
                    {
                        _stop.Check();
                        _report.Tell(ProgrammingPhase.Checking, reader.Position);
                        count = reader.Read(block, 0, block.Length);
                        if (device != null && reader.Position == count && !image.IsData)
                        {
                            ImageCheck.CheckVectors(image, device, block);
                        }
                    }
                    while (count > 0);

                    reader.Verify();
                },
                reader.Dispose);
        }
    }
}
