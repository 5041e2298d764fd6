using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Writes an image into the flash of a part that is in its bootloader, page by page. Pages that already hold their
    /// content are kept. If anything has to change, the first page is erased first. The first bytes of the image, without
    /// which a part does not start it, are written last, in <see cref="Commit"/>.
    /// </summary>
    internal sealed class FlashWriter
    {
        // So many bytes are written before their CRCs are compared.
        private const uint MostUnproven = 128 * 1024;

        // The stack pointer and the entry: one programming unit on L4, which is written whole or not at all.
        private const int VectorSize = 8;

        // With smaller units, the entry is written after the stack pointer was read back: without the entry, nothing starts.
        private const int EntryOffset = 4;

        // After so many different pages in a row, only every eighth page is compared before it is written; the pages up to the
        // next comparison are erased together.
        private const int MissesToDoubt = 4;
        private const int DoubtfulComparisons = 8;

        private readonly PartDescription _part;
        private readonly CheckedImage _checked;
        private readonly ImageDescription _image;
        private readonly uint _start;
        private readonly ImageReader _reader;
        private readonly TargetFlash _flash;
        private readonly FlashBlocks _blocks;
        private readonly PageProtection _protection;
        private readonly PageWriter _pages;
        private readonly PageContent _content;
        private readonly int _commitSize;
        private readonly byte[] _oldStart;
        private readonly byte[] _oldEnd;

        // The end of the leading pages that are known to hold their content.
        private uint _identicalEnd;

        private int _page;

        // The end of the current page, in bytes from the start of the image.
        private int _pageEnd;

        private int _misses;
        private bool _isFirstPageReady;

        // How many bytes of the image's start are proven to be in the flash.
        private int _committed;

        /// <summary>Begins to write an image, and reads the start of the flash.</summary>
        /// <param name="part">The part.</param>
        /// <param name="image">The image.</param>
        /// <param name="reader">The image's bytes, from the first one on.</param>
        /// <param name="flash">What the flash is known to hold.</param>
        /// <param name="blocks">The flash.</param>
        /// <param name="recovery">The recovery from faults of the part.</param>
        /// <param name="words">Reads the option words.</param>
        /// <param name="sums">The CRCs of the flash.</param>
        /// <exception cref="BridgeException">The bootloader failed.</exception>
        internal FlashWriter(PartDescription part, CheckedImage image, ImageReader reader, TargetFlash flash, FlashBlocks blocks, LineRecovery recovery, WordReader words, PartChecksums sums)
        {
            _part = part;
            _checked = image;
            _image = image.Description;
            _start = _image.Address;
            _reader = reader;
            _flash = flash;
            _blocks = blocks;
            _commitSize = part.CommitSize;
            _oldStart = new byte[_commitSize];
            _oldEnd = new byte[_commitSize];
            _content = new PageContent(reader, image.PieceSize, part);
            _protection = new PageProtection(part, words);
            _pages = new PageWriter(part, blocks, recovery, _protection, sums, _content, _start, _start + (uint)_image.Size);
            _blocks.Read(_start, _oldStart, 0, _commitSize);
            _blocks.Read(EndOfFirstPage(), _oldEnd, 0, _commitSize);
        }

        /// <summary>Gets how many pages were written.</summary>
        internal int WrittenPages { get; private set; }

        /// <summary>Gets how many pages held their content already.</summary>
        internal int KeptPages { get; private set; }

        /// <summary>Gets the address of a page of the other bank that was erased, because the banks are exchanged and the part does not show it; or 0.</summary>
        internal uint ErasedInVain
        {
            get { return _pages.ErasedInVain; }
        }

        /// <summary>Gets whether the part held no program at the beginning.</summary>
        internal bool WasErased
        {
            get { return FlashBlocks.IsErased(_oldStart, _commitSize, _part.Device.ErasedValue); }
        }

        /// <summary>
        /// Writes the image without its start. If the flash already holds all of the image, it confirms that instead, and there
        /// is nothing to commit. Otherwise the part has no program once the first page is erased. Call it once.
        /// </summary>
        /// <param name="stop">The request to stop, which takes effect between two pages.</param>
        /// <param name="report">Receives the progress.</param>
        /// <exception cref="BridgeException">The bootloader or the image failed, a page does not take its content, the image has changed, or the job was stopped.</exception>
        internal void Write(StopSignal stop, PhaseReport report)
        {
            try
            {
                _ = new byte[Headroom.Size];
                bool differs = DiffersFromImage();
                if (differs)
                {
                    GoBack();
                    WritePages(stop, report);
                    report.Tell(ProgrammingPhase.Verifying);
                }

                _ = new byte[Headroom.Size];
                _reader.Unload();
                if (!differs)
                {
                    Confirm();
                }
            }
            catch (Exception error)
            {
                _reader.Unload();
                throw error;
            }
        }

        /// <summary>
        /// Writes the start of the image and reads it back, the stack pointer and the entry last. Then it confirms that the part
        /// has a program again.
        /// </summary>
        /// <exception cref="BridgeException">The bootloader failed, or the flash does not hold what was written.</exception>
        internal void Commit()
        {
            // Without its start, nothing starts.
            uint end = _start + (uint)_image.Size;
            if (_checked.CheckedSize != _image.Size || _pages.ProvenEnd - end >= _commitSize)
            {
                throw NotProven();
            }

            int first = _part.Device.ProgramUnit > VectorSize ? _commitSize : VectorSize;
            _committed = 0;
            if (first < _commitSize)
            {
                CommitPart(first, _commitSize - first);
            }

            if (_part.Device.ProgramUnit <= EntryOffset)
            {
                CommitPart(0, EntryOffset);
                CommitPart(EntryOffset, first - EntryOffset);
            }
            else
            {
                CommitPart(0, first);
            }

            Confirm();
        }

        /// <summary>Tells whether the first page has changed, had no program at the beginning, or a page elsewhere was erased.</summary>
        /// <returns>False if all is as it was.</returns>
        /// <exception cref="BridgeException">The bootloader failed.</exception>
        internal bool IsTouched()
        {
            // The old content may have been misread: without an erase, a difference proves nothing.
            return WasErased
                || (_blocks.HasErased
                    && (_pages.HasErasedElsewhere()
                        || _blocks.Differs(_start, _oldStart, 0, true, _commitSize)
                        || _blocks.Differs(EndOfFirstPage(), _oldEnd, 0, true, _commitSize)));
        }

        // Compares until a page differs, and from there on only protected pages: none of them may differ.
        private bool DiffersFromImage()
        {
            bool differs = false;
            while (_pageEnd < _image.Size && !(differs && !_protection.IsOn()))
            {
                uint address = BeginPage();
                bool isRead = !differs || _protection.Covers(address);
                if (isRead && (_page == 0 ? FirstPageDiffers(address) : _pages.Differs(address, 0, true, FlashBlocks.BlockSize)))
                {
                    differs = true;
                    CheckUnprotected(address);

                    // The first page is erased first, whichever page differs.
                    CheckUnprotected(_start);
                }

                _page++;
            }

            KeptPages = differs ? 0 : _page;
            return differs;
        }

        private void CheckUnprotected(uint address)
        {
            if (_protection.Covers(address))
            {
                throw new ProgrammingException("check the write protection", address, "a page that can be erased", "one that is protected (WRP or PCROP)", "Lift the protection in the option bytes or link the image elsewhere.");
            }
        }

        // To the first page, whichever page differed.
        private void GoBack()
        {
            _page = 0;
            _pageEnd = 0;

            // If the page numbers are not known, the first erase may hit another page than intended.
            _identicalEnd = _part.KnowsNumbers ? _pages.ProvenEnd : _start;
            _pages.GoBack();
        }

        private void WritePages(StopSignal stop, PhaseReport report)
        {
            while (_pageEnd < _image.Size)
            {
                uint address = BeginPage();

                // After a doubt, pages come again that were counted before.
                int counted = _page == KeptPages + WrittenPages ? 1 : 0;
                if (IsKept(address))
                {
                    KeptPages += counted;
                    _misses = 0;
                }
                else
                {
                    _pages.Write(address, _misses < MissesToDoubt ? 1 : DoubtfulComparisons - (_page % DoubtfulComparisons));
                    WrittenPages += counted;

                    // A protected page holds its content already, which only a comparison shows.
                    _misses += _protection.IsOn() ? 0 : 1;
                }

                _page++;
                stop.Check();
                report.Tell(ProgrammingPhase.Writing, _pageEnd);
                uint unproven = _pages.WrittenEnd - _pages.ProvenEnd;
                bool isEndOfStep = _pageEnd % _checked.PieceSize == 0 || _pageEnd == _image.Size;
                if (isEndOfStep && (unproven >= MostUnproven || (unproven > 0 && _pageEnd == _image.Size)))
                {
                    ProveWritten();
                }

                if (_blocks.IsDoubtful && _pageEnd == _image.Size)
                {
                    // All pages are compared once more.
                    _blocks.IsDoubtful = false;
                    _pages.StartOver();
                    CompareFrom(_start);
                }
            }
        }

        // If a CRC differs, the flash is read from its page on, and written where it differs.
        private void ProveWritten()
        {
            _pages.ProveWritten();
            uint written = _pages.WrittenEnd;
            if (written - _start < (uint)_pageEnd)
            {
                CompareFrom(written);
            }
        }

        private void CompareFrom(uint address)
        {
            _identicalEnd = _start;
            _misses = 0;
            _page = 0;
            _pageEnd = 0;
            while (_start + (uint)_pageEnd < address)
            {
                BeginPage();
                _page++;
            }
        }

        private uint BeginPage()
        {
            int begin = _pageEnd;
            int left = _image.Size - begin;
            uint address = _start + (uint)begin;
            int size = _part.SizeAt(address);
            _pageEnd = begin + (size < left ? size : left);
            _content.Begin(begin, _pageEnd - begin);
            return address;
        }

        // Only the start may differ: after an interrupted job, the page needs only its commit.
        private bool FirstPageDiffers(uint address)
        {
            _content.Load(0);
            CompareStart();
            if (!WasErased && _committed < _commitSize)
            {
                // Read twice before giving up a program.
                _blocks.Read(address, _oldStart, 0, _commitSize);
                CompareStart();
            }

            int first = WasErased ? PageWriter.FirstLook : FlashBlocks.BlockSize;
            if ((!WasErased && _committed < _commitSize) || _pages.Differs(address, _commitSize, true, first))
            {
                return true;
            }

            // If the page numbers are not known, the first page proves them.
            _isFirstPageReady = _committed < _commitSize && _part.KnowsNumbers;
            return _committed < _commitSize;
        }

        private void CompareStart()
        {
            _committed = _commitSize - FlashBlocks.CountFromDifference(_oldStart, 0, _content.Commit, 0, _commitSize);
        }

        private bool IsKept(uint address)
        {
            if (address + (uint)_content.Length <= _identicalEnd && (_page > 0 || _isFirstPageReady))
            {
                _pages.Prove(address);
                return true;
            }

            // Before the first erase, the first page is written in any case.
            if (_page == 0 && !_blocks.HasErased)
            {
                return false;
            }

            int first = _misses == 0 ? FlashBlocks.BlockSize : PageWriter.FirstLook;
            return (_misses < MissesToDoubt || _page % DoubtfulComparisons == 0) && !_pages.Differs(address, _page == 0 ? _commitSize : 0, false, first);
        }

        private void CommitPart(int start, int count)
        {
            _ = new byte[Headroom.Size];
            FlashDifference difference = _blocks.Write(_start + (uint)start, _content.Commit, start, count, true);
            if (difference != null)
            {
                // The bytes may look erased and not take a write any more: erase the page for the next attempt.
                _pages.EraseAgain(_start);
                throw difference.ToError(string.Empty, "The page was erased again; check the supply.");
            }

            _committed += count;
        }

        // The counts decide, which are made where bytes are compared: a skipped call has added nothing to them.
        private void Confirm()
        {
            uint end = _start + (uint)_image.Size;
            if (_checked.CheckedSize != _image.Size || _pages.ProvenEnd - end >= _commitSize || _committed != _commitSize)
            {
                throw NotProven();
            }

            _flash.Confirm();
        }

        private ProgrammingException NotProven()
        {
            return new ProgrammingException("read back", _pages.ProvenEnd, "all of the image that the job is for", "a part of it", "It is tried again.");
        }

        private uint EndOfFirstPage()
        {
            return _start + (uint)(_part.SizeAt(_start) - _commitSize);
        }
    }
}
