using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Programs one target, from an image on a server to a part that runs it. The order of the steps is what keeps a
    /// device alive: nothing is touched before the image is known to be whole; the first thing that goes is the old
    /// program's start, and the last thing that comes is the new one's.
    /// </summary>
    public sealed class TargetProgrammer : ITargetProgrammer
    {
        private readonly ITargetLink _target;
        private readonly IProgress _progress;
        private readonly ILog _log;
        private readonly BootloaderClient _client;
        private readonly BootloaderEntry _entry;
        private readonly FlashWriter _writer;
        private readonly byte[] _block = new byte[BootloaderClient.BlockSize];
        private Stm32Device _device;

        /// <summary>Creates the programmer.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="target">The wires to it.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="progress">Who wants to know how far it is.</param>
        /// <param name="log">Where remarks go that are no errors.</param>
        public TargetProgrammer(string name, ITargetLink target, IClock clock, IProgress progress, ILog log)
        {
            Name = name;
            _target = target;
            _progress = progress;
            _log = log;
            BootloaderLink link = new BootloaderLink(target.Port);
            _client = new BootloaderClient(link);
            _entry = new BootloaderEntry(target, link, clock);
            _writer = new FlashWriter(_client);
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public bool HasNoProgram { get; private set; }

        /// <inheritdoc/>
        public void Program(ImageDescription image, IImageSource source)
        {
            try
            {
                _device = Expect(image);
                CheckImage(image, source);
                _target.Open();
                bool isRunning = false;
                TryFinally.Run(
                    () =>
                    {
                        EnterAndWrite(image, source);
                        isRunning = true;
                    },
                    () => LetGo(isRunning));
            }
            catch (BridgeException error)
            {
                error.Target = Name;
                throw error;
            }
        }

        private void EnterAndWrite(ImageDescription image, IImageSource source)
        {
            Report(ProgrammingPhase.Entering, image, 0);
            _entry.Enter(_device.StartTime);
            Identify(image);
            Erase(image);
            Write(image, source);
            Report(ProgrammingPhase.Committing, image, image.Size);
            _writer.Commit(image);
            HasNoProgram = false;
            Report(ProgrammingPhase.Starting, image, image.Size);
            Start(image);
            Report(ProgrammingPhase.Done, image, image.Size);
        }

        // The device that the image is made for, once it is clear that the image can be for it.
        private static Stm32Device Expect(ImageDescription image)
        {
            Stm32Device device = Stm32Devices.Find(image.DeviceId);
            if (device == null)
            {
                throw new ProgrammingException("check the job", BridgeException.NoAddress, "a device id of the device table", "0x" + image.DeviceId.ToString("X3"), "Correct the device id in the job or add the part to the device table.");
            }

            if (image.Address < device.FlashBase || image.Address - device.FlashBase >= (uint)device.FlashSize)
            {
                throw new ProgrammingException("check the job", image.Address, "an address in the flash of " + device.Name, "one outside", "Correct the address in the job.");
            }

            if ((image.Address - device.FlashBase) % (uint)device.PageSize != 0)
            {
                throw new ProgrammingException("check the job", image.Address, "the start of a page of " + device.PageSize + " bytes", "an address within one", "Link the image to the start of a page.");
            }

            CheckSize(image, device.FlashSize, device);
            return device;
        }

        private static void CheckSize(ImageDescription image, int flashSize, Stm32Device device)
        {
            long room = flashSize - (long)(image.Address - device.FlashBase);
            if (image.Size > room)
            {
                throw new ProgrammingException("check the size", image.Address, "at most " + room + " bytes for " + device.Name, image.Size + " bytes", "The image is too large for the part.");
            }
        }

        private void CheckImage(ImageDescription image, IImageSource source)
        {
            ImageReader reader = new ImageReader(image, source);
            TryFinally.Run(
                () =>
                {
                    do
                    {
                        Report(ProgrammingPhase.Checking, image, reader.Position);
                    }
                    while (reader.ReadBlock(_block) > 0);

                    reader.Verify(_block);
                },
                reader.Dispose);
        }

        private void Identify(ImageDescription image)
        {
            BootloaderInfo info = _client.Get();
            ushort id = _client.GetId();
            if (id != _device.Id)
            {
                string expected = Describe(_device.Id, _device);
                Stm32Device actual = Stm32Devices.Find(id);
                _device = actual == null ? _device : actual;
                throw new ProgrammingException("identify", BridgeException.NoAddress, "device " + expected, Describe(id, actual), "The image is for another part: check the job and which target is wired where.");
            }

            CheckSize(image, ReadFlashSize(), _device);
            CheckReadable(image);
            _writer.Begin(_device, info);
        }

        private static string Describe(ushort id, Stm32Device device)
        {
            return "0x" + id.ToString("X3") + " (" + (device == null ? "unknown" : device.Name) + ")";
        }

        private int ReadFlashSize()
        {
            if (_device.FlashSizeRegister == 0)
            {
                return _device.FlashSize;
            }

            try
            {
                _client.ReadMemory(_device.FlashSizeRegister, _block, 0, 2);
                int size = (_block[0] | (_block[1] << 8)) * 1024;
                return size > 0 && size < _device.FlashSize ? size : _device.FlashSize;
            }
            catch (NackException)
            {
                // Not every bootloader shows the register: then the reading back finds what does not fit.
                return _device.FlashSize;
            }
        }

        private void CheckReadable(ImageDescription image)
        {
            try
            {
                _client.ReadMemory(image.Address, _block, 0, FlashWriter.CommitSize);
            }
            catch (NackException)
            {
                throw new ProgrammingException("read the flash", image.Address, "its content", "NACK", "Read protection is on: only Readout Unprotect helps and it erases the part.");
            }
        }

        private void Erase(ImageDescription image)
        {
            Report(ProgrammingPhase.Erasing, image, 0);
            bool hadNoProgram = HasNoProgram;
            HasNoProgram = true;
            try
            {
                _writer.EraseFirstPage(image);
            }
            catch (NackException error)
            {
                // Refused as a whole: what was there is untouched.
                HasNoProgram = hadNoProgram;
                throw error;
            }

            int pages = _writer.PagesOf(image);
            int page = 1;
            while (page < pages)
            {
                page += _writer.EraseNextPages(image, page);
                Report(ProgrammingPhase.Erasing, image, (int)((long)image.Size * page / pages));
            }
        }

        private void Write(ImageDescription image, IImageSource source)
        {
            ImageReader reader = new ImageReader(image, source);
            TryFinally.Run(
                () =>
                {
                    do
                    {
                        Report(ProgrammingPhase.Writing, image, reader.Position);
                    }
                    while (_writer.WriteNextBlock(image, reader));

                    reader.Verify(_block);
                },
                reader.Dispose);
        }

        private void Start(ImageDescription image)
        {
            _target.ResetIntoApplication();
            if (_device.HasEmptyFlag && _entry.IsInBootloader(_device.StartTime))
            {
                // What a reset would start, if the empty flag let it.
                uint address = image.Address == _device.FlashBase || IsErased(_device.FlashBase) ? image.Address : _device.FlashBase;
                Go(address);
            }
        }

        private void StartOldProgram()
        {
            try
            {
                _target.ResetIntoApplication();
                if (_device.HasEmptyFlag && _entry.IsInBootloader(_device.StartTime) && !IsErased(_device.FlashBase))
                {
                    Go(_device.FlashBase);
                }
            }
            catch (Exception error)
            {
                // The error that led here is the one to be told.
                _log.Write(Name + ": the old program does not start again: " + error.Message);
            }
        }

        private void Go(uint address)
        {
            _client.Go(address);
            _log.Write(Name + ": started by Go: the part was empty at power-on and needs a power cycle to boot by itself");
        }

        private bool IsErased(uint address)
        {
            _client.ReadMemory(address, _block, 0, 4);
            return (_block[0] & _block[1] & _block[2] & _block[3]) == 0xFF;
        }

        // A part that was not touched goes on with its old program; one without a program stays in its bootloader.
        private void LetGo(bool isRunning)
        {
            TryFinally.Run(
                () =>
                {
                    if (!isRunning && !HasNoProgram)
                    {
                        StartOldProgram();
                    }
                },
                _target.Close);
        }

        private void Report(ProgrammingPhase phase, ImageDescription image, int done)
        {
            _progress.Report(Name, phase, done, image.Size);
        }
    }
}
