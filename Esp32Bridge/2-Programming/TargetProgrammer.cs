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
        private readonly BootloaderEntry _entry;
        private readonly LineRecovery _recovery;
        private readonly PartInspection _inspection;
        private readonly FlashWriter _writer;
        private readonly PartStarter _starter;
        private readonly HealthCheck _health;
        private readonly ImageInspection _images;
        private readonly byte[] _block = new byte[FlashBlocks.BlockSize];
        private ImageDescription _image;
        private IImageSource _source;
        private ImageReader _reader;
        private Stm32Device _device;
        private PartDescription _part;
        private bool _hadProgram;
        private bool _isProtected;
        private bool _isCommitDue;
        private bool _isOpen;
        private bool _isRunning;

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
            _entry = new BootloaderEntry(name, target, link, new RateTrial(client, _block), clock, log);
            _recovery = new LineRecovery(_entry, link);
            _inspection = new PartInspection(client, new ProtectionClient(link), _entry, _recovery, log);
            _writer = new FlashWriter(new FlashBlocks(client, _recovery, clock), _recovery);
            _starter = new PartStarter(name, target, _entry, client, log);
            _health = new HealthCheck(target.Port, clock);
            _images = new ImageInspection(name, progress, _block);
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public bool HasNoProgram { get; set; }

        /// <summary>Gets the figures of a part that the device table does not have, or null.</summary>
        public Stm32Device OwnDevice { get; init; }

        /// <summary>Gets who fetches the image ahead of what is written, or null.</summary>
        public IBackground Background { get; init; }

        /// <summary>Gets the request to stop. It is heard up to the last page; behind the commit, the part is started.</summary>
        public StopSignal Stop { get; init; } = new StopSignal();

        /// <inheritdoc/>
        public void Check(ImageDescription image, IImageSource source)
        {
            Do(() =>
            {
                _image = image;
                _source = source;
                _hadProgram = false;
                _device = _images.Expect(image, OwnDevice);
                _images.Inspect(image, source, _device, Stop);
            });
        }

        /// <inheritdoc/>
        public void Enter()
        {
            Do(() =>
            {
                _entry.Open();
                _isOpen = true;
                _isRunning = false;
                Report(ProgrammingPhase.Entering, 0);
                _reader = new ImageReader(_image, _source, Background);
                _recovery.Begin(_device);
                _entry.Enter(_device);
                _part = _inspection.Identify(_device);
                _isProtected = !_inspection.IsReadable();
                if (!_isProtected)
                {
                    Inspect();
                }
                else if (!_image.MayUnprotect)
                {
                    throw PartInspection.Protected(_image.Address);
                }
            });
        }

        /// <inheritdoc/>
        public void Write()
        {
            Do(() =>
            {
                if (_isProtected)
                {
                    Unprotect();
                    Inspect();
                }

                TryFinally.Run(() => Write(_reader), CloseImage);
                _log.Write(Name + ": " + _writer.WrittenPages + " page(s) written; " + _writer.KeptPages + " held their content already");
            });
        }

        /// <inheritdoc/>
        public void Commit()
        {
            Do(() =>
            {
                if (_isCommitDue)
                {
                    Report(ProgrammingPhase.Committing, _image.Size);
                    _writer.Commit();
                    _isCommitDue = false;
                }

                HasNoProgram = false;
                Report(ProgrammingPhase.Starting, _image.Size);
                _starter.Start(_image, _device, _writer.WasErased);
                _isRunning = true;
                Report(ProgrammingPhase.Done, _image.Size);
                if (_recovery.Count > 0)
                {
                    _log.Write(Name + ": recovered from " + _recovery.Count + " fault(s) on the way");
                }
            });
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
            Do(() =>
            {
                Report(ProgrammingPhase.AwaitingHealth, _image.Size);
                _starter.StartListening(_image, _device);
                _health.Await(text, timeout);
            });
        }

        /// <inheritdoc/>
        public void Release()
        {
            if (_isOpen)
            {
                _isOpen = false;
                TryFinally.Run(CloseImage, () => LetGo(!_isRunning));
                _entry.EndAttempt(!HasNoProgram);
            }
        }

        /// <inheritdoc/>
        public void Restart(ImageDescription image)
        {
            Do(() =>
            {
                Stm32Device device = _images.Expect(image, OwnDevice);
                _entry.Open();
                TryFinally.Run(() => _starter.StartOld(device), _target.Close);
            });
        }

        // Names the target in whatever error comes.
        private void Do(Action step)
        {
            try
            {
                step();
            }
            catch (BridgeException error)
            {
                error.Target = Name;
                _entry.Blame(error);
                throw error;
            }
        }

        private void CloseImage()
        {
            _writer.End();
            if (_reader != null)
            {
                _reader.Dispose();
            }
        }

        private void Inspect()
        {
            _inspection.Inspect(_part, Name);
            ImageCheck.CheckPlace(_image, _device, _part.RoomFromStart, _part.Pages);
            _writer.Begin(_part, _image);
        }

        private void Unprotect()
        {
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

        private void Write(ImageReader reader)
        {
            Report(ProgrammingPhase.Writing, 0);
            _isCommitDue = !_writer.HoldsImage(reader);
            if (!_isCommitDue)
            {
                reader.Verify(_block);
                HasNoProgram = false;
                return;
            }

            _hadProgram = !HasNoProgram;
            HasNoProgram = true;
            _writer.Restart(reader);
            while (_writer.WriteNextPage(reader))
            {
                Stop.Check();
                Report(ProgrammingPhase.Writing, reader.Position);
            }

            Report(ProgrammingPhase.Verifying, _image.Size);
            reader.Verify(_block);
        }

        // A part that was not touched goes on with its old program; one without a program stays in its bootloader.
        private void LetGo(bool isStartDue)
        {
            TryFinally.Run(
                () =>
                {
                    if (isStartDue && (!HasNoProgram || IsUntouched()))
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

                _recovery.Begin(_device);
                _recovery.Reenter();
                return _writer.IsUntouched();
            }
            catch (BridgeException)
            {
                // Nobody can tell: then it does not start.
                return false;
            }
        }

        private void Report(ProgrammingPhase phase, int done)
        {
            _progress.Report(Name, phase, done, _image.Size);
        }
    }
}
