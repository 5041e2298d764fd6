using System.Collections.Generic;
using Esp32Bridge.An3155;
using Esp32Bridge.Wires;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// Wraps a part on a line without faults, and counts the cost of each phase. It follows the frames of AN3155 to know to
    /// which command each byte belongs; the firmware does not help.
    /// </summary>
    public sealed class CountingTarget : ITargetWires, ISerialLine
    {
        private const int BlockSize = 256;
        private const int CommitSize = 16;
        private const int AddressFrame = 5;

        private readonly ModelTarget _target;
        private readonly FakeClock _clock;
        private readonly uint _start;
        private readonly Dictionary<WirePhase, WireCost> _costs = new Dictionary<WirePhase, WireCost>();
        private readonly HashSet<uint> _writtenBlocks = new HashSet<uint>();
        private int _baudRate;
        private byte _command;
        private int _framesLeft;
        private uint _address;
        private bool _isCommitting;
        private bool _isStarted;
        private bool _isAwaiting;
        private WireCost _pending;
        private long _mark;

        /// <summary>Creates the counter.</summary>
        /// <param name="target">The part.</param>
        /// <param name="clock">The time.</param>
        /// <param name="start">The address of the image.</param>
        public CountingTarget(ModelTarget target, FakeClock clock, uint start)
        {
            _target = target;
            _clock = clock;
            _start = start;
            _mark = clock.Microseconds;
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
        public RateLadder Rates
        {
            get { return _target.Rates; }
        }

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

        /// <summary>Gets the cost of each phase.</summary>
        /// <returns>The costs by phase.</returns>
        public IReadOnlyDictionary<WirePhase, WireCost> Finish()
        {
            EndCommand();
            return _costs;
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            _target.Open(rate, address);
            _baudRate = rate;
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            _target.OpenForApplication();
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            EndCommand();
            _target.ResetIntoBootloader();
            Count(0, 0, 0);
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            EndCommand();
            _isStarted = true;
            _target.ResetIntoApplication();
            Count(0, 0, 0);
        }

        /// <inheritdoc/>
        public void Close()
        {
            _target.Close();
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            if (_framesLeft == 0)
            {
                EndCommand();
                _command = buffer[offset];
                _framesLeft = FramesOf(_command);
            }
            else if (count == AddressFrame && _framesLeft == FramesOf(_command) - 1)
            {
                _address = (uint)((buffer[offset] << 24) | (buffer[offset + 1] << 16) | (buffer[offset + 2] << 8) | buffer[offset + 3]);
            }

            _framesLeft--;
            _target.Write(buffer, offset, count);
            Count(count, 0, 0);
            _isAwaiting = true;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            int read = _target.Read(buffer, offset, count, timeout);
            Count(0, read, _isAwaiting ? 1 : 0);
            _isAwaiting = false;
            return read;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            return _target.Drain();
        }

        private static int FramesOf(byte command)
        {
            switch (command)
            {
                case CommandCode.ReadMemory:
                case CommandCode.WriteMemory:
                    return 3;
                case CommandCode.Erase:
                case CommandCode.ExtendedErase:
                case CommandCode.Go:
                    return 2;
                default:
                    return 1;
            }
        }

        // The rest of the time is the part's, or a timeout. The model's bytes take whole microseconds.
        private void Count(int sent, int received, int roundTrips)
        {
            long passed = _clock.Microseconds - _mark;
            _mark = _clock.Microseconds;
            long onLine = (sent + received) * new UartFormat(_baudRate, UartParity.Even).ByteTime;
            _pending += WireCost.Of(sent, received, roundTrips, _baudRate, passed - onLine);
        }

        private void EndCommand()
        {
            WirePhase phase = PhaseOf();
            _costs[phase] = _costs.GetValueOrDefault(phase) + _pending;
            _pending = default;
            _framesLeft = 0;
            _command = UsartLine.Sync;
        }

        private WirePhase PhaseOf()
        {
            if (_isStarted)
            {
                return WirePhase.Start;
            }

            switch (_command)
            {
                case CommandCode.Erase:
                case CommandCode.ExtendedErase:
                    return WirePhase.Erase;
                case CommandCode.WriteMemory:
                    _isCommitting = _address < _start + CommitSize;
                    _writtenBlocks.Add(_address / BlockSize);
                    return _isCommitting ? WirePhase.Commit : WirePhase.Write;
                case CommandCode.ReadMemory:
                    return _isCommitting ? WirePhase.Commit : PhaseOfReading();
                default:
                    return WirePhase.Identification;
            }
        }

        private WirePhase PhaseOfReading()
        {
            if (_address < _start || _address >= _start + _target.Part.Memory.Flash.Size)
            {
                return WirePhase.Identification;
            }

            return _writtenBlocks.Contains(_address / BlockSize) ? WirePhase.ReadBack : WirePhase.Comparison;
        }
    }
}
