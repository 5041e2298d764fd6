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
        private readonly BootloaderEntry _entry;
        private readonly LineRecovery _recovery;
        private readonly PartInspection _inspection;
        private readonly FlashWriter _writer;
        private readonly PartStarter _starter;
        private readonly byte[] _block = new byte[FlashBlocks.BlockSize];
        private Stm32Device _device;
        private bool _hadProgram;

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
            BootloaderClient client = new BootloaderClient(link);
            _entry = new BootloaderEntry(target, link, clock);
            _recovery = new LineRecovery(_entry, link);
            _inspection = new PartInspection(client, new ProtectionClient(link), _entry, _recovery, log);
            _writer = new FlashWriter(new FlashBlocks(client, _recovery, clock), _recovery);
            _starter = new PartStarter(name, target, _entry, client, log);
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public bool HasNoProgram { get; private set; }

        /// <summary>Gets the figures of a part that the device table does not have, or null.</summary>
        public Stm32Device OwnDevice { get; init; }

        /// <summary>Gets the request to stop. Before the commit it is heard at every page; behind it, the part is started.</summary>
        public StopSignal Stop { get; init; } = new StopSignal();

        /// <inheritdoc/>
        public void Program(ImageDescription image, IImageSource source)
        {
            try
            {
                _hadProgram = false;
                _device = Expect(image);
                ImageCheck.CheckPlace(image, _device, _device.FlashSize, _device.Pages);
                CheckImage(image, source);
                _entry.Open();
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
            _recovery.Begin(_device.StartTime);
            _entry.Enter(_device.StartTime);
            PartDescription part = _inspection.Identify(_device);
            CheckReadable(image);
            _inspection.Inspect(part, Name);
            ImageCheck.CheckPlace(image, _device, part.RoomFromStart, part.Pages);
            _writer.Begin(part, image);
            Transfer(image, source);
            Report(ProgrammingPhase.Starting, image, image.Size);
            _starter.Start(image, _device, _writer.WasErased);
            Report(ProgrammingPhase.Done, image, image.Size);
            if (_recovery.Count > 0)
            {
                _log.Write(Name + ": recovered from " + _recovery.Count + " fault(s) on the way");
            }
        }

        private Stm32Device Expect(ImageDescription image)
        {
            Stm32Device device = OwnDevice != null && OwnDevice.Id == image.DeviceId ? OwnDevice : Stm32Devices.Find(image.DeviceId);
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

        // The whole image comes once before anything is touched.
        private void CheckImage(ImageDescription image, IImageSource source)
        {
            ImageReader reader = new ImageReader(image, source);
            TryFinally.Run(
                () =>
                {
                    int count;
                    do
                    {
                        Stop.Check();
                        Report(ProgrammingPhase.Checking, image, reader.Position);
                        count = reader.Read(_block, 0, _block.Length);
                        if (reader.Position == count && !image.IsData)
                        {
                            ImageCheck.CheckVectors(image, _device, _block);
                        }
                    }
                    while (count > 0);

                    reader.Verify(_block);
                },
                reader.Dispose);
        }

        private void CheckReadable(ImageDescription image)
        {
            if (_inspection.IsReadable())
            {
                return;
            }

            if (!image.MayUnprotect)
            {
                throw new ProgrammingException(
                    "read the flash",
                    image.Address,
                    "its content",
                    "NACK",
                    "Read protection is on: lifting it erases the part and is done only when the job sets 'protection' to 'lift' for this target.");
            }

            _log.Write(Name + ": lifting the read protection, which erases the part");
            bool hadNoProgram = HasNoProgram;
            HasNoProgram = true;
            if (!_inspection.TryUnprotect())
            {
                // Still protected is not erased.
                HasNoProgram = hadNoProgram;
                throw new ProgrammingException("lift the read protection", BridgeException.NoAddress, "a flash that can be read", "NACK", "It may be at level 2 which cannot be lifted.");
            }
        }

        private void Transfer(ImageDescription image, IImageSource source)
        {
            ImageReader reader = new ImageReader(image, source);
            TryFinally.Run(
                () =>
                {
                    Report(ProgrammingPhase.Writing, image, 0);
                    if (_writer.HoldsImage(reader))
                    {
                        reader.Verify(_block);
                        HasNoProgram = false;
                        return;
                    }

                    Write(image, reader);
                },
                reader.Dispose);
            _log.Write(Name + ": " + _writer.WrittenPages + " page(s) written; " + _writer.KeptPages + " held their content already");
        }

        private void Write(ImageDescription image, ImageReader reader)
        {
            _hadProgram = !HasNoProgram;
            HasNoProgram = true;
            _writer.Restart(reader);
            while (_writer.WriteNextPage(reader))
            {
                Stop.Check();
                Report(ProgrammingPhase.Writing, image, reader.Position);
            }

            reader.Verify(_block);
            Report(ProgrammingPhase.Committing, image, image.Size);
            _writer.Commit();
            HasNoProgram = false;
        }

        // A part that was not touched goes on with its old program; one without a program stays in its bootloader.
        private void LetGo(bool isRunning)
        {
            TryFinally.Run(
                () =>
                {
                    if (!isRunning && (!HasNoProgram || IsUntouched()))
                    {
                        HasNoProgram = false;
                        _starter.StartOld(_inspection.Found == null ? _device : _inspection.Found);
                    }
                },
                _target.Close);
        }

        // A write protected part acknowledges an erase and keeps its program.
        private bool IsUntouched()
        {
            try
            {
                if (!_hadProgram)
                {
                    return false;
                }

                _recovery.Begin(_device.StartTime);
                _recovery.Reenter();
                return _writer.IsUntouched();
            }
            catch (BridgeException)
            {
                // Nobody can tell: then it does not start.
                return false;
            }
        }

        private void Report(ProgrammingPhase phase, ImageDescription image, int done)
        {
            _progress.Report(Name, phase, done, image.Size);
        }
    }
}
