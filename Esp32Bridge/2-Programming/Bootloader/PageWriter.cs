using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>Compares one page, or erases, writes and reads it back until it holds its content.</summary>
    internal sealed class PageWriter
    {
        /// <summary>How often a page is erased and written before the job gives up.</summary>
        internal const int Attempts = 3;

        /// <summary>How many bytes to read first if a difference is likely: most pages that differ do so there.</summary>
        internal const int FirstLook = 16;

        // How many bytes to read before the routine runs: other programs mostly differ in the first of their vectors.
        private const int LookBeforeRun = 64;

        private readonly PartDescription _part;
        private readonly FlashBlocks _blocks;
        private readonly LineRecovery _recovery;
        private readonly PageContent _content;
        private readonly uint _start;
        private readonly uint _end;

        /// <summary>
        /// The end of the leading pages of the image that are proven to hold their content. A field, which only a comparison
        /// advances.
        /// </summary>
        internal uint ProvenEnd;

        /// <summary>The end of the leading pages that are proven, or written and not yet proven.</summary>
        internal uint WrittenEnd;

        private readonly PartChecksums _sums;
        private readonly PageProtection _protection;

        // The address of a byte in the same page of the other bank that was not erased before the first erase; or 0. The number
        // in that erase may mean the other page.
        private uint _witness;

        // Whether an erase was seen to change the intended page.
        private bool _isProven;

        // How many of the next pages are already erased.
        private int _erasedPages;

        /// <summary>Creates the writer.</summary>
        /// <param name="part">The part.</param>
        /// <param name="blocks">Its flash.</param>
        /// <param name="recovery">The recovery from faults of the part.</param>
        /// <param name="protection">Its protected pages.</param>
        /// <param name="sums">The CRCs of the flash.</param>
        /// <param name="content">The content of the page.</param>
        /// <param name="start">The address of the first page.</param>
        /// <param name="end">The address after the image.</param>
        internal PageWriter(PartDescription part, FlashBlocks blocks, LineRecovery recovery, PageProtection protection, PartChecksums sums, PageContent content, uint start, uint end)
        {
            _part = part;
            _blocks = blocks;
            _recovery = recovery;
            _content = content;
            _start = start;
            _end = end;
            ProvenEnd = start;
            WrittenEnd = start;
            _sums = sums;
            _protection = protection;
        }

        /// <summary>Gets the address of a page that was erased instead of the intended one, or 0.</summary>
        internal uint ErasedInVain { get; private set; }

        /// <summary>Tells whether a page differs from its content: by the checksum if the part computes one, else by reading.</summary>
        /// <param name="address">The page's address.</param>
        /// <param name="from">Where to begin, in bytes from the start of the page.</param>
        /// <param name="looksTwice">Whether a difference counts only if a second reading shows one too.</param>
        /// <param name="first">How many bytes to read first, <see cref="FirstLook"/> or 256.</param>
        /// <returns>False if it holds all of it.</returns>
        /// <exception cref="BridgeException">The bootloader or the image failed.</exception>
        internal bool Differs(uint address, int from, bool looksTwice, int first)
        {
            int end = from;
            int length;
            for (int position = from; position < _content.Length; position += length)
            {
                uint place = address + (uint)position;
                if (position == end)
                {
                    end = _content.EndOfPiece(position);
                    if (_sums.IsOn && !_sums.IsTaken && _sums.IsFaster(place))
                    {
                        length = first < LookBeforeRun ? first : LookBeforeRun;
                        length = length < end - position ? length : end - position;
                        int look = _content.Load(position);
                        if (_blocks.Differs(place, _content.Buffer, look, looksTwice, length))
                        {
                            return true;
                        }

                        _sums.Take(place);
                    }

                    if (_sums.IsOn && _sums.IsTaken)
                    {
                        length = end - position;
                        if (!_sums.Differs(place))
                        {
                            continue;
                        }

                        if (_sums.IsOn && _content.HoldsPiece(position))
                        {
                            if (!looksTwice)
                            {
                                return true;
                            }

                            // The CRC was the first look.
                            looksTwice = false;
                        }
                    }
                }

                length = position == from ? first : FlashBlocks.BlockSize;
                length = length < end - position ? length : end - position;
                int offset = _content.Load(position);
                if (_blocks.Differs(place, _content.Buffer, offset, looksTwice, length))
                {
                    return true;
                }
            }

            Prove(address);
            return false;
        }

        /// <summary>Erases a page, unless it is already erased, writes it, and reads it back or leaves that to <see cref="ProveWritten"/>.</summary>
        /// <param name="address">The page's address.</param>
        /// <param name="pages">How many pages, including this one, are written next without comparing them: they are erased together if the part can do that.</param>
        /// <exception cref="ProgrammingException">The page does not hold its content in the end, or the part no longer answers.</exception>
        /// <exception cref="BridgeException">The bootloader or the image failed.</exception>
        internal void Write(uint address, int pages)
        {
            if (address != WrittenEnd || address >= _end || address != _start + (uint)_content.Start || _content.Length == 0)
            {
                // It would erase a page that was written before, or one outside the image.
                throw new ProgrammingException("erase", address, "the page at 0x" + WrittenEnd.ToString("X8") + " after those that were written", "another one", "It is tried again.");
            }

            FlashDifference difference = null;
            bool isStuck = false;
            bool isLater = _sums.IsOn;
            for (int attempt = 1; attempt <= Attempts; attempt++)
            {
                // Load the content before the erase: it may no longer be available.
                _content.Load(0);
                int number = _part.NumberOf(false, address);
                if (difference != null)
                {
                    _blocks.Erase(number, 1, _part);
                    isStuck = IsStuck(difference);
                }
                else if (!_isProven)
                {
                    EraseWithProof(address, number);
                    _erasedPages = 1;
                }
                else if (_erasedPages == 0)
                {
                    int together = _part.PagesInOneErase(address, pages, _end);
                    _blocks.Erase(number, together, _part);
                    _erasedPages = together;
                }

                if (isStuck && _part.NumberOf(true, address) != number)
                {
                    _blocks.Erase(_part.NumberOf(true, address), 1, _part);
                    isStuck = IsStuck(difference);
                }

                difference = null;
                for (int position = 0; position < _content.Length && difference == null; position += FlashBlocks.BlockSize)
                {
                    int left = _content.Length - position;
                    int count = left < FlashBlocks.BlockSize ? left : FlashBlocks.BlockSize;
                    int offset = _content.Load(position);
                    if (isLater)
                    {
                        // What the page held before no longer counts.
                        _sums.AreEqual[(address + (uint)position - _start) / _sums.Step] = false;
                    }

                    difference = _blocks.Write(address + (uint)position, _content.Buffer, offset, count, !isLater);
                }

                if (difference == null)
                {
                    _erasedPages--;
                    if (isLater)
                    {
                        WrittenEnd += (uint)_content.Length;
                    }
                    else
                    {
                        Prove(address);
                    }

                    return;
                }

                if (attempt < Attempts)
                {
                    // A unit that was not written whole makes all later writes fail until the next reset.
                    _recovery.Reenter();
                }
            }

            throw difference.ToError(" after " + Attempts + " attempts", AdviceFor(difference, isStuck));
        }

        /// <summary>Erases a page that no longer takes a write, unless its number might mean another page.</summary>
        /// <param name="address">The page's address.</param>
        /// <exception cref="BridgeException">The bootloader failed.</exception>
        internal void EraseAgain(uint address)
        {
            if (_isProven || _part.KnowsNumbers)
            {
                _blocks.Erase(_part.NumberOf(false, address), 1, _part);
            }
        }

        /// <summary>Counts the current page as one that holds its content, if it is the next one. It is proven with the pages before it.</summary>
        /// <param name="address">The page's address.</param>
        internal void Prove(uint address)
        {
            if (address == WrittenEnd && address == _start + (uint)_content.Start)
            {
                ProvenEnd += ProvenEnd == WrittenEnd ? (uint)_content.Length : 0;
                WrittenEnd += (uint)_content.Length;
            }
        }

        /// <summary>
        /// Compares the CRCs of all pages that are not yet proven. If one differs, the page with it and those after it count as
        /// not written.
        /// </summary>
        /// <exception cref="BridgeException">The part no longer answers.</exception>
        internal void ProveWritten()
        {
            if (_sums.IsOn)
            {
                _sums.EqualEnd = ProvenEnd;
                _sums.Compare(ProvenEnd, WrittenEnd);
                if (_sums.IsOn && _sums.EqualEnd == WrittenEnd)
                {
                    ProvenEnd = _sums.EqualEnd;
                    return;
                }

                // Also if the call was skipped.
                _sums.IsOn = false;
            }

            WrittenEnd = ProvenEnd;
            _erasedPages = 0;
        }

        /// <summary>Begins again with the first page.</summary>
        internal void GoBack()
        {
            ProvenEnd = _start;
            WrittenEnd = _start;
        }

        /// <summary>Begins again with the first page, of which no CRC is known.</summary>
        internal void StartOver()
        {
            _sums.IsTaken = _sums.HasCommand;
            _erasedPages = 0;
            GoBack();
        }

        /// <summary>Tells whether the first erase hit the same page of the other bank.</summary>
        /// <returns>True if it did.</returns>
        /// <exception cref="BridgeException">The bootloader failed.</exception>
        internal bool HasErasedElsewhere()
        {
            return _witness != 0 && IsErasedAt(_witness);
        }

        // Erases only one page until an erase was seen to work: the number may mean a page elsewhere.
        private void EraseWithProof(uint address, int number)
        {
            int size = _part.SizeAt(address);
            int look = _part.KnowsNumbers ? FirstLook : size;
            int erased = _blocks.CountErased(address, look);
            if (erased == size)
            {
                return;
            }

            int alternative = _part.NumberOf(true, address);
            uint other = _part.InOtherBank(address);

            // With sectors of different sizes, the page may not fit there.
            int left = (int)(_part.EndFrom(other) - other);
            int otherSize = size < left ? size : left;
            int otherErased = _part.KnowsNumbers ? 0 : _blocks.CountErased(other, otherSize);
            _witness = _part.KnowsNumbers || otherErased == otherSize ? 0 : other + (uint)otherErased;
            _blocks.Erase(number, 1, _part);
            uint place = address + (uint)erased;
            bool isGuess = false;
            if (!_part.KnowsNumbers && erased < look && !IsErasedAt(place) && (otherErased == otherSize || HasErasedElsewhere()))
            {
                // SWAP_BANK is set, and the bootloader does not show it. If the other page is erased, trying does no harm.
                isGuess = otherErased == otherSize;
                ErasedInVain = isGuess ? ErasedInVain : other;
                _part.Swap();

                // The CRC of the other page is that of what it held before.
                _sums.IsTaken = _sums.HasCommand;
                number = _part.NumberOf(false, address);
                if (other >= _start && other < WrittenEnd)
                {
                    throw new ProgrammingException("erase", other, "a page that holds its content", "one that was erased by the number of that at 0x" + address.ToString("X8"), "It is tried again.");
                }
            }

            for (int attempt = 1; erased < look && !IsErasedAt(place); attempt++)
            {
                if (attempt == Attempts)
                {
                    if (isGuess)
                    {
                        _part.Swap();
                    }

                    throw new ProgrammingException("erase", place, "0x" + _part.Device.ErasedValue.ToString("X2") + " after the erase of page " + number, "0x" + _blocks.ReadByte(place).ToString("X2"), AdviceForStuck(place));
                }

                _blocks.Erase(attempt == 1 || !_part.KnowsNumbers ? number : alternative, 1, _part);
            }

            _isProven = _part.KnowsNumbers || erased < look;
        }

        private bool IsErasedAt(uint address)
        {
            return _blocks.ReadByte(address) == _part.Device.ErasedValue;
        }

        // The byte that was wrong is not erased either.
        private bool IsStuck(FlashDifference difference)
        {
            return !IsErasedAt(difference.Address);
        }

        private string AdviceFor(FlashDifference difference, bool isStuck)
        {
            return isStuck || difference.Actual == _part.Device.ErasedValue
                ? AdviceForStuck(difference.Address)
                : "A page that fails again and again is worn out; check the supply too.";
        }

        // Names only causes that were read from the part.
        private string AdviceForStuck(uint address)
        {
            if (_part.HasTrustZone)
            {
                return "TrustZone is on (TZEN = 1): the bootloader acknowledges writes that change nothing. Switch it off with a debug probe.";
            }

            if (_protection.SeemsToCover(address))
            {
                return "The part acknowledges and nothing changes: write protection (WRP or PCROP) is on for this page. Lift it in the option bytes.";
            }

            return "The part acknowledges and nothing changes. "
                + (_protection.IsKnown() ? "Write protection (WRP) is off for this page" : "Whether write protection (WRP) is on cannot be read")
                + (_part.KnowsNumbers ? "." : " nor how its banks are divided and exchanged.")
                + " Look at the option bytes with a debug probe.";
        }
    }
}
