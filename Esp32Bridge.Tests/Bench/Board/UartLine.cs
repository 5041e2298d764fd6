using System;
using System.Collections.Generic;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>One direction of a UART: bytes leave one after the other and arrive at the end of their stop bit.</summary>
    public sealed class UartLine : IEventSource
    {
        private readonly Queue<(long Time, byte Value, UartFormat Format)> _bytes = new Queue<(long, byte, UartFormat)>();
        private readonly Action<byte, UartFormat, long> _arrive;
        private long _freeAt;

        /// <summary>Creates a line.</summary>
        /// <param name="arrive">Called with every byte, its format, and the time of its arrival.</param>
        public UartLine(Action<byte, UartFormat, long> arrive)
        {
            _arrive = arrive;
        }

        /// <inheritdoc/>
        public long NextEvent
        {
            get { return _bytes.Count > 0 ? _bytes.Peek().Time : long.MaxValue; }
        }

        /// <inheritdoc/>
        public bool CanSkip
        {
            get { return true; }
        }

        /// <summary>Gets the number of received bytes.</summary>
        public long Count { get; private set; }

        /// <summary>Sends bytes.</summary>
        /// <param name="data">The bytes.</param>
        /// <param name="format">Their format.</param>
        /// <param name="now">The time.</param>
        /// <returns>The time at which the last byte has left.</returns>
        public long Send(byte[] data, UartFormat format, long now)
        {
            _freeAt = Math.Max(_freeAt, now);
            foreach (byte value in data)
            {
                _freeAt += format.ByteTime;
                _bytes.Enqueue((_freeAt, value, format));
            }

            return _freeAt;
        }

        /// <summary>Discards the bytes on the line: its sender has lost its supply.</summary>
        public void Clear()
        {
            _bytes.Clear();
            _freeAt = 0;
        }

        /// <inheritdoc/>
        public void Advance(long now)
        {
            while (NextEvent <= now)
            {
                (long time, byte value, UartFormat format) = _bytes.Dequeue();
                Count++;
                _arrive(value, format, time);
            }
        }
    }
}
