using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>The stream of a <see cref="FakeImages"/>.</summary>
    public sealed class FakeImageStream : IImageStream
    {
        private readonly FakeImages _server;
        private readonly byte[] _content;
        private readonly int _end;
        private readonly int _pieceSize;
        private int _position;

        /// <summary>Creates a stream.</summary>
        /// <param name="server">The server.</param>
        /// <param name="content">The bytes.</param>
        /// <param name="end">Where it ends.</param>
        /// <param name="pieceSize">How many bytes a read returns at most.</param>
        public FakeImageStream(FakeImages server, byte[] content, int end, int pieceSize)
        {
            _server = server;
            _content = content;
            _end = end;
            _pieceSize = pieceSize;
        }

        /// <summary>Gets or sets after how many bytes the server breaks off; -1 for never.</summary>
        public int BreaksAt { get; set; } = -1;

        /// <inheritdoc/>
        public bool IsContinued
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            if (_server.AbsentReads > 0)
            {
                _server.AbsentReads--;
                throw new ImageException("a connection", "none", "Check the network.") { MayPass = true };
            }

            if (BreaksAt >= 0 && _position >= BreaksAt)
            {
                throw _server.Break;
            }

            int read = _end - _position;
            read = read > count ? count : read;
            read = read > _pieceSize ? _pieceSize : read;
            Array.Copy(_content, _position, buffer, offset, read);
            _position += read;
            _server.DeliveredBytes += read;
            return read;
        }

        /// <inheritdoc/>
        public void Seek(int position)
        {
            _server.SeekCount++;
            _position = position;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _server.Closed();
        }
    }
}
