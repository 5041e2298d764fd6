using System;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// An image as the body of an HTTP answer. A connection that cannot be had, drops or stalls is made again, after a
    /// pause that grows, and goes on at the byte where it was; a server that does not know ranges sends the image again
    /// from its first byte, and what is known of it is passed over.
    /// </summary>
    public sealed class HttpImageStream : IImageStream
    {
        /// <summary>How often a connection is tried without a byte coming.</summary>
        public const int Attempts = 5;

        private const int FirstPause = 500;

        private const int Complete = 200;
        private const int Partial = 206;
        private const int NotSatisfiable = 416;
        private const int FirstServerError = 500;

        private readonly ImageDescription _image;
        private readonly IClock _clock;
        private readonly byte[] _skipped = new byte[256];
        private HttpDownload _download;
        private string _tag;
        private int _position;
        private int _failures;
        private ImageException _failure;

        /// <summary>Connects.</summary>
        /// <param name="image">What the job says of the image.</param>
        /// <param name="clock">The clock.</param>
        /// <exception cref="ImageException">There is no such image, it has another size, or there is no connection.</exception>
        public HttpImageStream(ImageDescription image, IClock clock)
        {
            _image = image;
            _clock = clock;
            Connect();
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            for (;;)
            {
                int got = TryRead(buffer, offset, count);
                if (got > 0)
                {
                    _position += got;
                    _failures = 0;
                    return got;
                }

                if (_position >= _image.Size)
                {
                    return 0;
                }

                Fail(EndsAt(_position));
                Connect();
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_download != null)
            {
                HttpDownload download = _download;
                _download = null;
                download.Dispose();
            }
        }

        private void Connect()
        {
            while (!TryConnect())
            {
                Fail(_failure);
            }
        }

        // Counts a failure, and waits before the next attempt.
        private void Fail(ImageException failure)
        {
            Dispose();
            _failures++;
            if (_failures >= Attempts)
            {
                throw failure;
            }

            _clock.Sleep(FirstPause << (_failures - 1));
        }

        private bool TryConnect()
        {
            try
            {
                _download = new HttpDownload(_image.Url, _position, _position > 0 ? _tag : null);
            }
            catch (Exception error)
            {
                _failure = NoConnection(error);
                return false;
            }

            int status = _download.StatusCode;
            if (status >= FirstServerError)
            {
                _failure = WrongStatus(status);
                return false;
            }

            ImageException refusal = Refusal(status);
            if (refusal != null)
            {
                Dispose();
                throw refusal;
            }

            _tag = _download.Tag;
            return status == Partial || TrySkip();
        }

        // What no further attempt would mend, or null.
        private ImageException Refusal(int status)
        {
            if (status == NotSatisfiable)
            {
                return WrongSize(_image.Size, _position);
            }

            if (status != Complete && (status != Partial || _position == 0))
            {
                return WrongStatus(status);
            }

            string range = _download.Range;
            if (status == Partial && (range == null || range.IndexOf("bytes " + _position + "-") != 0))
            {
                return new ImageException("the range from byte " + _position, range == null ? "none" : "another", "The server answers ranges wrongly.");
            }

            if (status == Complete && _position > 0 && _tag != null && _tag != _download.Tag)
            {
                return new ImageException("the same file to the end", "another one", "The file changed on the server while it was fetched: publish images under new names.");
            }

            int rest = status == Partial ? _image.Size - _position : _image.Size;
            return _download.ContentLength >= 0 && _download.ContentLength != rest ? WrongSize(rest, _download.ContentLength) : null;
        }

        private bool TrySkip()
        {
            for (int skipped = 0; skipped < _position;)
            {
                int left = _position - skipped;
                int got = TryRead(_skipped, 0, left < _skipped.Length ? left : _skipped.Length);
                if (got <= 0)
                {
                    _failure = EndsAt(skipped);
                    return false;
                }

                skipped += got;
            }

            return true;
        }

        // 0 when the stream has ended, or failed.
        private int TryRead(byte[] buffer, int offset, int count)
        {
            try
            {
                return _download.Read(buffer, offset, count);
            }
            catch (Exception error)
            {
                _failure = NoConnection(error);
                return 0;
            }
        }

        private ImageException EndsAt(int bytes)
        {
            return new ImageException(_image.Size + " bytes", bytes + " bytes", "Check the size in the job and the file on the server and the network.", _failure);
        }

        private static ImageException WrongSize(int expected, long got)
        {
            return new ImageException(expected + " bytes", got + " bytes", "Check the size in the job and the file on the server.");
        }

        private ImageException WrongStatus(int status)
        {
            return new ImageException("status 200 from " + _image.Url, status.ToString(), "Check the image's address in the job and the server.");
        }

        private ImageException NoConnection(Exception error)
        {
            return new ImageException("a connection to " + _image.Url, HttpDownload.CauseOf(error), "Check the network and the server.", error);
        }
    }
}
