namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// Get Checksum of a bootloader (AN3155 3.13): the steps after the address. ST's open bootloader has the code 0xA1 and
    /// no function for it. So the arithmetic is that of the CRC unit (RM0394 14): 32-bit words as the core reads them, the
    /// highest bit first, nothing reflected. The answer has the high byte first, as all numbers of AN3155 have.
    /// </summary>
    public sealed class ChecksumModel
    {
        // The CRC unit after a reset (RM0394 14.4).
        private const uint DefaultPolynomial = 0x04C11DB7;
        private const uint DefaultStart = 0xFFFFFFFF;

        private readonly VirtualStm32 _part;
        private readonly BootloaderFrame _frame;
        private readonly BootloaderAnswers _answers;
        private uint _words;
        private uint _polynomial;

        /// <summary>Creates the command of a part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="frame">The frame that is being received.</param>
        /// <param name="answers">How it answers.</param>
        public ChecksumModel(VirtualStm32 part, BootloaderFrame frame, BootloaderAnswers answers)
        {
            _part = part;
            _frame = frame;
            _answers = answers;
        }

        /// <summary>Computes a CRC over words.</summary>
        /// <param name="memory">Where they are.</param>
        /// <param name="address">The address of the first one.</param>
        /// <param name="words">How many.</param>
        /// <param name="polynomial">The polynomial.</param>
        /// <param name="start">The initial value.</param>
        /// <returns>The CRC.</returns>
        public static uint Compute(MemoryMap memory, uint address, uint words, uint polynomial, uint start)
        {
            uint value = start;
            for (uint i = 0; i < words; i++)
            {
                value ^= memory.ReadWord(address + (4 * i));
                for (int bit = 0; bit < 32; bit++)
                {
                    value = (value & 0x80000000) != 0 ? (value << 1) ^ polynomial : value << 1;
                }
            }

            return value;
        }

        /// <summary>Handles a number and its checksum.</summary>
        /// <param name="address">The address of the command.</param>
        /// <param name="now">The time.</param>
        public void Take(uint address, long now)
        {
            uint number = (uint)((_frame.Pair(0) << 16) | _frame.Pair(2));
            bool isShort = _part.Bootloader.Protocol.HasShortChecksum;
            if (!_frame.HasChecksum() || (_frame.State == BootloaderState.ChecksumLength && !IsWithin(address, isShort ? WordsOf(number) : number)))
            {
                _answers.Finish(false, now);
                return;
            }

            if (isShort)
            {
                _words = WordsOf(number);
                Answer(Compute(_part.Memory, address, _words, DefaultPolynomial, DefaultStart), now);
                return;
            }

            switch (_frame.State)
            {
                case BootloaderState.ChecksumLength:
                    _words = number;
                    _answers.Continue(BootloaderState.ChecksumPolynomial, 5, now);
                    break;
                case BootloaderState.ChecksumPolynomial:
                    _polynomial = number;
                    _answers.Continue(BootloaderState.ChecksumStart, 5, now);
                    break;
                default:
                    Answer(Compute(_part.Memory, address, _words, _polynomial, number), now);
                    break;
            }
        }

        // 0 for a number of bytes that is refused.
        private static uint WordsOf(uint bytes)
        {
            return bytes % 4 == 0 ? bytes / 4 : 0;
        }

        // "It checks that the area size is different than 0 and that it does not exceed the size of the memory."
        private bool IsWithin(uint address, uint words)
        {
            return words > 0
                && words <= (uint)_part.Part.FlashSize / 4
                && (!_part.Memory.IsFlash(address) || _part.Memory.IsFlash(address + (4 * words) - 1));
        }

        private void Answer(uint crc, long now)
        {
            byte[] answer = new byte[] { (byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc, 0 };
            answer[4] = (byte)(answer[0] ^ answer[1] ^ answer[2] ^ answer[3]);
            _answers.Repeat(BootloaderAnswers.Ack, 1, now);
            _part.Enqueue(new Operation(OperationKind.ComputeChecksum, null, 0, (int)_words), now);
            _answers.Send(answer, now);
        }
    }
}
