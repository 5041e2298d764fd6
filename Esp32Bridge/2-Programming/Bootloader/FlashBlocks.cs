using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Accesses the flash block by block, over a line that can fail. What went wrong is repeated, and nothing counts as
    /// written before it was read back.
    /// </summary>
    internal sealed class FlashBlocks
    {
        /// <summary>The maximum size of a block, in bytes.</summary>
        internal const int BlockSize = BootloaderClient.BlockSize;

        private const int Readings = 4;
        private const int EraseMargin = 1000;

        // F0 to F3 write two bytes in up to 70 µs (data sheets), L0 and F4 four.
        private const int SmallUnit = 4;
        private const int WriteTimeOfSmallUnits = 10;
        private const int WriteTime = 5;
        private const int ChecksumTimeout = 1000;

        // A part that lists Get Checksum may not answer it, or hold the clock of its bus too long.
        private const int MostChecksums = 3;

        private readonly BootloaderClient _client;
        private readonly LineRecovery _recovery;
        private readonly IClock _clock;

        // Whether bytes can arrive shifted by a bit. The XOR of a list of pages is right then too.
        private readonly bool _canShift;

        // The programming unit: blocks begin and end at unit boundaries.
        private readonly int _unit;

        private readonly byte _erasedValue;

        // How long the part works on a block, in milliseconds.
        private readonly int _writeTime;

        // How long a command may work on this line.
        private readonly int _longestWork;

        // The bytes that were read last; the next command overwrites them.
        private readonly byte[] _actual;

        /// <summary>Creates the access.</summary>
        /// <param name="access">The bootloader.</param>
        /// <param name="recovery">The recovery from failed commands.</param>
        /// <param name="part">The part.</param>
        internal FlashBlocks(BootloaderAccess access, LineRecovery recovery, PartDescription part)
        {
            _canShift = access.Wires.Kind == LineKind.Spi;
            _unit = part.CommitSize;
            _erasedValue = part.Device.ErasedValue;
            _writeTime = part.Device.ProgramUnit > SmallUnit ? WriteTime : WriteTimeOfSmallUnits;
            _client = access.Client;
            _actual = _client.Scratch;
            _clock = access.Clock;
            _longestWork = access.Link.Line.LongestWork;
            _recovery = recovery;
        }

        /// <summary>Gets whether an erase was sent.</summary>
        internal bool HasErased { get; private set; }

        /// <summary>Whether an erase was not answered and may have hit other pages than intended: a field, because a skipped call must not end a doubt.</summary>
        internal bool IsDoubtful;

        /// <summary>Tells whether bytes are erased flash.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="count">How many to look at.</param>
        /// <param name="erasedValue">The value of erased flash.</param>
        /// <returns>True if all of them have that value.</returns>
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

        /// <summary>Counts the bytes from the first difference on.</summary>
        /// <param name="a">One array.</param>
        /// <param name="startOfA">The first byte in it.</param>
        /// <param name="b">The other array.</param>
        /// <param name="startOfB">The first byte in it.</param>
        /// <param name="count">How many bytes to compare.</param>
        /// <returns>0 if all are the same; else 1 to <paramref name="count"/>, which means that the first byte differs.</returns>
        internal static int CountFromDifference(byte[] a, int startOfA, byte[] b, int startOfB, int count)
        {
            // Eight bytes per turn: for the interpreter, a turn of the loop costs more than its body.
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
        /// <exception cref="BootloaderException">It failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
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
        /// <exception cref="BootloaderException">It failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal byte ReadByte(uint address)
        {
            Read(address, _actual, 0, 1);
            return _actual[0];
        }

        /// <summary>Looks for the first byte that is not erased.</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="count">How many bytes to look at, 1 or more.</param>
        /// <returns>How many bytes come before it; <paramref name="count"/> if all are erased.</returns>
        /// <exception cref="BootloaderException">It failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
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

        /// <summary>Tells whether the flash differs from some bytes.</summary>
        /// <param name="address">Where to begin.</param>
        /// <param name="block">The bytes.</param>
        /// <param name="offset">The first one in <paramref name="block"/>.</param>
        /// <param name="looksTwice">Whether a difference counts only if a second reading shows one too: noise looks like a difference.</param>
        /// <param name="count">How many, 1 to 256.</param>
        /// <returns>False if it holds all of them.</returns>
        /// <exception cref="BootloaderException">It failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal bool Differs(uint address, byte[] block, int offset, bool looksTwice, int count)
        {
            // If the read is skipped, the bytes differ.
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
        /// <returns>False if the part refuses, or fails repeatedly: its flash can still be read.</returns>
        /// <exception cref="BootloaderException">It failed repeatedly, after other commands had failed.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal bool TryGetChecksum(uint address, int count, out uint checksum)
        {
            for (int attempt = 0; attempt < MostChecksums; attempt++)
            {
                try
                {
                    checksum = _client.GetChecksum(address, count / 4, Stm32Crc.Polynomial, Stm32Crc.InitialValue, ChecksumTimeout);
                    _recovery.Done();
                    return true;
                }
                catch (NackException)
                {
                    break;
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                }
            }

            checksum = 0;
            return false;
        }

        /// <summary>Writes a block into erased flash.</summary>
        /// <param name="address">Where to begin, a multiple of 16 unless the block is shorter.</param>
        /// <param name="block">The bytes.</param>
        /// <param name="offset">The first one in <paramref name="block"/>.</param>
        /// <param name="count">How many, 8 to 256, a multiple of the programming unit.</param>
        /// <param name="readsBack">Whether to read it back; otherwise, it is only read back if its write was not acknowledged.</param>
        /// <returns>Null if the flash holds the bytes, or was not read back; else the first difference: the page must be erased.</returns>
        /// <exception cref="BootloaderException">It failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal FlashDifference Write(uint address, byte[] block, int offset, int count, bool readsBack)
        {
            // Skip erased units at both ends of the block: erased flash holds them already.
            int first = ErasedAtStart(block, offset, count);
            int length = first == count ? 0 : count - first - ErasedAtEnd(block, offset, count);
            for (;;)
            {
                // Whether the result of the write is known.
                bool isAnswered = true;
                try
                {
                    if (length > 0)
                    {
                        _client.WriteMemory(address + (uint)first, block, offset + first, length, _writeTime);
                    }
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                    isAnswered = false;
                }

                FlashDifference difference = isAnswered && !readsBack ? null : ReadBack(address, block, offset, count);
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

        /// <summary>Erases consecutive pages. Only reading back proves that it worked.</summary>
        /// <param name="page">The number of the first page.</param>
        /// <param name="count">How many; only one if the part does not erase more at once.</param>
        /// <param name="part">The part.</param>
        /// <exception cref="BootloaderException">It failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal void Erase(int page, int count, PartDescription part)
        {
            int time = part.Device.PageEraseTime;
            int most = _longestWork / time;
            HasErased = true;
            while (count > 0)
            {
                int together = count <= most ? count : most > 0 ? most : 1;
                int work = time * together;
                try
                {
                    if (part.HasExtendedErase)
                    {
                        _client.ExtendedErase(page, together, work, work + EraseMargin);
                    }
                    else
                    {
                        _client.Erase(page, together, work, work + EraseMargin);
                    }

                    if (part.Device.ErasesOnePage)
                    {
                        // The part acknowledges before the erase is done.
                        _clock.Sleep(time);
                    }

                    page += together;
                    count -= together;
                }
                catch (BootloaderException fault)
                {
                    IsDoubtful |= _canShift;
                    _recovery.Recover(fault);
                }
            }
        }

        // In whole units; count if all of it is erased.
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

        // Noise on the line looks like wrong flash content: a difference counts only if two readings agree on it.
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
