namespace Esp32Bridge.Images
{
    /// <summary>
    /// A stream of an image that others read too: from their download as long as it can keep up with it, and then from one of its
    /// own. It may be disposed of by another thread than the one that reads.
    /// </summary>
    public sealed class SharedReader : IImageStream
    {
        private readonly SharedImage _image;
        private readonly ImageSharer _sharer;
        private SharedDownload _download;
        private IImageStream _alone;
        private bool _isClosed;

        /// <summary>Creates the stream. Called under the lock of the image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="sharer">Who opens it.</param>
        /// <param name="download">The download that it shares; null for one of its own.</param>
        internal SharedReader(SharedImage image, ImageSharer sharer, SharedDownload download)
        {
            _image = image;
            _sharer = sharer;
            _download = download;
            if (download == null)
            {
                sharer.AloneCount++;
            }
            else
            {
                download.Join(this);
            }
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

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
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
            if (_download != null && !TrySeek(position))
            {
                GoAlone();
            }

            Position = position;
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
                _sharer.AloneCount -= download == null ? 1 : 0;
                unused = download == null ? _alone : download.Leave(this);
                _alone = null;
            }

            if (unused != null)
            {
                unused.Dispose();
            }
        }

        private bool TrySeek(int position)
        {
            lock (_image.Lock)
            {
                bool isHere = _download != null && _download.Holds(position);
                Position = position;
                return isHere;
            }
        }

        // From here on it has a download of its own.
        private void GoAlone()
        {
            IImageStream unused = null;
            lock (_image.Lock)
            {
                SharedDownload download = _download;
                if (download != null)
                {
                    _download = null;
                    _sharer.AloneCount++;
                    unused = download.Leave(this);
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
