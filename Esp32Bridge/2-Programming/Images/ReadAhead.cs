using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// Fetches and hashes the next bytes of a stream while the previous ones are used, up to a limit. So the caller waits
    /// neither for the network nor for the hash. The background fetches; if no bytes are there, the reader fetches too.
    /// </summary>
    internal sealed class ReadAhead
    {
        /// <summary>The maximum number of bytes fetched ahead, a piece of a usual image; the network stack holds 5.7 KB more.</summary>
        internal const int Capacity = 2048;

        // Few bytes at once, so that a thread that waits for an answer of a part hardly waits for a hash.
        private const int Slice = 128;
        private const int Piece = 4 * Slice;

        private const int Pause = 10;

        private readonly object _fetching = new object();
        private readonly object _lock = new object();
        private readonly IImageStream _stream;
        private readonly PieceHash _hash;
        private readonly IBackground _background;
        private readonly byte[] _ring = new byte[Capacity];
        private int _first;
        private int _count;

        private bool _isOver;
        private bool _isClosed;
        private Exception _failure;

        /// <summary>Begins to fetch.</summary>
        /// <param name="stream">The stream; the caller disposes it.</param>
        /// <param name="hash">Receives all bytes before they are delivered: what it refuses is not delivered.</param>
        /// <param name="background">The background that fetches.</param>
        internal ReadAhead(IImageStream stream, PieceHash hash, IBackground background)
        {
            _stream = stream;
            _hash = hash;
            _background = background;
            background.Start(Run);
        }

        /// <summary>Reads the bytes that have arrived, and waits for at least one.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many at most, 1 or more.</param>
        /// <returns>How many came; 0 at the end of the stream.</returns>
        /// <exception cref="Exception">What the stream threw, after the bytes that came before.</exception>
        internal int Read(byte[] buffer, int offset, int count)
        {
            for (;;)
            {
                int taken = Take(buffer, offset, count);
                if (taken > 0)
                {
                    return taken;
                }

                if (_failure != null)
                {
                    throw _failure;
                }

                if (_isOver)
                {
                    return 0;
                }

                Fetch(true);
            }
        }

        /// <summary>Ends the background's work. The caller then disposes the stream, which ends a waiting read.</summary>
        internal void Close()
        {
            _isClosed = true;
        }

        private void Run()
        {
            while (!_isClosed && !_isOver)
            {
                _background.StepAside(_count < Capacity ? 0 : Pause);
                Fetch(false);
            }
        }

        private int Take(byte[] buffer, int offset, int count)
        {
            lock (_lock)
            {
                int taken = count < _count ? count : _count;
                int inOneRow = taken < Capacity - _first ? taken : Capacity - _first;
                Array.Copy(_ring, _first, buffer, offset, inOneRow);
                Array.Copy(_ring, 0, buffer, offset + inOneRow, taken - inOneRow);
                _first = (_first + taken) % Capacity;
                _count -= taken;
                return taken;
            }
        }

        private void Fetch(bool isUrgent)
        {
            lock (_fetching)
            {
                int place;
                int room;
                lock (_lock)
                {
                    place = (_first + _count) % Capacity;
                    room = Capacity - (_count > place ? _count : place);
                    if (_isOver || _isClosed || room == 0 || (isUrgent && _count > 0))
                    {
                        return;
                    }
                }

                int got = 0;
                try
                {
                    got = _stream.Read(_ring, place, room < Piece ? room : Piece);
                    Hash(place, got);
                }
                catch (Exception error)
                {
                    got = 0;
                    _failure = error;
                }

                lock (_lock)
                {
                    _count += got;
                    _isOver = got == 0;
                }
            }
        }

        private void Hash(int start, int count)
        {
            for (int done = 0; done < count; done += Slice)
            {
                _hash.Update(_ring, start + done, count - done < Slice ? count - done : Slice);
                _background.StepAside(0);
            }
        }
    }
}
