using System;
using Esp32Bridge.Data;
using Esp32Bridge.Images;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>
    /// An image as the body of an HTTP response. After a failed, lost or stalled connection the stream reconnects, after a growing pause, and
    /// continues at the same byte. A server without ranges, or with wrong ones, sends the image again from its first byte, and the known bytes are
    /// skipped. Tags and ranges only save time: the reader checks the bytes by their hash.
    /// </summary>
    internal sealed class HttpImageStream : IImageStream
    {
        /// <summary>How many times the stream connects without receiving a <see cref="Portion"/> of the image in between.</summary>
        internal const int Attempts = 5;

        /// <summary>
        /// How many bytes a connection has to deliver in each <see cref="PortionTime"/>, unless the image ends before. A slower server could leave a
        /// part without a program for hours.
        /// </summary>
        internal const int Portion = 4096;

        /// <summary>The time for a <see cref="Portion"/>, in milliseconds. Only the time in Read counts, not the reader's own.</summary>
        internal const int PortionTime = 60 * 1000;

        private const int FirstPause = 500;

        // If a server asks for a longer pause, the job retries later.
        private const int LongestPause = 30 * 1000;

        private const int Complete = 200;
        private const int Partial = 206;
        private const int FirstClientError = 400;
        private const int NotAsPresumed = 412;
        private const int NotSatisfiable = 416;

        private readonly ImageDescription _image;
        private readonly HttpsTrust _trust;
        private readonly IClock _clock;
        private HttpDownload _download;
        private string _tag;
        private bool _isDisposed;
        private bool _wasRead;
        private bool _asksForAll;
        private bool _hasTags = true;
        private int _position;
        private int _failures;
        private int _gained;
        private int _portion;
        private long _waited;
        private ImageException _failure;

        /// <summary>Creates the stream. It connects at the first read.</summary>
        /// <param name="image">The image according to the job.</param>
        /// <param name="trust">Which https servers are trusted.</param>
        /// <param name="clock">The clock.</param>
        internal HttpImageStream(ImageDescription image, HttpsTrust trust, IClock clock)
        {
            _image = image;
            _trust = trust;
            _clock = clock;
        }

        /// <inheritdoc/>
        public bool IsContinued { get; private set; }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            for (;;)
            {
                if (_download == null)
                {
                    Connect();
                }

                if (_isDisposed)
                {
                    // Disposed by another thread during the connect.
                    Disconnect();
                    return 0;
                }

                int got = TryRead(buffer, offset, count);
                if (got > 0)
                {
                    Advance(got);
                    return got;
                }

                if (_position >= _image.Size)
                {
                    return 0;
                }

                // A body of unknown length has ended or was cut. If it ends five times at the same byte, it has ended.
                bool isCut = _failure != null || _download.ContentLength != HttpDownload.UnknownLength;
                Fail(_failure == null ? WrongSize(_image.Size, _position) : _failure, isCut);
            }
        }

        /// <inheritdoc/>
        public void Seek(int position)
        {
            Disconnect();
            _position = position;
            _failures = 0;
            _gained = 0;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _isDisposed = true;
            Disconnect();
        }

        private void Disconnect()
        {
            HttpDownload download = _download;
            _download = null;
            if (download != null)
            {
                download.Dispose();
            }
        }

        // Only a portion of the image itself resets the count: skipped bytes do not.
        private void Advance(int count)
        {
            _wasRead = true;
            _position += count;
            _gained += count;
            if (_gained >= Portion)
            {
                _gained = 0;
                _failures = 0;
            }
        }

        private void Connect()
        {
            while (!TryConnect())
            {
                Fail(_failure);
            }
        }

        // Counts a failure, and pauses before the next attempt.
        private void Fail(ImageException failure, bool mayPass = true)
        {
            Disconnect();
            _failures++;
            int pause = FirstPause << (_failures - 1);
            pause = failure.RetryAfter > pause ? failure.RetryAfter : pause;
            if (_failures >= Attempts || pause > LongestPause || _isDisposed)
            {
                failure.MayPass = mayPass && !failure.IsAnother;
                throw failure;
            }

            _clock.Sleep(pause);
        }

        // If the response to a range is odd, the next attempt asks for the whole image. The hash decides whether the bytes are right.
        private bool TryConnect()
        {
            _failure = null;
            _portion = 0;
            _waited = 0;
            int from = _asksForAll ? 0 : _position;
            string tag = from > 0 ? _tag : null;
            _asksForAll = false;
            try
            {
                _download = new HttpDownload(_image.Url, from, tag, _trust);
            }
            catch (Exception error)
            {
                _failure = Failed("a connection to " + UrlText.Shown(_image.Url), error);
                return false;
            }

            int status = _download.StatusCode;
            if (HttpDownload.MayPass(status))
            {
                _failure = WrongStatus();
                _failure.RetryAfter = _download.RetryAfter;
                return false;
            }

            int start = status == Complete ? 0 : status == Partial && _position > 0 ? ContentRange.StartOf(_download.Range, _image.Size) : ContentRange.Nowhere;
            bool isOdd = start < 0 || start > _position;
            _asksForAll = isOdd && from > 0;
            _failure = isOdd ? WrongAnswer(status) : Flaw(status);
            if (_failure != null)
            {
                ThrowIfFinal(status);
                return false;
            }

            // If each node of a server had its own tag, a range with If-Range would always return the whole image: ask without tags.
            _hasTags = _hasTags && (tag == null || status == Partial);
            _tag = _hasTags ? EntityTag.Strong(_download.Tag) : null;
            IsContinued = IsContinued || _wasRead;
            return TrySkip(_position - start);
        }

        // Throws if this was the first response, or if the request is wrong; not if only the range is.
        private void ThrowIfFinal(int status)
        {
            if (_position == 0 || (status >= FirstClientError && status != NotSatisfiable && status != NotAsPresumed))
            {
                Disconnect();
                throw _failure;
            }
        }

        private ImageException WrongAnswer(int status)
        {
            if (status != Partial || _position == 0)
            {
                return WrongStatus();
            }

            return new ImageException("a range that begins at byte " + _position + " or before", _download.Range == null ? "no Content-Range" : "another range", "The server answers ranges wrongly.");
        }

        // Returns what is wrong with a response that has the right range, or null.
        private ImageException Flaw(int status)
        {
            if (_download.Encoding != null)
            {
                return new ImageException("no Content-Encoding from " + UrlText.Shown(_image.Url), _download.Encoding, "Switch the compression off on the server.");
            }

            bool isWhole = status == Partial || _download.ContentLength == HttpDownload.UnknownLength || _download.ContentLength == _image.Size;
            if (isWhole)
            {
                return null;
            }

            ImageException error = WrongSize(_image.Size, _download.ContentLength);
            error.IsAnother = true;
            return error;
        }

        private bool TrySkip(int count)
        {
            byte[] scratch = new byte[256];
            for (int skipped = 0; skipped < count;)
            {
                int left = count - skipped;
                int got = TryRead(scratch, 0, left < scratch.Length ? left : scratch.Length);
                if (got <= 0)
                {
                    _failure = _failure == null ? WrongSize(_image.Size, _position - left) : _failure;
                    return false;
                }

                skipped += got;
            }

            return true;
        }

        // Returns 0 if the stream has ended, failed, or is too slow.
        private int TryRead(byte[] buffer, int offset, int count)
        {
            if (_waited >= PortionTime)
            {
                _failure = new ImageException(Portion + " bytes in " + (PortionTime / 1000) + " s from " + UrlText.Shown(_image.Url), _portion + " bytes", "Check the network and the server.");
                return 0;
            }

            try
            {
                long start = _clock.Milliseconds;
                int got = _download.Read(buffer, offset, count);
                _waited += _clock.Milliseconds - start;
                _portion += got;
                if (_portion >= Portion)
                {
                    _portion = 0;
                    _waited = 0;
                }

                return got;
            }
            catch (Exception error)
            {
                _failure = Failed("all of " + UrlText.Shown(_image.Url), error);
                return 0;
            }
        }

        private ImageException Failed(string expected, Exception error)
        {
            return new ImageException(expected, NetworkError.TextOf(error), HttpDownload.AdviceFor(_image.Url), error);
        }

        private static ImageException WrongSize(int expected, long got)
        {
            return new ImageException(expected + " bytes", got + " bytes", "Check the size in the job and the file on the server and the network.");
        }

        private ImageException WrongStatus()
        {
            return new ImageException("status 200 from " + UrlText.Shown(_image.Url), _download.Status, "Check the image's address in the job and the server.");
        }
    }
}
