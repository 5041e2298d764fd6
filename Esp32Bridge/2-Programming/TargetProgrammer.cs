using System;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Programs one target: through its system bootloader, or through its own program, depending on the image. Nothing is
    /// touched before the image is known to be whole.
    /// </summary>
    public sealed class TargetProgrammer : ITargetProgrammer
    {
        /// <summary>The maximum number of targets in a job and on a board.</summary>
        public const int MostTargets = 8;

        /// <summary>The longest name of a target, in characters.</summary>
        public const int LongestName = 32;

        // An answer of the server, and a thread with its stack, with room for fragmentation of the heap.
        private const uint MemoryBesideImage = 16 * 1024;

        // For a longer address: the copies in the job and in a request (Uri, request line, bytes).
        private const int UsualAddress = 256;
        private const int CopiesOfAddress = 6;

        private readonly ITargetWires _wires;
        private readonly Stm32Devices _devices;
        private readonly IImageTransfer[] _transfers;
        private readonly IBackground _background;
        private readonly StopSignal _stop;
        private readonly IClock _clock;
        private readonly IProgress _progress;
        private readonly ILog _log;
        private readonly LineRates _rates = new LineRates();

        /// <summary>Creates the programmer; nothing is touched.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="wires">The wires to it.</param>
        /// <param name="devices">The table of the parts.</param>
        /// <param name="transfers">The methods to send an image to the program of a target; none if only bootloaders are used.</param>
        /// <param name="background">Fetches an image ahead of what is written; or null.</param>
        /// <param name="stop">The request to stop. It takes effect up to the last page; after the commit, the part is started.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="progress">Receives the progress.</param>
        /// <param name="log">Receives remarks that are not errors.</param>
        public TargetProgrammer(
            string name,
            ITargetWires wires,
            Stm32Devices devices,
            IImageTransfer[] transfers,
            IBackground background,
            StopSignal stop,
            IClock clock,
            IProgress progress,
            ILog log)
        {
            Name = name;
            _wires = wires;
            _devices = devices;
            _transfers = transfers;
            _background = background;
            _stop = stop;
            _clock = clock;
            _progress = progress;
            _log = new PrefixedLog(name + ": ", log);
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <summary>Gives the memory that programming an image takes.</summary>
        /// <param name="image">The image, or null.</param>
        /// <returns>The size in bytes: up to 16 KiB for an image of up to 512 KiB, up to 24 KiB for one of 4 MiB.</returns>
        public static uint MemoryFor(ImageDescription image)
        {
            int longer = image == null ? 0 : image.Url.Length - UsualAddress;
            return MemoryBesideImage + (image == null ? 0 : CheckedImage.MemoryOf(image.Size)) + (longer > 0 ? (uint)(CopiesOfAddress * longer) : 0);
        }

        /// <inheritdoc/>
        public void CheckJob(ImageDescription image, bool awaitsHealth)
        {
            TargetStep.Take(Name, () =>
            {
                if (_wires.Line == null && (awaitsHealth || image.Method != TransferMethod.Bootloader))
                {
                    throw new ProgrammingException("check the job", BridgeException.NoAddress, "a UART to the program of the target", "none", "Without it a job has neither 'health' nor a 'method' of the program.");
                }

                ExpectedOf(image);
            });
        }

        /// <inheritdoc/>
        public void Check(CheckedImage image)
        {
            TargetStep.Take(Name, () => new ImageInspection(ReportOf(image.Description), _stop).Inspect(image, ExpectedOf(image.Description)));
        }

        /// <inheritdoc/>
        public ITargetSession Enter(CheckedImage image, TargetFlash flash)
        {
            ITargetSession session = null;
            TargetStep.Take(Name, () => session = image.Description.Method == TransferMethod.Bootloader ? EnterBootloader(image, flash) : EnterApplication(image, flash));
            return session;
        }

        /// <inheritdoc/>
        public void Restart(ImageDescription image)
        {
            TargetStep.Take(Name, () =>
            {
                if (image.Method == TransferMethod.Bootloader)
                {
                    Stm32Device device = DeviceOf(image);
                    BootloaderAccess access = new BootloaderAccess(_wires, device, _devices, _rates, _clock, _log);
                    access.Entry.Open();
                    TryFinally.Run(() => access.Starter.StartOld(device), _wires.Close);
                }
                else if (image.IsReset)
                {
                    _wires.OpenForApplication();
                    TryFinally.Run(_wires.ResetIntoApplication, _wires.Close);
                }
            });
        }

        private ITargetSession EnterBootloader(CheckedImage image, TargetFlash flash)
        {
            Stm32Device device = DeviceOf(image.Description);
            BootloaderAccess access = new BootloaderAccess(_wires, device, _devices, _rates, _clock, _log);
            BootloaderSession session = new BootloaderSession(Name, access, device, image, flash, _stop, ReportOf(image.Description), _log);
            access.Entry.Open();
            EnterOrRelease(() => session.Enter(_background), session);
            return session;
        }

        private ITargetSession EnterApplication(CheckedImage image, TargetFlash flash)
        {
            ImageDescription description = image.Description;
            ApplicationSession session = new ApplicationSession(Name, _wires, image, TransferOf(description), flash, _stop, _clock, ReportOf(description));
            _wires.OpenForApplication();
            EnterOrRelease(session.Enter, session);
            return session;
        }

        private static void EnterOrRelease(Action enter, ITargetSession session)
        {
            try
            {
                enter();
            }
            catch (Exception error)
            {
                TryFinally.Run(() => throw error, session.Release);
            }
        }

        // The part that an image is for; null if only the program on the part knows it.
        private Stm32Device ExpectedOf(ImageDescription image)
        {
            if (image.Method != TransferMethod.Bootloader)
            {
                TransferOf(image);
                return null;
            }

            Stm32Device device = DeviceOf(image);
            CheckLine(device);
            ImageInspection.CheckPlace(image, device);
            return device;
        }

        private void CheckLine(Stm32Device device)
        {
            if (_wires.Kind == LineKind.I2c && device.AddressOn(_wires) == 0)
            {
                throw new ProgrammingException("check the job", BridgeException.NoAddress, "a part whose bootloader has a known I2C address", device.Name, "If it speaks I2C give its 'address' in the configuration; otherwise wire a UART.");
            }

            if (_wires.Kind == LineKind.Spi && !device.HasSpi)
            {
                throw new ProgrammingException("check the job", BridgeException.NoAddress, "a part whose bootloader speaks SPI", device.Name, "Wire a UART or I2C to this part.");
            }
        }

        private Stm32Device DeviceOf(ImageDescription image)
        {
            Stm32Device device = _devices.Find(image.DeviceId);
            if (device == null)
            {
                throw new ProgrammingException(
                    "check the job",
                    BridgeException.NoAddress,
                    "a device id of the device table",
                    "0x" + image.DeviceId.ToString("X3"),
                    "Correct the device id in the job or give the figures of the part in the configuration.");
            }

            return device;
        }

        private IImageTransfer TransferOf(ImageDescription image)
        {
            for (int i = 0; i < _transfers.Length; i++)
            {
                if (_transfers[i].Method == image.Method)
                {
                    return _transfers[i];
                }
            }

            throw new ProgrammingException("check the job", BridgeException.NoAddress, "a method that this firmware has", "'" + image.Method + "'", "Correct the job or update the firmware of the ESP32.");
        }

        private PhaseReport ReportOf(ImageDescription image)
        {
            return new PhaseReport(Name, image.Size, _progress);
        }
    }
}
