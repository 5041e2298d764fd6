using System;

namespace Esp32Bridge.An3155
{
    /// <summary>
    /// The commands that identify, erase, write, read and start a part (AN3155 3.1 to 3.8, 3.13; AN4221; AN4286). Every method throws
    /// <see cref="NackException"/> if the part refuses, <see cref="NoAnswerException"/> if it is silent,
    /// <see cref="UnexpectedByteException"/> if it answers something else, and
    /// <see cref="ArgumentOutOfRangeException"/> if an argument is outside its range.
    /// </summary>
    public sealed class BootloaderClient
    {
        /// <summary>The most bytes of one Read Memory or Write Memory (AN3155 3.4, 3.6).</summary>
        public const int BlockSize = 256;

        // 256 bytes take up to 10 ms. A part that takes longer than 1 s hangs.
        private const int WriteTime = 10;
        private const int WriteTimeout = 1000;

        // The CRC unit takes some cycles for a word: less than that for 4 KiB.
        private const int ChecksumTime = 1;

        /// <summary>How long a mass erase may take, in milliseconds: data sheets give up to 30 s for the largest parts.</summary>
        public const int MassEraseTimeout = 35000;

        private const int MaximumPages = 128;

        // The longest frame is that of Extended Erase: two bytes for the count and for each page, and the checksum.
        private const int FrameSize = 2 + (2 * MaximumPages) + 1;

        // Names of the commands used for each block: on nanoFramework each use of a literal makes a new object.
        private readonly string _readMemory = "Read Memory";
        private readonly string _writeMemory = "Write Memory";
        private readonly string _erase = "Erase";
        private readonly string _extendedErase = "Extended Erase";
        private readonly string _getChecksum = "Get Checksum";

        private readonly BootloaderLink _link;
        private readonly byte[] _frame = new byte[FrameSize];

        /// <summary>Creates the client.</summary>
        /// <param name="link">The frames to the part.</param>
        public BootloaderClient(BootloaderLink link)
        {
            _link = link;
        }

        /// <summary>
        /// Gets the buffer in which frames and answers are built. Between two commands, callers may use its first
        /// <see cref="BlockSize"/> bytes, for data that they read and evaluate at once.
        /// </summary>
        public byte[] Scratch
        {
            get { return _frame; }
        }

        /// <summary>Asks for the protocol version and the commands that the part has (AN3155 3.1).</summary>
        /// <returns>The answer.</returns>
        public BootloaderInfo Get()
        {
            byte[] known = _link.Line.CommandsOf(0);
            if (known != null)
            {
                byte version = GetVersion();
                return new BootloaderInfo(version, _link.Line.CommandsOf(version));
            }

            _link.Command(CommandCode.Get, "Get");
            int count = _link.ReceiveByte();
            _link.Receive(_frame, 0, count + 1);
            _link.ExpectAck();
            byte[] commands = new byte[count];
            Array.Copy(_frame, 1, commands, 0, count);
            return new BootloaderInfo(_frame[0], commands);
        }

        /// <summary>Asks for the protocol version (AN3155 3.2).</summary>
        /// <returns>The version, 0x31 for 3.1.</returns>
        public byte GetVersion()
        {
            _link.Command(CommandCode.GetVersion, "Get Version");
            _link.Receive(_frame, 0, _link.Line.VersionLength);
            _link.ExpectAck();
            return _frame[0];
        }

        /// <summary>Asks for the device id (AN3155 3.3).</summary>
        /// <returns>The device id, 0x415 for instance.</returns>
        public ushort GetId()
        {
            _link.Command(CommandCode.GetId, "Get ID");
            _link.Receive(_frame, 0, 3);
            if (_frame[0] != 1)
            {
                throw _link.Unexpected("an id of 2 bytes", _frame[0]);
            }

            _link.ExpectAck();
            return (ushort)((_frame[1] << 8) | _frame[2]);
        }

        /// <summary>Reads memory (AN3155 3.4).</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many, 1 to 256.</param>
        public void ReadMemory(uint address, byte[] buffer, int offset, int count)
        {
            CheckRange(count, 1, BlockSize);
            _link.Announce(CommandCode.ReadMemory, _readMemory, address);
            _link.ExpectAck();
            _link.SendWord(address);
            _link.ExpectAck();
            _link.SendComplemented((byte)(count - 1));
            _link.ExpectAck();
            _link.Receive(buffer, offset, count);
        }

        /// <summary>Jumps to an application: the part takes its stack pointer from the address and its entry from the next word (AN3155 3.5).</summary>
        /// <param name="address">The address of the application's vector table.</param>
        public void Go(uint address)
        {
            _link.Announce(CommandCode.Go, "Go", address);
            _link.ExpectAck();
            _link.SendWord(address);
            _link.ExpectAck();
        }

        /// <summary>
        /// Writes memory (AN3155 3.6). The ACK of the part does not prove that the flash was programmed: read it back.
        /// </summary>
        /// <param name="address">Where to begin; a multiple of the flash's programming unit.</param>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one in <paramref name="buffer"/>.</param>
        /// <param name="count">How many: 4 to 256, a multiple of 4 and of the flash's programming unit.</param>
        /// <param name="work">How long the part works, in milliseconds, less than 1000.</param>
        public void WriteMemory(uint address, byte[] buffer, int offset, int count, int work = WriteTime)
        {
            CheckRange(count, 4, BlockSize);
            CheckRange(count % 4, 0, 0);
            _link.Announce(CommandCode.WriteMemory, _writeMemory, address);
            _frame[0] = (byte)(count - 1);
            Array.Copy(buffer, offset, _frame, 1, count);
            XorChecksum.Seal(_frame, 1 + count);
            _link.ExpectAck();
            _link.SendWord(address);
            _link.ExpectAck();
            _link.SendSealed(_frame, 1 + count);
            _link.ExpectAck(WriteTimeout - work, work);
        }

