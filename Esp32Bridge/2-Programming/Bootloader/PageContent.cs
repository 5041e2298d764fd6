using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// What a page of the flash is to hold, in chunks of bounded size, so that a sector of 128 KiB needs no more memory
    /// than a page of 2 KiB. They are read from the image when they are needed, so that no page waits for its last byte; to go
    /// back to an earlier one, the image is asked for again from the start of the page. Behind the end of the image it is
    /// filled up with FF; the first 16 bytes of the image are kept aside, with FF in their place.
    /// </summary>
    internal sealed class PageContent
    {
        /// <summary>How many bytes are kept aside.</summary>
        internal const int CommitSize = ImageDescription.StartSize;

        private const int ChunkSize = 2 * 1024;
        private const int NotLoaded = -ChunkSize;

        /// <summary>How many bytes the page is to hold, a multiple of 16: a field, because what is proven is counted by it.</summary>
        internal int Length;

        private readonly ImageReader _reader;
        private int _start;
        private int _length;

        // Where the chunk that is loaded begins in the page.
        private int _chunk = NotLoaded;
        private int _filled;

        /// <summary>Creates an empty content.</summary>
        /// <param name="reader">Where the bytes come from.</param>
        internal PageContent(ImageReader reader)
        {
            _reader = reader;
        }

        /// <summary>Gets the bytes that were asked for by <see cref="Load"/>; null where there is no page.</summary>
        internal byte[] Buffer { get; private set; }

        /// <summary>Gets the first bytes of the image.</summary>
        internal byte[] Commit { get; } = new byte[CommitSize];

        /// <summary>Goes to a page. The image has been read up to its start.</summary>
        /// <param name="length">How many bytes of the image lie in the page.</param>
        internal void Begin(int length)
        {
            _start = _reader.Position;
            _length = length;
            _chunk = NotLoaded;
            Length = (length + CommitSize - 1) / CommitSize * CommitSize;
            int size = EndOfChunk(0);
            if (Buffer == null || Buffer.Length < size)
            {
                Buffer = new byte[size];
            }

            if (Length > ChunkSize)
            {
                _reader.Mark(length);
            }
        }

        /// <summary>Lets go of the memory.</summary>
        internal void End()
        {
            Buffer = null;
            _chunk = NotLoaded;
        }

        /// <summary>
        /// Has bytes of the page in <see cref="Buffer"/>. Of the first page, a chunk is read at once: what cannot be had any more
        /// is no reason to give a program up.
        /// </summary>
        /// <param name="position">The first one, in bytes from the start of the page.</param>
        /// <param name="count">How many, up to <see cref="EndOfChunk"/>.</param>
        /// <param name="nothing">What is no place, for who takes it for the result of a call that was left out.</param>
        /// <returns>The place of the first one in <see cref="Buffer"/>.</returns>
        /// <exception cref="ImageException">The image ended early, or failed.</exception>
        internal int Load(int position, int count, int nothing = NotLoaded)
        {
            int offset = position % ChunkSize;
            if (position - offset < _chunk)
            {
                // Nor is what cannot be had again a reason to erase.
                _reader.Rewind(Buffer);
                Begin(0, FlashBlocks.BlockSize);
            }

            while (_chunk < position - offset)
            {
                if (_chunk != NotLoaded)
                {
                    Fill(ChunkSize);
                }

                Begin(_chunk + ChunkSize, 0);
            }

            Fill(offset + count);
            return _filled < offset + count ? nothing : offset;
        }

        /// <summary>Reads the page to its end.</summary>
        /// <exception cref="ImageException">The image ended early, or failed.</exception>
        internal void FillAll()
        {
            int last = (Length - 1) / ChunkSize * ChunkSize;
            Load(last, Length - last);
        }

        /// <summary>Tells where the bytes end that are in <see cref="Buffer"/> at the same time.</summary>
        /// <param name="position">A place, in bytes from the start of the page.</param>
        /// <returns>The place behind the last of them.</returns>
        internal int EndOfChunk(int position)
        {
            int end = position - (position % ChunkSize) + ChunkSize;
            return end < Length ? end : Length;
        }

        private void Begin(int chunk, int count)
        {
            bool isStart = _start == 0 && chunk == 0;
            _chunk = chunk;
            _filled = 0;
            Fill(isStart ? EndOfChunk(0) : count);
            for (int i = 0; isStart && i < CommitSize; i++)
            {
                Commit[i] = Buffer[i];
                Buffer[i] = 0xFF;
            }
        }

        // Up to a place in the chunk, unless that is done.
        private void Fill(int end)
        {
            byte[] buffer = Buffer;
            int left = _length - _chunk;
            int image = end < left ? end : left;
            if (_filled < image)
            {
                _reader.Read(buffer, _filled, image - _filled);
                _filled = _reader.Position - _start - _chunk == image ? image : 0;
            }

            while (_filled >= image && _filled < end)
            {
                buffer[_filled++] = 0xFF;
            }
        }
    }
}
