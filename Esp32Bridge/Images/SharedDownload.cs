using System;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// One download that several streams read, each at its own position: a ring of the last bytes that came. Who needs the next
    /// ones fetches them. The one in front waits for those behind for a bounded time in all; then it goes on without them.
    /// </summary>
    public sealed class SharedDownload
    {
        /// <summary>How long a stream waits in all for those behind it, and for those that have not come yet, in milliseconds.</summary>
        public const int Patience = 2000;

        /// <summary>What <see cref="Read"/> returns to a stream that no longer shares the download.</summary>
        internal const int Nothing = -1;

        private readonly SharedImage _image;
        private readonly byte[] _ring;
        private readonly byte[] _surplus = new byte[1];
        private readonly SharedReaders _readers;
        private IImageStream _stream;
        private SharedReader _fetcher;
        private ImageException _failure;
        private int _end;
        private int _reserved;
        private bool _hasSurplus;
        private bool _hasEnded;
        private bool _isOver;

        /// <summary>Creates a download. It begins with the first reading.</summary>
        /// <param name="image">The image.</param>
        /// <param name="ring">The memory for it, which nobody else uses: as far may the one in front be ahead of the last one.</param>
        internal SharedDownload(SharedImage image, byte[] ring)
        {
            _image = image;
            _ring = ring;
            _readers = new SharedReaders(image.Sharers);
        }

        // All that follows up to Read is called under the lock of the image.

        /// <summary>Gets whether somebody reads it, or bytes for it may still come.</summary>
        internal bool IsInUse
        {
            get { return _fetcher != null || !_readers.IsEmpty; }
        }

        /// <summary>Gets whether all bytes have come: who still reads it will soon leave.</summary>
        internal bool HasEnded
        {
            get { return _hasEnded; }
        }

        // Whether somebody is waited for who can still begin with the first byte.
        private bool IsAwaited
        {
            get { return _reserved <= _ring.Length && _readers.AreIncomplete; }
        }

        /// <summary>Tells whether somebody can read it from the first byte on: everybody once, so that a repetition gets other bytes.</summary>
        /// <param name="sharer">Who.</param>
        /// <returns>True when that is so.</returns>
        internal bool CanJoin(ImageSharer sharer)
        {
            return !_isOver && _failure == null && !_readers.HasJoined(sharer) && Holds(0);
        }

        /// <summary>Tells whether a byte is here, or is the next one to come.</summary>
        /// <param name="position">Which.</param>
        /// <returns>True when that is so.</returns>
        internal bool Holds(int position)
        {
            return position <= _end && position >= _reserved - _ring.Length && _failure == null;
        }

        /// <summary>Adds a stream, at the first byte.</summary>
        /// <param name="reader">The stream.</param>
        internal void Join(SharedReader reader)
        {
            _readers.Add(reader);
        }

        /// <summary>
        /// Takes a stream away. When it is the one that fetches, or was the last one, the download is over; a small image that
        /// came to its end stays here for those who have not come yet.
        /// </summary>
        /// <param name="reader">The stream.</param>
        /// <returns>What is to be disposed of without the lock, or null.</returns>
        internal IImageStream Leave(SharedReader reader)
        {
            _readers.Remove(reader);
            if (_fetcher != reader && !_readers.IsEmpty)
            {
                return null;
            }

            _isOver = _isOver || !_hasEnded || _fetcher == reader || !IsAwaited;
            IImageStream stream = _stream;
            _stream = null;
            return stream;
        }

        /// <summary>Reads what is there, and fetches more where nothing is.</summary>
        /// <param name="reader">Who reads.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many at most, 1 or more.</param>
        /// <returns>How many; 0 at the end; <see cref="Nothing"/> when the stream no longer shares this download.</returns>
        /// <exception cref="ImageException">The download failed at this byte.</exception>
        internal int Read(SharedReader reader, byte[] buffer, int offset, int count)
        {
            for (;;)
            {
                int room = 0;
                bool isHeldUp = false;
                ImageException failure;
                lock (_image.Lock)
                {
                    if (!reader.Shares(this) || IsLost(reader))
                    {
                        return Nothing;
                    }

                    if (reader.Position < _end)
                    {
                        return Copy(reader, buffer, offset, count);
                    }

                    failure = _failure;
                    if (failure == null && (_hasEnded || _hasSurplus || _isOver))
                    {
                        return _hasSurplus ? 1 : 0;
                    }

                    if (failure == null && _fetcher == null)
                    {
                        room = MakeRoom(reader);
                        isHeldUp = room == 0;
                        _fetcher = isHeldUp ? null : reader;
                    }
                }

                if (failure != null)
                {
                    // Each gets its own: the error is told with the name of the target.
                    throw new ImageException(failure.Expected, failure.Got, failure.Advice, failure) { MayPass = failure.MayPass };
                }

                if (room > 0)
                {
                    Fetch(reader, room);
                }
                else
                {
                    reader.Wait(isHeldUp);
                }
            }
        }

        // Whether its next byte was overwritten, or will not come this way.
        private bool IsLost(SharedReader reader)
        {
            return reader.Position < _reserved - _ring.Length || (_isOver && reader.Position == _end && _end < _image.Image.Size);
        }

        private int Copy(SharedReader reader, byte[] buffer, int offset, int count)
        {
            int start = reader.Position % _ring.Length;
            int there = _end - reader.Position;
            there = there < _ring.Length - start ? there : _ring.Length - start;
            there = there < count ? there : count;
            Array.Copy(_ring, start, buffer, offset, there);
            reader.Position += there;
            return there;
        }

        // How many bytes may come now; 0 while those behind are waited for.
        private int MakeRoom(SharedReader reader)
        {
            int left = _image.Image.Size - _end;
            if (left <= 0)
            {
                return _surplus.Length;
            }

            int free = _ring.Length - (_end - Lowest());
            if (free == 0 && reader.Waited >= Patience)
            {
                _readers.GiveUp(Lowest());
                free = _ring.Length - (_end - Lowest());
            }

            int piece = _ring.Length - (_end % _ring.Length);
            piece = free < piece ? free : piece;
            piece = left < piece ? left : piece;
            _reserved = _end + piece;
            return piece;
        }

        private int Lowest()
        {
            return IsAwaited ? 0 : _readers.LowestPosition(_end);
        }

        private void Fetch(SharedReader reader, int room)
        {
            IImageStream stream = _stream;
            int got = 0;
            Exception error = null;
            try
            {
                stream = stream == null ? Begin() : stream;
                if (stream != null)
                {
                    got = _end < _image.Image.Size ? stream.Read(_ring, _end % _ring.Length, room) : stream.Read(_surplus, 0, room);
                }
            }
            catch (Exception caught)
            {
                error = caught;
            }

            bool isOthers;
            lock (_image.Lock)
            {
                // An error that comes of the disposal is none.
                isOthers = error is ImageException || !reader.Shares(this);
                Take(got, error);
            }

            if (error != null && !isOthers)
            {
                throw error;
            }
        }

        // Null when the download is over already.
        private IImageStream Begin()
        {
            IImageStream stream = _image.OpenAlone(0);
            lock (_image.Lock)
            {
                if (!_isOver)
                {
                    _stream = stream;
                    return stream;
                }
            }

            stream.Dispose();
            return null;
        }

        private void Take(int got, Exception error)
        {
            _fetcher = null;
            if (_isOver)
            {
                return;
            }

            if (_end < _image.Image.Size)
            {
                _end += got;
            }
            else
            {
                _hasSurplus = got > 0;
            }

            _hasEnded = got == 0 && error == null;
            _failure = error as ImageException;

            // What is not the image's fault is the matter of whose thread it was; the others go on for themselves.
            _isOver = error != null && _failure == null;
        }
    }
}
