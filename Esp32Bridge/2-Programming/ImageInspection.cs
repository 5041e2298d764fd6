using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>Finds out whether an image is whole and can be meant for its part, before the part is touched.</summary>
    public sealed class ImageInspection
    {
        private readonly string _name;
        private readonly IProgress _progress;
        private readonly byte[] _block;

        /// <summary>Creates the inspection.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="progress">Who wants to know how far it is.</param>
        /// <param name="block">A buffer to read into.</param>
        public ImageInspection(string name, IProgress progress, byte[] block)
        {
            _name = name;
            _progress = progress;
            _block = block;
        }

        /// <summary>Finds the part that an image is made for.</summary>
        /// <param name="image">The image.</param>
        /// <param name="own">The figures of a part that the device table does not have, or null.</param>
        /// <returns>The part.</returns>
        /// <exception cref="ProgrammingException">It is unknown.</exception>
        public Stm32Device Expect(ImageDescription image, Stm32Device own)
        {
            Stm32Device device = own != null && own.Id == image.DeviceId ? own : Stm32Devices.Find(image.DeviceId);
            if (device == null)
            {
                throw new ProgrammingException(
                    "check the job",
                    BridgeException.NoAddress,
                    "a device id of the device table",
                    "0x" + image.DeviceId.ToString("X3"),
                    "Correct the device id in the job or give the figures of the part in the board description.");
            }

            return device;
        }

        /// <summary>Downloads the whole image once and checks its place, its start, its size and its SHA-256; without a part, only the latter two.</summary>
        /// <param name="image">The image.</param>
        /// <param name="source">Where it comes from.</param>
        /// <param name="device">The part that it is made for; null where only the program on the part knows.</param>
        /// <param name="stop">Asks to stop.</param>
        /// <exception cref="BridgeException">It cannot be had, is another one, is not for the part, or it was stopped.</exception>
        public void Inspect(ImageDescription image, IImageSource source, Stm32Device device, StopSignal stop)
        {
            if (device != null)
            {
                ImageCheck.CheckPlace(image, device, device.FlashSize, device.Pages);
            }

            ImageReader reader = new ImageReader(image, source);
            TryFinally.Run(
                () =>
                {
                    int count;
                    do
                    {
                        stop.Check();
                        _progress.Report(_name, ProgrammingPhase.Checking, reader.Position, image.Size);
                        count = reader.Read(_block, 0, _block.Length);
                        if (device != null && reader.Position == count && !image.IsData)
                        {
                            ImageCheck.CheckVectors(image, device, _block);
                        }
                    }
                    while (count > 0);

                    reader.Verify(_block);
                },
                reader.Dispose);
        }
    }
}
