using Esp32Bridge.An3155;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>One page at a time: compares it, or erases it, writes it and reads it back until it holds its content.</summary>
    internal sealed class PageWriter
    {
        /// <summary>How often a page is erased and written before it is given up.</summary>
        internal const int Attempts = 3;

        /// <summary>How many bytes to read at first where a difference is likely: what differs mostly differs there.</summary>
        internal const int FirstLook = 16;

        private readonly PartDescription _part;
        private readonly FlashBlocks _blocks;
        private readonly LineRecovery _recovery;
        private readonly PageContent _content;
        private readonly byte[] _probe = new byte[1];
        private bool _usesChecksum;

        // How many of the next pages are erased and wait for their content.
        private int _erasedPages;

        /// <summary>Creates the writer.</summary>
        /// <param name="part">The part.</param>
        /// <param name="blocks">Its flash.</param>
        /// <param name="recovery">What to do when the part is not as it should be.</param>
        /// <param name="content">What the page is to hold.</param>
        internal PageWriter(PartDescription part, FlashBlocks blocks, LineRecovery recovery, PageContent content)
        {
            _part = part;
            _blocks = blocks;
            _recovery = recovery;
            _content = content;
            _usesChecksum = part.HasChecksum;
        }

        /// <summary>Tells whether a page holds its content: by its checksum where the part computes one, else by reading.</summary>
        /// <param name="address">The page's address.</param>
        /// <param name="from">Where to begin, in bytes from the start of the page.</param>
        /// <param name="first">How many bytes to read at first, <see cref="FirstLook"/> or 256.</param>
        /// <param name="looksTwice">Whether a difference is believed only when it is there a second time.</param>
        /// <returns>True when it does.</returns>
        /// <exception cref="BridgeException">The bootloader or the image failed.</exception>
        internal bool Holds(uint address, int from, int first, bool looksTwice)
        {
            for (int chunk = 0; chunk < _content.Chunks; chunk++)
            {
                int count = _content.Load(chunk);
                int start = chunk == 0 ? from : 0;
                int length = chunk == 0 ? first : FlashBlocks.BlockSize;
                if (count > start && !HoldsChunk(address + (uint)PageContent.StartOf(chunk), start, count, length, looksTwice))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Erases a page, unless that is done, writes it, and reads it back.</summary>
        /// <param name="address">The page's address.</param>
        /// <param name="end">Where the image ends.</param>
        /// <param name="pages">How many pages are written next whatever they hold, this one among them: they are erased together where the part can do that.</param>
        /// <exception cref="ProgrammingException">It does not hold its content in the end, or the part does not answer any more.</exception>
        /// <exception cref="BridgeException">The bootloader or the image failed.</exception>
        internal void Write(uint address, uint end, int pages)
        {
            FlashDifference difference = null;
            bool isStuck = false;
            for (int attempt = 1; attempt <= Attempts; attempt++)
            {
                // What cannot be had any more is not erased for.
                _content.Load(0);
                int number = _part.NumberOf(address, false);
                if (difference != null)
                {
                    _blocks.Erase(number, 1, _part);
                    isStuck = IsStuck(difference);
                }
                else if (_erasedPages == 0)
                {
                    int count = _part.PagesInOneErase(address, end, pages);
                    _blocks.Erase(number, count, _part);
                    _erasedPages = count;
                }

                if (isStuck && _part.NumberOf(address, true) != number)
                {
                    _blocks.Erase(_part.NumberOf(address, true), 1, _part);
                    isStuck = IsStuck(difference);
                }

                difference = WriteContent(address);
                if (difference == null)
                {
                    _erasedPages--;
                    return;
                }

                if (attempt < Attempts)
                {
                    // A unit that was not written whole makes all later ones fail until the next reset.
                    _recovery.Reenter();
                }
            }

            throw difference.ToError(" after " + Attempts + " attempts", AdviceFor(difference, isStuck));
        }

        private bool HoldsChunk(uint address, int start, int end, int first, bool looksTwice)
        {
            if (_usesChecksum)
            {
                uint checksum;
                _content.Fill(end);
                _usesChecksum = _blocks.TryGetChecksum(address + (uint)start, end - start, out checksum);
                if (_usesChecksum && checksum == Stm32Crc.Compute(_content.Buffer, start, end - start))
                {
                    return true;
                }

                if (_usesChecksum && !looksTwice)
                {
                    return false;
                }
            }

            int length = first;
            for (int position = start; position < end; position += length)
            {
                length = position == start ? first : FlashBlocks.BlockSize;
                length = length < end - position ? length : end - position;
                _content.Fill(position + length);
                if (!_blocks.Holds(address + (uint)position, _content.Buffer, position, length, looksTwice))
                {
                    return false;
                }
            }

            return true;
        }

        // Null when the page holds all of it.
        private FlashDifference WriteContent(uint address)
        {
            for (int chunk = 0; chunk < _content.Chunks; chunk++)
            {
                int count = _content.Load(chunk);
                for (int position = 0; position < count; position += FlashBlocks.BlockSize)
                {
                    int left = count - position;
                    int length = left < FlashBlocks.BlockSize ? left : FlashBlocks.BlockSize;
                    _content.Fill(position + length);
                    FlashDifference difference = _blocks.Write(address + (uint)(PageContent.StartOf(chunk) + position), _content.Buffer, position, length);
                    if (difference != null)
                    {
                        return difference;
                    }
                }
            }

            return null;
        }

        // The place that was wrong keeps what it had through an erase.
        private bool IsStuck(FlashDifference difference)
        {
            _blocks.Read(difference.Address, _probe, 0, 1);
            return _probe[0] != 0xFF;
        }

        private string AdviceFor(FlashDifference difference, bool isStuck)
        {
            if (_part.HasTrustZone)
            {
                return "TrustZone is on (TZEN = 1): the bootloader acknowledges writes that change nothing. Switch it off with a debug probe.";
            }

            return isStuck || difference.Actual == 0xFF
                ? "The part acknowledges and nothing changes: write protection (WRP or PCROP) is on or the supply is weak. Lift the protection in the option bytes."
                : "A page that fails again and again is worn out; check the supply too.";
        }
    }
}
