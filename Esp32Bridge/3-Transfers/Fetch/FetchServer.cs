using System;
using Esp32Bridge.Hashing;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Wires;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Transfers
{
    /// <summary>
    /// Answers the requests of a part that fetches its image by itself. A repeated request gets the same answer. Call <see cref="Receive"/>
    /// repeatedly; <see cref="Answer"/> if there is a request; <see cref="Finish"/> when the part has reported the end.
    /// </summary>
    internal sealed class FetchServer : IDisposable
    {
        /// <summary>The version of the protocol.</summary>
        internal const int Version = 1;

        /// <summary>The most bytes of one request.</summary>
        internal const int LongestRead = 1024;

        /// <summary>The longest pause that a part may announce, in seconds.</summary>
        internal const int LongestPause = 120;

        /// <summary>How long repeated reports of the end are acknowledged, in milliseconds after the last one.</summary>
        internal const int LingerTime = 2000;

        /// <summary>How many times in a row reading the image may fail.</summary>
        internal const int MostFailures = 10;

        private const int Slice = 100;
        private const int MostLingers = 10;
        private const int OffsetSize = 4;
        private const int LongestVersion = 32;
        private const int LongestInfo = 1 + 2 + 4 + Sha256.HashSize + LongestVersion;

        private readonly ISerialLine _line;
        private readonly ImageDescription _image;
        private readonly IClock _clock;
        private readonly ITransferWatch _watch;
        private readonly RangeReader _range;
        private readonly FetchLimits _limits;
        private readonly RequestReader _request;
        private readonly FetchFrame _answer = new FetchFrame(LongestInfo);
        private readonly FetchFrame _block = new FetchFrame(OffsetSize + LongestRead);
        private int _blockOffset;
        private int _blockLength;
        private int _refused;
        private int _failures;
        private FetchEnd _end;

        /// <summary>Creates the server.</summary>
        /// <param name="line">The line to the part.</param>
        /// <param name="image">The image.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="watch">Notified before the first bytes of the image are sent.</param>
        internal FetchServer(ISerialLine line, CheckedImage image, IClock clock, ITransferWatch watch)
        {
            _watch = watch;
            _line = line;
            _image = image.Description;
            _clock = clock;
            _range = new RangeReader(image);
            _limits = new FetchLimits(_image.Size, clock);
            _request = new RequestReader(line);
        }

        /// <summary>Gets the end of the furthest part of the image that was sent, in bytes.</summary>
        internal int Furthest { get; private set; }

        /// <summary>Gets whether the request reports the end.</summary>
        internal bool IsEnd
        {
            get { return _request.Type == FetchCode.Done; }
        }

        /// <summary>Gets whether the part has reported the end, success or failure.</summary>
        internal bool HasEnded
        {
            get { return _end != null; }
        }

        /// <summary>Waits a tenth of a second for a request, or longer while one is arriving.</summary>
        /// <returns>True if there is one.</returns>
        /// <exception cref="FetchException">No request came for too long, or the transfer takes too long.</exception>
        internal bool Receive()
        {
            if (_request.Receive(Slice))
            {
                return true;
            }

            _limits.CheckTime(_request.Ignored);
            return false;
        }

        /// <summary>Answers the request.</summary>
        /// <exception cref="FetchException">There were too many requests.</exception>
        /// <exception cref="ImageException">The image is not available, and repeating the request would not help.</exception>
        internal void Answer()
        {
            int pause = 0;
            switch (_request.Type)
            {
                case FetchCode.Info:
                    AnswerInfo();
                    break;
                case FetchCode.Read:
                    AnswerRead();
                    break;
                case FetchCode.Pause:
                    pause = AnswerPause();
                    break;
                case FetchCode.Done:
                    AnswerDone();
                    break;
                default:
                    Refuse(FetchCode.UnknownRequest);
                    break;
            }

            _limits.Heard(pause);
        }

        /// <summary>Acknowledges repeated reports of the end, in case the part missed the answer. Then returns, or throws the failure.</summary>
        /// <exception cref="FetchException">The part reports a failure, or does not hold the image.</exception>
        internal void Finish()
        {
            long now = _clock.Milliseconds;
            long last = now + (MostLingers * LingerTime);
            for (long end = now + LingerTime; now < end && now < last; now = _clock.Milliseconds)
            {
                if (!_request.Receive(Slice))
                {
                    continue;
                }

                if (_request.Type == FetchCode.Done)
                {
                    SendVerdict();
                    end = _clock.Milliseconds + LingerTime;
                }
                else
                {
                    Refuse(FetchCode.Ended);
                }
            }

            if (_end.Failure != null)
            {
                throw _end.Failure;
            }
        }

        /// <summary>Closes the image stream.</summary>
        public void Dispose()
        {
            _range.Dispose();
        }

        private void AnswerInfo()
        {
            if (_request.Length != 0)
            {
                Refuse(FetchCode.WrongRequest);
                return;
            }

            _limits.Count(0, _refused);
            _answer.Begin(FetchCode.Info | FetchCode.AnswerBit);
            _answer.Put(Version, 1);
            _answer.Put(LongestRead, 2);
            _answer.Put((uint)_image.Size, 4);
            _answer.Put(_image.Sha256);
            for (int i = 0; i < _image.Version.Length && i < LongestVersion; i++)
            {
                _answer.Put(_image.Version[i], 1);
            }

            _answer.Send(_line, _request.Tag);
        }

        private void AnswerRead()
        {
            uint offset = FetchFrame.NumberAt(_request.Buffer, FetchFrame.PayloadAt, OffsetSize);
            int length = (int)FetchFrame.NumberAt(_request.Buffer, FetchFrame.PayloadAt + OffsetSize, 2);
            uint size = (uint)_image.Size;
            if (_request.Length != OffsetSize + 2 || length == 0 || length > LongestRead)
            {
                Refuse(FetchCode.WrongRequest);
            }
            else if (offset >= size || (uint)length > size - offset)
            {
                Refuse(FetchCode.OutsideImage);
            }
            else if (!TryHold((int)offset, length))
            {
                Refuse(FetchCode.AgainLater);
            }
            else
            {
                _limits.Count(length, _refused);
                if (Furthest == 0)
                {
                    _watch.Began();
                }

                _block.Send(_line, _request.Tag);
                int end = (int)offset + length;
                Furthest = end > Furthest ? end : Furthest;
            }
        }

        // Reads a part of the image into the buffer. It stays there for a repeated request.
        private bool TryHold(int offset, int length)
        {
            if (offset == _blockOffset && length == _blockLength)
            {
                return true;
            }

            _blockLength = 0;
            _block.Begin(FetchCode.Read | FetchCode.AnswerBit);
            _block.Put((uint)offset, OffsetSize);
            try
            {
                _range.Read(offset, _block.Buffer, _block.End, length);
            }
            catch (ImageException error)
            {
                _failures++;
                if (!error.MayPass || _failures >= MostFailures)
                {
                    throw error;
                }

                _request.DropRest();
                return false;
            }

            _failures = 0;
            _block.End += length;
            _blockOffset = offset;
            _blockLength = length;
            _request.DropRest();
            return true;
        }

        private int AnswerPause()
        {
            int seconds = _request.Buffer[FetchFrame.PayloadAt];
            if (_request.Length != 1 || seconds > LongestPause)
            {
                Refuse(FetchCode.WrongRequest);
                return 0;
            }

            _limits.Count(0, _refused);
            _answer.Begin(FetchCode.Pause | FetchCode.AnswerBit);
            _answer.Send(_line, _request.Tag);
            return seconds * 1000;
        }

        private void AnswerDone()
        {
            if (_request.Length < 1 + Sha256.HashSize)
            {
                Refuse(FetchCode.WrongRequest);
                return;
            }

            _end = new FetchEnd(_request, _image);
            SendVerdict();
        }

        private void SendVerdict()
        {
            _answer.Begin(FetchCode.Done | FetchCode.AnswerBit);
            _answer.Put(_end.Verdict, 1);
            _answer.Send(_line, _request.Tag);
        }

        private void Refuse(byte code)
        {
            _refused++;
            _limits.Count(0, _refused);
            _answer.Begin(FetchCode.Refusal);
            _answer.Put(code, 1);
            _answer.Send(_line, _request.Tag);
        }
    }
}
