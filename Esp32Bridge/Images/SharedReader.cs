namespace Esp32Bridge.Images
{
    /// <summary>
    /// A stream of an image that others read too: from their download as long as it can keep up with it, and then from one of its
    /// own. It may be disposed of by another thread than the one that reads.
    /// </summary>
    public sealed class SharedReader : IImageStream
    {
        private const int Slice = 10;

        private readonly SharedImage _image;
        private readonly ImageSharer _sharer;
        private SharedDownload _download;
        private IImageStream _alone;
        private bool _hasBegun;
        private bool _isClosed;

        /// <summary>Creates the stream.</summary>
        /// <param name="image">The image.</param>
        /// <param name="sharer">Who opens it.</param>
        internal SharedReader(SharedImage image, ImageSharer sharer)
        {
            _image = image;
            _sharer = sharer;
        }

        /// <summary>Gets the number of who opened it.</summary>
        internal int Number
        {
            get { return _sharer.Number; }
        }

        /// <summary>Gets or sets the byte that is read next, as long as it shares a download.</summary>
        internal int Position { get; set; }

        /// <summary>Gets or sets how long it has waited for those behind it, in milliseconds.</summary>
        internal long Waited { get; set; }

        /// <summary>Gets whether it reads from a download.</summary>
        /// <param name="download">The download.</param>
        /// <returns>False when it has left that, was cut off or disposed of.</returns>
        internal bool Shares(SharedDownload download)
        {
            return _download == download;
        }

        /// <summary>Begins. Called under the lock of the image.</summary>
        /// <param name="download">The download that it shares; null for one of its own.</param>
        internal void Begin(SharedDownload download)
        {
            _hasBegun = true;
            _download = download;
            if (download == null)
            {
                _sharer.AloneCount++;
            }
            else
            {
                download.Join(this);
            }
        }

        /// <summary>Waits a little.</summary>
        /// <param name="isHeldUp">Whether it is for others, which is for <see cref="SharedDownload.Patience"/> in all.</param>
        internal void Wait(bool isHeldUp)
        {
            long start = _image.Clock.Milliseconds;
            _image.Clock.Sleep(Slice);
            long waited = _image.Clock.Milliseconds - start;
            if (isHeldUp)
            {
                Waited += waited > Slice ? waited : Slice;
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            while (!TryBegin())
            {
                Wait(true);
            }

            SharedDownload download = _download;
            if (download != null)
            {
                int got = download.Read(this, buffer, offset, count);
                if (got != SharedDownload.Nothing)
                {
                    return got;
                }

                GoAlone();
            }

            IImageStream stream = OpenAlone();
            return stream == null ? 0 : stream.Read(buffer, offset, count);
        }

        /// <inheritdoc/>
        public void Seek(int position)
        {
            if (!TrySeek(position))
            {
                GoAlone();
            }

            IImageStream stream = _alone;
            if (stream != null)
            {
                stream.Seek(position);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            IImageStream unused;
            lock (_image.Lock)
            {
                if (_isClosed)
                {
                    return;
                }

                SharedDownload download = _download;
                _isClosed = true;
                _download = null;
                _sharer.AloneCount -= download == null && _hasBegun ? 1 : 0;
                unused = download == null ? _alone : download.Leave(this);
                _alone = null;
            }

            if (unused != null)
            {
                unused.Dispose();
            }
        }

        private bool TryBegin()
        {
            lock (_image.Lock)
            {
                return _hasBegun || _isClosed || _image.TryBegin(this, _sharer, Waited < SharedDownload.Patience);
            }
        }

        private bool TrySeek(int position)
        {
            lock (_image.Lock)
            {
                Position = position;
                return _download != null && _download.Holds(position);
            }
        }

        // From here on it has a download of its own.
        private void GoAlone()
        {
            IImageStream unused = null;
            lock (_image.Lock)
            {
                SharedDownload download = _download;
                if (!_isClosed && (download != null || !_hasBegun))
                {
                    _hasBegun = true;
                    _download = null;
                    _sharer.AloneCount++;
                    unused = download == null ? null : download.Leave(this);
                }
            }

            if (unused != null)
            {
                unused.Dispose();
            }
        }

        // Null when it was disposed of meanwhile.
        private IImageStream OpenAlone()
        {
            IImageStream stream = _alone;
            if (stream != null || _isClosed)
            {
                return stream;
            }

            stream = _image.OpenAlone(Position);
            lock (_image.Lock)
            {
                if (!_isClosed)
                {
                    _alone = stream;
                    return stream;
                }
            }

            stream.Dispose();
            return null;
        }
    }
}
