using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Brings an image into the flash of a part that is in its bootloader, page by page, and leaves pages alone that hold
    /// their content already. The first page is the first to go when anything has to change, and the image's first
    /// bytes, without which a part does not start it, come last, in <see cref="Commit"/>.
    /// </summary>
    public sealed class FlashWriter
    {
        // The stack pointer and the entry: one programming unit on L4, so that it is written whole or not at all.
        private const int VectorSize = 8;

        // After so many pages in a row that differed, only every eighth one is compared before it is written; those up to
        // the next comparison are erased together.
        private const int MissesToDoubt = 4;
        private const int DoubtfulComparisons = 8;

        private readonly FlashBlocks _blocks;
        private readonly PageWriter _pages;
        private readonly PageContent _content = new PageContent();
        private readonly byte[] _oldStart = new byte[PageContent.CommitSize];
        private readonly byte[] _oldEnd = new byte[PageContent.CommitSize];
        private PartDescription _part;
        private ImageDescription _image;
        private int _same;
        private int _page;
        private int _misses;
        private bool _isFirstPageReady;

        /// <summary>Creates the writer.</summary>
        /// <param name="blocks">The flash.</param>
        /// <param name="recovery">What to do when the part is not as it should be.</param>
        public FlashWriter(FlashBlocks blocks, LineRecovery recovery)
        {
            _blocks = blocks;
            _pages = new PageWriter(blocks, recovery, _content);
        }

        /// <summary>Gets how many pages were written.</summary>
        public int WrittenPages { get; private set; }

        /// <summary>Gets how many pages held their content already.</summary>
        public int KeptPages { get; private set; }

        /// <summary>Gets whether the part held no program at the beginning.</summary>
        public bool WasErased
        {
            get { return FlashBlocks.IsErased(_oldStart, PageContent.CommitSize); }
        }

        /// <summary>Begins with an image for a part, and looks at what the part holds.</summary>
        /// <param name="part">The part.</param>
        /// <param name="image">The image.</param>
        /// <exception cref="BridgeException">The bootloader failed.</exception>
        public void Begin(PartDescription part, ImageDescription image)
        {
            _part = part;
            _image = image;
            _pages.Begin(part);
            _same = 0;
            _page = 0;
            _misses = 0;
            _isFirstPageReady = false;
            WrittenPages = 0;
            KeptPages = 0;
            _blocks.Read(image.Address, _oldStart, 0, PageContent.CommitSize);
            _blocks.Read(EndOfFirstPage(), _oldEnd, 0, PageContent.CommitSize);
        }

        /// <summary>Tells whether the flash holds the whole image. It reads until a page differs.</summary>
        /// <param name="reader">The image, from its first byte on.</param>
        /// <returns>True when nothing has to be done.</returns>
        /// <exception cref="BridgeException">The bootloader or the image failed.</exception>
        public bool HoldsImage(ImageReader reader)
        {
            while (reader.Position < _image.Size)
            {
                uint address = BeginPage(reader);
                if (!(_page == 0 ? HoldsFirstPage(address) : _pages.Holds(address, 0, FlashBlocks.BlockSize, true)))
                {
                    return false;
                }

                _page++;
                _same = _page;
            }

            KeptPages = _same;
            return true;
        }

        /// <summary>Goes back to the first page, behind <see cref="HoldsImage"/>.</summary>
        /// <param name="reader">The image.</param>
        /// <exception cref="ImageException">It cannot be opened again.</exception>
        public void Restart(ImageReader reader)
        {
            _page = 0;
            if (_same > 0)
            {
                reader.Restart();
            }
        }

        /// <summary>Brings the next page of the image into the flash. From the first one on, the part has no program to start.</summary>
        /// <param name="reader">The image.</param>
        /// <returns>False behind the last one.</returns>
        /// <exception cref="BridgeException">The bootloader or the image failed, or a page does not take its content.</exception>
        public bool WriteNextPage(ImageReader reader)
        {
            // The first page may still be loaded from the comparison.
            bool isLoaded = _page == 0 && _same == 0;
            if (!isLoaded && reader.Position == _image.Size)
            {
                return false;
            }

            uint address = isLoaded ? _image.Address : BeginPage(reader);
            if (IsKept(address))
            {
                KeptPages++;
                _misses = 0;
            }
            else
            {
                _pages.Write(address, _image.Address + (uint)_image.Size, _misses < MissesToDoubt ? 1 : DoubtfulComparisons - (_page % DoubtfulComparisons));
                WrittenPages++;
                _misses++;
            }

            _page++;
            return true;
        }

        /// <summary>
        /// Writes what was held back and reads it back, the stack pointer and the entry as the very last: the part has a
        /// program again.
        /// </summary>
        /// <exception cref="BridgeException">The bootloader failed, or the flash does not hold what was written.</exception>
        public void Commit()
        {
            int first = _part.Device.ProgramUnit > VectorSize ? PageContent.CommitSize : VectorSize;
            if (first < PageContent.CommitSize)
            {
                CommitPart(first, PageContent.CommitSize - first);
            }

            CommitPart(0, first);
        }

        /// <summary>Lets go of the memory that a page needs. <see cref="Commit"/> works all the same.</summary>
        public void End()
        {
            _content.End();
        }

        /// <summary>Tells whether the first page is as it was at the beginning, with a start in it.</summary>
        /// <returns>True when it is.</returns>
        /// <exception cref="BridgeException">The bootloader failed.</exception>
        public bool IsUntouched()
        {
            return !WasErased
                && _blocks.Holds(_image.Address, _oldStart, 0, PageContent.CommitSize, true)
                && _blocks.Holds(EndOfFirstPage(), _oldEnd, 0, PageContent.CommitSize, true);
        }

        private uint BeginPage(ImageReader reader)
        {
            int position = reader.Position;
            int left = _image.Size - position;
            uint address = _image.Address + (uint)position;
            int size = _part.Pages.SizeOf(_part.Pages.PageAt((int)(address - Stm32Device.FlashBase)));
            _content.Begin(reader, size < left ? size : left);
            return address;
        }

        // What an interrupted job left needs only its commit.
        private bool HoldsFirstPage(uint address)
        {
            _content.Load(0);
            if (!WasErased && !IsCommitted())
            {
                // Before a program is given up, it is looked at twice.
                _blocks.Read(address, _oldStart, 0, PageContent.CommitSize);
            }

            int first = WasErased ? PageWriter.FirstLook : FlashBlocks.BlockSize;
            if ((!WasErased && !IsCommitted()) || !_pages.Holds(address, PageContent.CommitSize, first, true))
            {
                return false;
            }

            _isFirstPageReady = !IsCommitted();
            return !_isFirstPageReady;
        }

        private bool IsCommitted()
        {
            return AreEqual(_oldStart, _content.Commit);
        }

        private bool IsKept(uint address)
        {
            if (_page == 0)
            {
                return _isFirstPageReady;
            }

            if (_page < _same)
            {
                _content.FillAll();
                return true;
            }

            int first = _misses == 0 ? FlashBlocks.BlockSize : PageWriter.FirstLook;
            return (_misses < MissesToDoubt || _page % DoubtfulComparisons == 0) && _pages.Holds(address, 0, first, false);
        }

        private void CommitPart(int start, int count)
        {
            if (!_blocks.TryWrite(_image.Address + (uint)start, _content.Commit, start, count))
            {
                throw new ProgrammingException(
                    "read back",
                    _blocks.DifferenceAddress,
                    "0x" + _blocks.Expected.ToString("X2"),
                    "0x" + _blocks.Actual.ToString("X2"),
                    "The page has to be erased again; check the supply.");
            }
        }

        private uint EndOfFirstPage()
        {
            int page = _part.Pages.PageAt((int)(_image.Address - Stm32Device.FlashBase));
            return _image.Address + (uint)(_part.Pages.SizeOf(page) - PageContent.CommitSize);
        }

        private static bool AreEqual(byte[] a, byte[] b)
        {
            for (int i = 0; i < a.Length; i++)
            {
                if (a[i] != b[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
