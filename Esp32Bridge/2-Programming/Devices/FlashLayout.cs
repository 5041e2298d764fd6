namespace Esp32Bridge.Devices
{
    /// <summary>
    /// How a flash is divided into the pages (or sectors) that are erased at once. They follow each other without gaps,
    /// and their numbers, which the erase commands take, count from 0. Two banks of equal pages are one row of pages, unless the
    /// numbers of the second one begin elsewhere.
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

        /// <summary>Creates a flash of regions of equal pages; behind the last one, they begin anew.</summary>
        /// <param name="counts">How many pages each region has.</param>
        /// <param name="sizes">The size of the pages of each region, in bytes.</param>
        public FlashLayout(int[] counts, int[] sizes)
        {
            _counts = counts;
            _sizes = sizes;
        }

        /// <summary>Gets the number in the erase commands of the first page of the second bank, which is half of the flash; 0 where it follows the last one of the first bank.</summary>
        public int SecondBankNumber { get; init; }

        /// <summary>Tells in which page a place is.</summary>
        /// <param name="offset">The place, in bytes from the start of the flash.</param>
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

        /// <summary>Tells where a page starts.</summary>
        /// <param name="page">The number of the page.</param>
        /// <returns>The place, in bytes from the start of the flash.</returns>
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

        /// <summary>Tells how large a page is.</summary>
        /// <param name="page">The number of the page.</param>
        /// <returns>Its size, in bytes.</returns>
        public int SizeOf(int page)
        {
            return StartOf(page + 1) - StartOf(page);
        }
    }
}
