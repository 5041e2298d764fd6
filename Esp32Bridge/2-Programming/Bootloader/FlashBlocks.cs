using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// The flash block by block, over a line that can fail: what went wrong is done again, and nothing counts as written
    /// before it was read back.
    /// </summary>
    public sealed class FlashBlocks
    {
        /// <summary>The most bytes of a block.</summary>
        public const int BlockSize = BootloaderClient.BlockSize;

        // The largest programming unit: blocks begin and end with whole ones.
        private const int Unit = 16;

        private const int Readings = 4;
        private const int EraseMargin = 1000;
        private const int ChecksumTimeout = 1000;

        private readonly BootloaderClient _client;
        private readonly LineRecovery _recovery;
        private readonly IClock _clock;
        private readonly byte[] _actual = new byte[BlockSize];

        /// <summary>Creates the access.</summary>
        /// <param name="client">The bootloader.</param>
        /// <param name="recovery">What to do when a command goes wrong.</param>
        /// <param name="clock">The clock.</param>
        public FlashBlocks(BootloaderClient client, LineRecovery recovery, IClock clock)
        {
            _clock = clock;
            _client = client;
            _recovery = recovery;
        }

        /// <summary>Gets the address of the difference at which <see cref="TryWrite"/> gave up.</summary>
        public uint DifferenceAddress { get; private set; }

        /// <summary>Gets what should have been there.</summary>
        public byte Expected { get; private set; }

        /// <summary>Gets what was there.</summary>
        public byte Actual { get; private set; }

        /// <summary>Tells whether bytes are those of erased flash.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="count">How many of them count.</param>
        /// <returns>True when all of them are FF.</returns>
        public static bool IsErased(byte[] bytes, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (bytes[i] != 0xFF)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Reads bytes.</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many, 1 to 256.</param>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public void Read(uint address, byte[] buffer, int offset, int count)
        {
            ReadAtLast(address, buffer, offset, count);
            _recovery.Done();
        }

        /// <summary>Tells whether the flash holds some bytes.</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="block">The bytes.</param>
        /// <param name="offset">The first one in <paramref name="block"/>.</param>
        /// <param name="count">How many, 1 to 256.</param>
        /// <param name="isDoubtful">Whether a difference is believed only when it is there a second time: noise looks like one.</param>
        /// <returns>True when it does.</returns>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public bool Holds(uint address, byte[] block, int offset, int count, bool isDoubtful)
        {
            Read(address, _actual, 0, count);
            if (isDoubtful && DifferenceTo(block, offset, count) < count)
            {
                Read(address, _actual, 0, count);
            }

            return DifferenceTo(block, offset, count) == count;
        }

        /// <summary>Asks the part for the CRC of some bytes (AN3155 3.13).</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="count">How many, a multiple of 4.</param>
        /// <param name="checksum">The answer.</param>
        /// <returns>False when the part refuses.</returns>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public bool TryGetChecksum(uint address, int count, out uint checksum)
        {
            for (;;)
            {
                try
                {
                    checksum = _client.GetChecksum(address, count / 4, Stm32Crc.Polynomial, Stm32Crc.InitialValue, ChecksumTimeout);
                    _recovery.Done();
                    return true;
                }
                catch (NackException)
                {
                    checksum = 0;
                    return false;
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                }
            }
        }

        /// <summary>Writes a block into erased flash and reads it back.</summary>
        /// <param name="address">Where to begin, a multiple of 16 unless the block is shorter.</param>
        /// <param name="block">The bytes.</param>
        /// <param name="offset">The first one in <paramref name="block"/>.</param>
        /// <param name="count">How many, 8 to 256, a multiple of the programming unit.</param>
        /// <returns>False when the flash holds something else: its page has to be erased.</returns>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public bool TryWrite(uint address, byte[] block, int offset, int count)
        {
            for (;;)
            {
                bool isAnswered = TrySend(address, block, offset, count);
                if (IsConfirmed(address, block, offset, count))
                {
                    _recovery.Done();
                    return true;
                }

                if (isAnswered || !IsErased(_actual, count))
                {
                    return false;
                }
            }
        }

        /// <summary>Erases pages that follow each other. Only reading back tells whether it worked.</summary>
        /// <param name="page">The number of the first page.</param>
        /// <param name="count">How many; one only, where the part erases no more at once.</param>
        /// <param name="part">The part.</param>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public void Erase(int page, int count, PartDescription part)
        {
            int time = part.Device.PageEraseTime;
            int timeout = (time * count * 2) + EraseMargin;
            for (;;)
            {
                try
                {
                    if (part.HasExtendedErase)
                    {
                        _client.ExtendedErase(page, count, timeout);
                    }
                    else
                    {
                        _client.Erase(page, count, timeout);
                    }

                    if (part.Device.ErasesOnePage)
                    {
                        // It acknowledges before it is done.
                        _clock.Sleep(time);
                    }

                    return;
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                }
            }
        }

        private void ReadAtLast(uint address, byte[] buffer, int offset, int count)
        {
            for (;;)
            {
                try
                {
                    _client.ReadMemory(address, buffer, offset, count);
                    return;
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                }
            }
        }

        // Units of FF at both ends of the block are left out: erased flash holds them already. False when it is not
        // known what became of the write.
        private bool TrySend(uint address, byte[] block, int offset, int count)
        {
            int first = offset;
            int end = offset + count;
            while (first < end && block[first] == 0xFF)
            {
                first++;
            }

            if (first == end)
            {
                return true;
            }

            while (block[end - 1] == 0xFF)
            {
                end--;
            }

            int left = offset + count - end;
            first -= (first - offset) % Unit;
            end += left - (left / Unit * Unit);
            try
            {
                _client.WriteMemory(address + (uint)(first - offset), block, first, end - first);
                return true;
            }
            catch (BootloaderException fault)
            {
                _recovery.Recover(fault);
                return false;
            }
        }

        // Noise on the line looks like a wrong flash: a difference is believed when two readings agree on it.
        private bool IsConfirmed(uint address, byte[] block, int offset, int count)
        {
            int seen = -1;
            byte actual = 0;
            for (int reading = 0; reading < Readings; reading++)
            {
                ReadAtLast(address, _actual, 0, count);
                int difference = DifferenceTo(block, offset, count);
                if (difference == count)
                {
                    return true;
                }

                if (difference == seen && _actual[difference] == actual)
                {
                    break;
                }

                seen = difference;
                actual = _actual[difference];
            }

            DifferenceAddress = address + (uint)seen;
            Expected = block[offset + seen];
            Actual = actual;
            return false;
        }

        // Eight bytes a turn: a turn costs the interpreter more than what is done in it.
        private int DifferenceTo(byte[] block, int offset, int count)
        {
            byte[] actual = _actual;
            int last = count - sizeof(long);
            int i = 0;
            while (i <= last && BitConverter.ToInt64(actual, i) == BitConverter.ToInt64(block, offset + i))
            {
                i += sizeof(long);
            }

            while (i < count && actual[i] == block[offset + i])
            {
                i++;
            }

            return i;
        }
    }
}
