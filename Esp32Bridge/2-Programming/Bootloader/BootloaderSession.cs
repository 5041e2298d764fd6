using System;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// A target that is programmed through its system bootloader. The order of the steps keeps a device alive: the start of
    /// the old program is erased first, and the start of the new one is written last.
    /// </summary>
    internal sealed class BootloaderSession : ITargetSession
    {
        private readonly string _name;
        private readonly BootloaderAccess _access;
        private readonly Stm32Device _device;
        private readonly CheckedImage _checked;
        private readonly ImageDescription _image;
        private readonly TargetFlash _flash;
        private readonly StopSignal _stop;
        private readonly PhaseReport _report;
        private readonly ILog _log;
        private readonly LineRecovery _recovery;
        private readonly PartInspection _inspection;
        private ImageReader _reader;

        // The part that answered; null before that, and for an unknown part.
        private Stm32Device _present;
        private PartIdentity _identity;

        // Null while the flash of the part cannot be read.
        private PartDescription _part;
        private FlashWriter _writer;
        private PartChecksums _sums;

        private bool _isStarted;

        /// <summary>Creates a session; nothing is touched.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="access">Its bootloader.</param>
        /// <param name="device">The part that is expected.</param>
        /// <param name="image">The image that it gets.</param>
        /// <param name="flash">What its flash holds.</param>
        /// <param name="stop">The request to stop.</param>
        /// <param name="report">Receives the progress.</param>
        /// <param name="log">Receives remarks about the target.</param>
        internal BootloaderSession(
            string name,
            BootloaderAccess access,
            Stm32Device device,
            CheckedImage image,
            TargetFlash flash,
            StopSignal stop,
            PhaseReport report,
            ILog log)
        {
            _name = name;
            _access = access;
            _device = device;
            _checked = image;
            _image = image.Description;
            _flash = flash;
            _stop = stop;
            _report = report;
            _log = log;
            _recovery = new LineRecovery(access, device);
            _inspection = new PartInspection(access, _recovery, log);
        }

        /// <inheritdoc/>
        public int FlashSize
        {
            get { return _part == null ? 0 : _part.FlashSize / 1024; }
        }

        /// <inheritdoc/>
        public void Write()
        {
            Exception failure = null;
            try
            {
                if (_writer == null)
                {
                    // Lifting the protection erases the part: prove the first piece before.
                    _reader.Load(0);
                }

                _flash.BeginWriting();
                if (_flash.HasProgram)
                {
                    throw new ProgrammingException("write", BridgeException.NoAddress, "a record of the write", "a record of a program", "It is tried again.");
                }

                if (_writer == null)
                {
                    Unprotect();
                    Inspect();
                }

                _report.Tell(ProgrammingPhase.Writing, 0);
                _writer.Write(_stop, _report);
                if (_writer.ErasedInVain != 0)
                {
                    _log.Write("warning: the banks are exchanged (SWAP_BANK) and the bootloader " + (_part.IsSwapped ? "does not show it" : "counts its pages as if they were not") + ": the page at 0x" + _writer.ErasedInVain.ToString("X8") + " was erased too");
                }

                if (_sums.Doubt != null)
                {
                    _log.Write("the checksums that the part computed are not used, and the flash is read: " + _sums.Doubt);
                }

                _log.Write(_writer.WrittenPages + " page(s) written; " + _writer.KeptPages + " held their content already");
            }
            catch (Exception error)
            {
                failure = error;
            }

            failure = TryFinally.Close(_reader, failure);
            if (failure != null)
            {
                throw Failed(failure);
            }
        }

        /// <inheritdoc/>
        public void Commit()
        {
            try
            {
                if (!_flash.HasProgram)
                {
                    _report.Tell(ProgrammingPhase.Committing);
                    _writer.Commit();
                }

                _report.Tell(ProgrammingPhase.Starting);
                _access.Starter.Start(_part, _writer.WasErased);
                _isStarted = true;
                _report.Tell(ProgrammingPhase.Done);
                if (_recovery.Count > 0)
                {
                    _log.Write("recovered from " + _recovery.Count + " fault(s) on the way");
                }
            }
            catch (Exception error)
            {
                throw Failed(error);
            }
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
            try
            {
                _report.Tell(ProgrammingPhase.AwaitingHealth);
                _access.Starter.StartListening(_part);
                new HealthCheck(_access.Wires.Line, _stop, _access.Clock).Await(text, timeout);
            }
            catch (Exception error)
            {
                throw Failed(error);
            }
        }

        /// <inheritdoc/>
        public void Release()
        {
            TryFinally.Run(CloseImage, () => TryFinally.Run(ReleasePart, _access.Wires.Close));
        }

        /// <summary>Puts the part into its bootloader, and checks whether it can take the image. The line is open.</summary>
        /// <param name="background">Fetches the image ahead of what is written; or null.</param>
        /// <exception cref="BridgeException">The image is not available; or the part does not answer, is another one, or is protected.</exception>
        internal void Enter(IBackground background)
        {
            try
            {
                _report.Tell(ProgrammingPhase.Entering, 0);
                _reader = new ImageReader(_checked, background);
                _access.Entry.Enter(_device);
                Identify();
                if (_inspection.IsReadable())
                {
                    Inspect();
                }
                else if (!_image.MayUnprotect)
                {
                    throw PartInspection.Protected(_image.Address);
                }
            }
            catch (Exception error)
            {
                throw Failed(error);
            }
        }

        // Names the target in an error, and keeps what the error says about the rate for the next entry.
        private Exception Failed(Exception error)
        {
            if (error is ArgumentException || error is IndexOutOfRangeException)
            {
                // Some figure of the part does not fit into a frame of AN3155.
                error = new ProgrammingException("talk to the bootloader", _image.Address, "figures that AN3155 can send", error.GetType().Name, "The part is another one than its row of the device table says.");
            }

            BridgeException known = error as BridgeException;
            if (known != null)
            {
                known.Target = _name;
                _access.Rates.Fail(known);
            }

            return error;
        }

        private void Identify()
        {
            _identity = _inspection.Identify();
            _present = _identity.Id == _device.Id ? _device : _access.Devices.Find(_identity.Id);
            if (_present != _device)
            {
                throw PartInspection.Another(_device, _identity.Id, _present);
            }
        }

        private void Inspect()
        {
            _part = _inspection.Inspect(_device, _identity, _image);
            FlashBlocks blocks = new FlashBlocks(_access, _recovery, _part);
            _sums = new PartChecksums(_access, _recovery, blocks, _part, _checked);
            _writer = new FlashWriter(_part, _checked, _reader, _flash, blocks, _recovery, new WordReader(_access.Client, _recovery), _sums);
        }

        private void Unprotect()
        {
            _log.Write("lifting the read protection, which erases the part");
            UnprotectResult result = _inspection.Unprotect();
            if (result == UnprotectResult.Refused)
            {
                _flash.Release(true);
                throw new ProgrammingException("lift the read protection", BridgeException.NoAddress, "ACK", "NACK", "The part refuses to lift it: its old program stays.");
            }

            if (result == UnprotectResult.Unreadable)
            {
                throw new PowerCycleException("lift the read protection", "a flash that can be read", "NACK after an erase that was acknowledged", "Switch the supply of the part off and on: it may load its option bytes only then.");
            }
        }

        private void CloseImage()
        {
            if (_reader != null)
            {
                _reader.Dispose();
            }
        }

        // An untouched part starts its old program again; a part without a program stays in its bootloader.
        private void ReleasePart()
        {
            bool isTouched = true;
            TryFinally.Run(() => isTouched = !_flash.IsAtRisk || IsTouched(), () => _flash.Release(!isTouched));
            if (_flash.HasProgram)
            {
                _access.Rates.Forget();
                if (!_isStarted)
                {
                    _access.Starter.StartOld(_present == null ? _device : _present);
                }
            }
        }

        // A write-protected part acknowledges an erase and keeps its program.
        private bool IsTouched()
        {
            try
            {
                if (_writer == null)
                {
                    return true;
                }

                _recovery.StartOver();
                return _writer.IsTouched();
            }
            catch (BridgeException)
            {
                // Not known: then it is not started.
                return true;
            }
        }
    }
}
