using System;

namespace Esp32Bridge.An3155
{
    /// <summary>
    /// The commands that change the option bytes (AN3155 3.9 to 3.12). The part resets itself after each of them, and
    /// must be synchronised again. The exceptions are those of <see cref="BootloaderClient"/>.
    /// </summary>
    public sealed class ProtectionClient
    {
        // Programming option bytes takes some ten milliseconds.
        private const int OptionBytesTimeout = 1000;

        // Parts that a question disturbs (AN4286 2.12; AN2606, L43x to L49x) are erased by then.
        private const int UndisturbedErase = 1000;

        private readonly BootloaderLink _link;

        /// <summary>Creates the client.</summary>
        /// <param name="link">The frames to the part.</param>
        public ProtectionClient(BootloaderLink link)
        {
            _link = link;
        }

        /// <summary>Protects exactly these sectors against writing: an earlier protection ends (AN3155 3.9).</summary>
        /// <param name="sectors">The codes of 1 to 256 sectors; the part does not check them.</param>
        public void WriteProtect(byte[] sectors)
        {
            if (sectors.Length < 1 || sectors.Length > 256)
            {
                throw new ArgumentOutOfRangeException("sectors");
            }

            _link.Command(CommandCode.WriteProtect, "Write Protect");
            byte count = (byte)(sectors.Length - 1);
            int start = 1;
            if (_link.Line.HasCountFrames)
            {
                _link.SendComplemented(count);
                _link.ExpectAck();
                start = 0;
            }

            byte[] frame = new byte[start + sectors.Length + 1];
            frame[0] = count;
            sectors.CopyTo(frame, start);
            _link.Send(frame, start + sectors.Length);
            _link.ExpectAck(OptionBytesTimeout);
        }

        /// <summary>Ends the write protection of all sectors (AN3155 3.10).</summary>
        public void WriteUnprotect()
        {
            _link.Command(CommandCode.WriteUnprotect, "Write Unprotect");
            _link.ExpectAck(OptionBytesTimeout);
        }

        /// <summary>Protects the flash against reading, level 1 (AN3155 3.11).</summary>
        public void ReadoutProtect()
        {
            _link.Command(CommandCode.ReadoutProtect, "Readout Protect");
            _link.ExpectAck(OptionBytesTimeout);
        }

        /// <summary>Begins to lift the read protection: a part that accepts the command erases its whole flash (AN3155 3.12).</summary>
        public void BeginReadoutUnprotect()
        {
            _link.Command(CommandCode.ReadoutUnprotect, "Readout Unprotect");
        }

        /// <summary>Waits until the part reports that it is erased.</summary>
        public void EndReadoutUnprotect()
        {
            _link.ExpectAck(BootloaderClient.MassEraseTimeout - UndisturbedErase, UndisturbedErase);
        }
    }
}
