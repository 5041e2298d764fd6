using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// The flash block by block, over a line that can fail: what went wrong is done again, and nothing counts as written
    /// before it was read back.
    /// </summary>
    internal sealed class FlashBlocks
    {
        /// <summary>The most bytes of a block.</summary>
        internal const int BlockSize = BootloaderClient.BlockSize;

        private const int Readings = 4;
        private const int EraseMargin = 1000;
        private const int ChecksumTimeout = 1000;

        private readonly BootloaderClient _client;
        private readonly LineRecovery _recovery;
        private readonly IClock _clock;

        // Blocks begin and end with whole programming units of the part.
        private readonly int _unit;

        private readonly byte _erasedValue;

        // What was read last: nothing but a command changes it.
        private readonly byte[] _actual;

        /// <summary>Creates the access.</summary>
        /// <param name="access">The bootloader.</param>
        /// <param name="recovery">What to do when a command goes wrong.</param>
        /// <param name="part">The part.</param>
        internal FlashBlocks(BootloaderAccess access, LineRecovery recovery, PartDescription part)
        {
            _unit = part.CommitSize;
            _erasedValue = part.Device.ErasedValue;
            _client = access.Client;
            _actual = _client.Scratch;
            _clock = access.Clock;
            _recovery = recovery;
        }

        /// <summary>Gets whether an erase was sent.</summary>
        internal bool HasErased { get; private set; }

        /// <summary>Tells whether bytes are those of erased flash.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="count">How many of them count.</param>
        /// <param name="erasedValue">What erased flash reads.</param>
        /// <returns>True when all of them are that.</returns>
        internal static bool IsErased(byte[] bytes, int count, byte erasedValue)
        {
            for (int i = 0; i < count; i++)
            {
                if (bytes[i] != erasedValue)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Counts the bytes from the first one on that differs.</summary>
        /// <param name="a">The one array.</param>
        /// <param name="startOfA">The first byte in it.</param>
        /// <param name="b">The other array.</param>
        /// <param name="startOfB">The first byte in it.</param>
        /// <param name="count">How many bytes to compare.</param>
        /// <returns>0 when all are the same; else 1 to <paramref name="count"/>, which means that the first one differs.</returns>
        internal static int CountFromDifference(byte[] a, int startOfA, byte[] b, int startOfB, int count)
        {
            // Eight bytes a turn: a turn costs the interpreter more than what is done in it.
            int last = count - sizeof(long);
            int i = 0;
            while (i <= last && BitConverter.ToInt64(a, startOfA + i) == BitConverter.ToInt64(b, startOfB + i))
            {
                i += sizeof(long);
            }

            while (i < count && a[startOfA + i] == b[startOfB + i])
            {
                i++;
            }

            return count - i;
        }

        /// <summary>Reads bytes.</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many, 1 to 256.</param>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal void Read(uint address, byte[] buffer, int offset, int count)
        {
            for (;;)
            {
                try
                {
                    _client.ReadMemory(address, buffer, offset, count);
                    _recovery.Done();
                    return;
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                }
            }
        }

        /// <summary>Reads one byte.</summary>
        /// <param name="address">Its address.</param>
        /// <returns>The byte.</returns>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal byte ReadByte(uint address)
        {
            Read(address, _actual, 0, 1);
            return _actual[0];
        }

        /// <summary>Looks for a byte that an erase would change.</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="count">How many bytes to look at, 1 or more.</param>
        /// <returns>How many come before it; <paramref name="count"/> when all are erased.</returns>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal int CountErased(uint address, int count)
        {
            for (int position = 0; position < count; position += BlockSize)
            {
                int length = count - position < BlockSize ? count - position : BlockSize;
                Read(address + (uint)position, _actual, 0, length);
                for (int i = 0; i < length; i++)
                {
                    if (_actual[i] != _erasedValue)
                    {
                        return position + i;
                    }
                }
            }

            return count;
        }

        /// <summary>Tells whether the flash holds something else than some bytes.</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="block">The bytes.</param>
        /// <param name="offset">The first one in <paramref name="block"/>.</param>
        /// <param name="looksTwice">Whether a difference is believed only when it is there a second time: noise looks like one.</param>
        /// <param name="count">How many, 1 to 256.</param>
        /// <returns>False when it holds all of them.</returns>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal bool Differs(uint address, byte[] block, int offset, bool looksTwice, int count)
        {
            // What is not read differs.
            _actual[0] = (byte)~block[offset];
            Read(address, _actual, 0, count);
            if (looksTwice && CountFromDifference(_actual, 0, block, offset, count) > 0)
            {
                Read(address, _actual, 0, count);
            }

            return CountFromDifference(_actual, 0, block, offset, count) > 0;
        }

        /// <summary>Asks the part for the CRC of some bytes (AN3155 3.13).</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="count">How many, a multiple of 4.</param>
        /// <param name="checksum">The answer.</param>
        /// <returns>False when the part refuses.</returns>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal bool TryGetChecksum(uint address, int count, out uint checksum)
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
        /// <returns>Null when the flash holds them; else where it holds something else: the page has to be erased.</returns>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal FlashDifference Write(uint address, byte[] block, int offset, int count)
        {
            // Erased units at both ends of the block are left out: erased flash holds them already.
            int first = ErasedAtStart(block, offset, count);
            int length = first == count ? 0 : count - first - ErasedAtEnd(block, offset, count);
            for (;;)
            {
                // Whether it is known what became of the write.
                bool isAnswered = true;
                try
                {
                    if (length > 0)
                    {
                        _client.WriteMemory(address + (uint)first, block, offset + first, length);
                    }
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                    isAnswered = false;
                }

                FlashDifference difference = ReadBack(address, block, offset, count);
                if (difference == null)
                {
                    _recovery.Done();
                    return null;
                }

                if (isAnswered || !IsErased(_actual, count, _erasedValue))
                {
                    return difference;
                }
            }
        }

        /// <summary>Erases pages that follow each other. Only reading back tells whether it worked.</summary>
        /// <param name="page">The number of the first page.</param>
        /// <param name="count">How many; one only, where the part erases no more at once.</param>
        /// <param name="part">The part.</param>
        /// <exception cref="BootloaderException">It failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal void Erase(int page, int count, PartDescription part)
        {
            int time = part.Device.PageEraseTime;
            int timeout = (time * count * 2) + EraseMargin;
            HasErased = true;
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

        // In whole units; count when all of it is erased.
        private int ErasedAtStart(byte[] block, int offset, int count)
        {
            int erased = 0;
            while (erased < count && block[offset + erased] == _erasedValue)
            {
                erased++;
            }

            return erased == count ? count : erased - (erased % _unit);
        }

        private int ErasedAtEnd(byte[] block, int offset, int count)
        {
            int erased = 0;
            while (block[offset + count - 1 - erased] == _erasedValue)
            {
                erased++;
            }

            return erased - (erased % _unit);
        }

        // Noise on the line looks like a wrong flash: a difference is believed when two readings agree on it.
        private FlashDifference ReadBack(uint address, byte[] block, int offset, int count)
        {
            int seen = -1;
            byte actual = 0;
            for (int reading = 0; reading < Readings;)
            {
                try
                {
                    _actual[0] = (byte)~block[offset];
                    _client.ReadMemory(address, _actual, 0, count);
                    reading++;
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                    continue;
                }

                int left = CountFromDifference(_actual, 0, block, offset, count);
                if (left == 0)
                {
                    return null;
                }

                int difference = count - left;
                if (difference == seen && _actual[difference] == actual)
                {
                    break;
                }

                seen = difference;
                actual = _actual[difference];
            }

            return new FlashDifference(address + (uint)seen, block[offset + seen], actual);
        }
    }
}
