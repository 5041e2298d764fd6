using System;
using System.Threading;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Fakes;

namespace Esp32Bridge.EndToEnd.Images
{
    /// <summary>A server for many threads, which can stop in the midst of its first download until that is closed.</summary>
    public sealed class GatedImages : IImageSource
    {
        private readonly byte[] _content;
        private int _openCount;
        private int _openStreams;

        /// <summary>Creates the server.</summary>
        /// <param name="content">The image.</param>
        public GatedImages(byte[] content)
        {
            _content = content;
            Image = new FakeImages(content).Describe(0x435);
        }

        /// <summary>Gets what a job says of the image.</summary>
        public ImageDescription Image { get; }

        /// <summary>Gets or sets at which byte the first download stops.</summary>
        public int StopsAt { get; set; } = int.MaxValue;

        /// <summary>Gets what is set when it has stopped.</summary>
        public ManualResetEventSlim HasStopped { get; } = new ManualResetEventSlim();

        /// <summary>Gets how often the image was opened.</summary>
        public int OpenCount
        {
            get { return _openCount; }
        }

        /// <summary>Gets how many streams were not closed.</summary>
        public int OpenStreams
        {
            get { return _openStreams; }
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            Interlocked.Increment(ref _openStreams);
            return new Stream(this, Interlocked.Increment(ref _openCount) == 1 ? StopsAt : int.MaxValue);
        }

        private sealed class Stream : IImageStream
        {
            private readonly GatedImages _server;
            private readonly int _stop;
            private readonly ManualResetEventSlim _isClosed = new ManualResetEventSlim();
            private int _position;

            public Stream(GatedImages server, int stop)
            {
                _server = server;
                _stop = stop;
            }

            public int Read(byte[] buffer, int offset, int count)
            {
                if (_position >= _stop)
                {
                    _server.HasStopped.Set();
                    _isClosed.Wait();
                    throw new ImageException("all", "closed", "None.");
                }

                int got = Math.Min(Math.Min(count, 700), Math.Min(_stop, _server._content.Length) - _position);
                Array.Copy(_server._content, _position, buffer, offset, got);
                _position += got;
                return got;
            }

            public void Seek(int position)
            {
                _position = position;
            }

            public void Dispose()
            {
                _isClosed.Set();
                Interlocked.Decrement(ref _server._openStreams);
            }
        }
    }
}