        /// <summary>Erases consecutive pages, with one byte per page number (AN3155 3.7). The ACK does not prove that it worked.</summary>
        /// <param name="firstPage">The number of the first page, 0 to 255.</param>
        /// <param name="count">How many pages, 1 to 128.</param>
        /// <param name="work">How long the part works, in milliseconds: the longest time that its data sheet gives.</param>
        /// <param name="timeout">How long it may take after that, in milliseconds.</param>
        public void Erase(int firstPage, int count, int work, int timeout)
        {
            CheckRange(count, 1, MaximumPages);
            CheckRange(firstPage, 0, 256 - count);
            _link.Command(CommandCode.Erase, _erase);
            _frame[0] = (byte)(count - 1);
            for (int i = 0; i < count; i++)
            {
                _frame[1 + i] = (byte)(firstPage + i);
            }

            _link.Send(_frame, 1 + count);
            _link.ExpectAck(timeout, work);
        }

        /// <summary>Erases the whole flash of a part that has Erase (AN3155 3.7).</summary>
        public void EraseAll()
        {
            _link.Command(CommandCode.Erase, _erase);
            _link.SendComplemented(0xFF);
            _link.ExpectAck(MassEraseTimeout);
        }

        /// <summary>Erases consecutive pages, with two bytes per page number (AN3155 3.8). The ACK does not prove that it worked.</summary>
        /// <param name="firstPage">The number of the first page, 0 to 65519.</param>
        /// <param name="count">How many pages, 1 to 128: longer lists silently overrun the buffer of ST's code.</param>
        /// <param name="work">How long the part works, in milliseconds: the longest time that its data sheet gives.</param>
        /// <param name="timeout">How long it may take after that, in milliseconds.</param>
        public void ExtendedErase(int firstPage, int count, int work, int timeout)
        {
            CheckRange(count, 1, MaximumPages);
            CheckRange(firstPage, 0, 0xFFF0 - count);
            _link.Command(CommandCode.ExtendedErase, _extendedErase);
            byte[] frame = _frame;
            int start = 0;
            if (_link.Line.HasCountFrames)
            {
                _link.SendPair((ushort)(count - 1));
                _link.ExpectAck();
            }
            else
            {
                frame[0] = 0;
                frame[1] = (byte)(count - 1);
                start = 2;
            }

            for (int i = 0; i < count; i++)
            {
                frame[start + (2 * i)] = (byte)((firstPage + i) >> 8);
                frame[start + 1 + (2 * i)] = (byte)(firstPage + i);
            }

            _link.Send(frame, start + (2 * count));
            _link.ExpectAck(timeout, work);
        }

        /// <summary>Erases the whole flash, or one bank of it (AN3155 3.8).</summary>
        /// <param name="scope">What to erase.</param>
        public void ExtendedErase(EraseScope scope)
        {
            _link.Command(CommandCode.ExtendedErase, _extendedErase);
            _frame[0] = 0xFF;
            _frame[1] = (byte)scope;
            _link.Send(_frame, 2);
            _link.ExpectAck(MassEraseTimeout);
        }

        /// <summary>Makes the part compute a CRC over memory (AN3155 3.13; protocol 3.3 and later).</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="words">How many words of 4 bytes, 1 or more.</param>
        /// <param name="polynomial">The polynomial; parts that know only 0x04C11DB7 ignore it, and it is not sent over I2C (AN4221 2.14).</param>
        /// <param name="initialValue">The initial value; parts that know only 0xFFFFFFFF ignore it, and it is not sent over I2C.</param>
        /// <param name="timeout">How long it may take, in milliseconds.</param>
        /// <returns>The CRC.</returns>
        public uint GetChecksum(uint address, int words, uint polynomial, uint initialValue, int timeout)
        {
            CheckRange(words, 1, int.MaxValue / sizeof(uint));
            _link.Announce(CommandCode.GetChecksum, _getChecksum, address);
            _link.ExpectAck();
            _link.SendWord(address);
            _link.ExpectAck();
            bool isShort = _link.Line.HasShortChecksum;
            _link.SendWord((uint)(isShort ? words * sizeof(uint) : words));
            _link.ExpectAck();
            if (!isShort)
            {
                _link.SendWord(polynomial);
                _link.ExpectAck();
                _link.SendWord(initialValue);
                _link.ExpectAck();
            }

            _link.ExpectAck(timeout - ChecksumTime, ChecksumTime);
            _link.Receive(_frame, 0, 5);
            int checksum = _frame[0] ^ _frame[1] ^ _frame[2] ^ _frame[3];
            if (checksum != _frame[4])
            {
                throw _link.Unexpected("checksum 0x" + ((byte)checksum).ToString("X2"), _frame[4]);
            }

            return (uint)((_frame[0] << 24) | (_frame[1] << 16) | (_frame[2] << 8) | _frame[3]);
        }

        private static void CheckRange(int value, int minimum, int maximum)
        {
            if (value < minimum || value > maximum)
            {
                throw new ArgumentOutOfRangeException();
            }
        }
    }
}
