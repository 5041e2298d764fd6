namespace Esp32Bridge.Devices
{
    /// <summary>
    /// How a flash is divided into pages (or sectors), the erase units. They follow each other without gaps. Their numbers,
    /// which the erase commands take, count from 0. Two banks of equal pages are one row of pages, unless the numbers of the
    /// second one begin elsewhere.
    /// </summary>
    public sealed class FlashLayout
    {
        private readonly int[] _counts;
        private readonly int[] _sizes;

        /// <summary>Creates a flash of equal pages.</summary>
        /// <param name="pageSize">Their size, in bytes.</param>
        public FlashLayout(int pageSize)
            : this(new int[] { int.MaxValue }, new int[] { pageSize })
        {
        }

        /// <summary>Creates a flash of regions of equal pages; after the last region, they repeat.</summary>
        /// <param name="counts">How many pages each region has.</param>
        /// <param name="sizes">The size of the pages of each region, in bytes.</param>
        public FlashLayout(int[] counts, int[] sizes)
        {
            _counts = counts;
            _sizes = sizes;
        }

        /// <summary>Gets the number of the first page of the second bank (half of the flash) in the erase commands; 0 if it follows the last page of the first bank.</summary>
        public int SecondBankNumber { get; init; }

        /// <summary>Tells whether pieces of a size divide each page without a rest.</summary>
        /// <param name="size">The size in bytes.</param>
        /// <returns>True if they do.</returns>
        public bool AreMultiplesOf(int size)
        {
            bool areMultiples = true;
            for (int i = 0; i < _sizes.Length; i++)
            {
                areMultiples &= _sizes[i] % size == 0;
            }

            return areMultiples;
        }

        /// <summary>Gives the page of an offset.</summary>
        /// <param name="offset">The offset, in bytes from the start of the flash.</param>
        /// <returns>The number of the page.</returns>
        public int PageAt(int offset)
        {
            int page = 0;
            int region = 0;
            int start = 0;
            for (;;)
            {
                int pages = (offset - start) / _sizes[region];
                if (pages < _counts[region])
                {
                    return page + pages;
                }

                start += _counts[region] * _sizes[region];
                page += _counts[region];
                region = (region + 1) % _counts.Length;
            }
        }

        /// <summary>Gives the start of a page.</summary>
        /// <param name="page">The number of the page.</param>
        /// <returns>The offset, in bytes from the start of the flash.</returns>
        public int StartOf(int page)
        {
            int region = 0;
            int start = 0;
            while (page >= _counts[region])
            {
                start += _counts[region] * _sizes[region];
                page -= _counts[region];
                region = (region + 1) % _counts.Length;
            }

            return start + (page * _sizes[region]);
        }

        /// <summary>Gives the size of a page.</summary>
        /// <param name="page">The number of the page.</param>
        /// <returns>Its size, in bytes.</returns>
        public int SizeOf(int page)
        {
            return StartOf(page + 1) - StartOf(page);
        }
    }
}
