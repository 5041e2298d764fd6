using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// What a page of the flash is to hold, in chunks of bounded size, so that a sector of 128 KiB needs no more memory
    /// than a page of 8 KiB. They are read from the image when they are needed, so that no page waits for its last byte.
    /// Behind the end of the image it is filled up with FF; the first 16 bytes of the image are kept aside, with FF in their
    /// place.
    /// </summary>
    internal sealed class PageContent
    {
        /// <summary>How many bytes are kept aside.</summary>
        internal const int CommitSize = ImageDescription.StartSize;

        private const int ChunkSize = 8 * 1024;

        // As much as comes in the first two round trips to a server.
        private const int Head = 4 * 1024;

        private const int NotLoaded = -1;

        private readonly ImageReader _reader;
        private int _start;
        private int _length;
        private int _chunk = NotLoaded;
        private int _filled;

        /// <summary>Creates an empty content.</summary>
        /// <param name="reader">Where the bytes come from.</param>
        internal PageContent(ImageReader reader)
        {
            _reader = reader;
        }

        /// <summary>Gets the bytes of the chunk that was loaded last, as far as they were asked for by <see cref="Fill"/>.</summary>
        internal byte[] Buffer { get; private set; } = new byte[0];

        /// <summary>Gets the first bytes of the image.</summary>
        internal byte[] Commit { get; } = new byte[CommitSize];

        /// <summary>Gets how many chunks the page has.</summary>
        internal int Chunks
        {
            get { return (_length + ChunkSize - 1) / ChunkSize; }
        }

        /// <summary>Goes to a page. The image has been read up to its start.</summary>
        /// <param name="length">How many bytes of the image lie in the page.</param>
        internal void Begin(int length)
        {
            _start = _reader.Position;
            _length = length;
            _chunk = NotLoaded;
            int size = LengthOf(0);
            if (Buffer.Length < size)
            {
                Buffer = new byte[size];
            }

            if (Chunks > 1)
            {
                _reader.Mark();
            }
        }

        /// <summary>Lets go of the memory.</summary>
        internal void End()
        {
            Buffer = new byte[0];
            _chunk = NotLoaded;
        }

        /// <summary>
        /// Goes to a chunk of the page. Of those of the first page, much is read at once: what cannot be had any more is no
        /// reason to give a program up.
        /// </summary>
        /// <param name="chunk">Its number, from 0.</param>
        /// <returns>Its length, a multiple of 16.</returns>
        /// <exception cref="ImageException">The image ended early, or failed.</exception>
        internal int Load(int chunk)
        {
            if (chunk < _chunk)
            {
                _reader.Rewind(Buffer);
                _chunk = NotLoaded;
            }

            while (_chunk < chunk)
            {
                if (_chunk != NotLoaded)
                {
                    Fill(LengthOf(_chunk));
                }

                _chunk++;
                _filled = 0;
                if (_start == 0)
                {
                    Fill(LengthOf(_chunk) < Head ? LengthOf(_chunk) : Head);
                    SetCommitAside();
                }
            }

            return LengthOf(chunk);
        }

        /// <summary>Reads the chunk up to a place, unless that is done.</summary>
        /// <param name="end">The place behind the last byte, from the start of the chunk, up to its length.</param>
        /// <exception cref="ImageException">The image ended early, or failed.</exception>
        internal void Fill(int end)
        {
            byte[] buffer = Buffer;
            int left = _length - StartOf(_chunk);
            int image = end < left ? end : left;
            if (_filled < image)
            {
                _reader.Read(buffer, _filled, image - _filled);
                _filled = image;
            }

            while (_filled < end)
            {
                buffer[_filled++] = 0xFF;
            }
        }

        /// <summary>Reads the page to its end.</summary>
        /// <exception cref="ImageException">The image ended early, or failed.</exception>
        internal void FillAll()
        {
            Fill(Load(Chunks - 1));
        }

        /// <summary>Tells where a chunk begins.</summary>
        /// <param name="chunk">Its number, from 0.</param>
        /// <returns>Its place, in bytes from the start of the page.</returns>
        internal static int StartOf(int chunk)
        {
            return chunk * ChunkSize;
        }

        private int LengthOf(int chunk)
        {
            int left = _length - StartOf(chunk);
            int count = left < ChunkSize ? left : ChunkSize;
            return count + ((CommitSize - (count % CommitSize)) % CommitSize);
        }

        private void SetCommitAside()
        {
            for (int i = 0; _chunk == 0 && i < CommitSize; i++)
            {
                Commit[i] = Buffer[i];
                Buffer[i] = 0xFF;
            }
        }
    }
}
