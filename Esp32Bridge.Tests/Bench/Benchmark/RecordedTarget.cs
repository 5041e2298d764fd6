using System.Collections.Generic;
using System.IO;
using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// Records the conversation with a target once, and then replays it to the same firmware without a part: the
    /// allocations of the replay are those of the firmware. The time passes as it did, so the firmware does the same again.
    /// </summary>
    public sealed class RecordedTarget : ITargetWires, ISerialLine
    {
        private readonly FakeClock _clock;
        private readonly List<long> _times = new List<long>();
        private readonly List<int> _counts = new List<int>();
        private readonly MemoryStream _heard = new MemoryStream();
        private ITargetWires _target;
        private long _start;
        private int _call;
        private int _read;
        private int _position;

        /// <summary>Creates the recording.</summary>
        /// <param name="target">The part.</param>
        /// <param name="clock">The time.</param>
        public RecordedTarget(ITargetWires target, FakeClock clock)
        {
            _target = target;
            _clock = clock;
            _start = clock.Microseconds;
            Rates = target.Rates;
        }

        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return LineKind.Usart; }
        }

        /// <inheritdoc/>
        public RateLadder Rates { get; }

        /// <inheritdoc/>
        public int Address
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateBootloaderLine()
        {
            return new UsartLine(this);
        }

        /// <summary>Switches to replay, from the beginning.</summary>
        public void Rewind()
        {
            _target = null;
            _clock.Microseconds = _start;
            _call = 0;
            _read = 0;
            _position = 0;
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            _target?.Open(rate, address);
            Pass();
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            _target?.OpenForApplication();
            Pass();
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            _target?.ResetIntoBootloader();
            Pass();
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            _target?.ResetIntoApplication();
            Pass();
        }

        /// <inheritdoc/>
        public void Close()
        {
            _target?.Close();
            Pass();
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            _target?.Line.Write(buffer, offset, count);
            Pass();
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            if (_target != null)
            {
                int read = _target.Line.Read(buffer, offset, count, timeout);
                _heard.Write(buffer, offset, read);
                return Count(read);
            }

            int again = Count(0);
            System.Array.Copy(_heard.GetBuffer(), _position, buffer, offset, again);
            _position += again;
            return again;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            return Count(_target == null ? 0 : _target.Line.Drain());
        }

        private int Count(int count)
        {
            if (_target != null)
            {
                _counts.Add(count);
            }

            Pass();
            return _counts[_read++];
        }

        private void Pass()
        {
            if (_target != null)
            {
                _times.Add(_clock.Microseconds);
            }

            _clock.Microseconds = _times[_call++];
        }
    }
}
