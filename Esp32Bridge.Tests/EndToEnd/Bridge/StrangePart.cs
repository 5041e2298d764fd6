using System;
using System.Collections.Generic;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>A device on the wires of a target that is not an STM32: it sends what a test wants, and records what it receives.</summary>
    public sealed class StrangePart
    {
        private readonly VirtualBoard _board;
        private readonly BoardPart _part;
        private readonly List<byte> _heard;
        private UartFormat _format;

        /// <summary>Replaces a part.</summary>
        /// <param name="board">The board.</param>
        /// <param name="target">The target.</param>
        /// <param name="capacity">The capacity of its receive buffer in bytes.</param>
        public StrangePart(VirtualBoard board, string target, int capacity = 0)
        {
            _heard = new List<byte>(capacity);
            _board = board;
            _part = board.Part(target);
            _part.Esp32Sent += Hear;
            board.Run(_ => _part.Chip.PowerOff());
        }

        /// <summary>Gets the format of the last received byte.</summary>
        public UartFormat Format
        {
            get { return _format; }
        }

        /// <summary>Gets the number of received bytes.</summary>
        public int Count
        {
            get
            {
                int count = 0;
                _board.Run(_ => count = _heard.Count);
                return count;
            }
        }

        /// <summary>Gets the received bytes.</summary>
        public byte[] Heard
        {
            get
            {
                byte[] heard = null;
                _board.Run(_ => heard = _heard.ToArray());
                return heard;
            }
        }

        /// <summary>Gets the number of sent bytes.</summary>
        public long Said
        {
            get
            {
                long said = 0;
                _board.Run(_ => said = _part.ToEsp32.Count);
                return said;
            }
        }

        /// <summary>Sends bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="format">Their format; null for 115200 8N1.</param>
        public void Say(byte[] bytes, UartFormat format = null)
        {
            _board.Run(now => _part.ToEsp32.Send(bytes, format ?? new UartFormat(115200, UartParity.None), now));
        }

        /// <summary>Waits until it has received some bytes.</summary>
        /// <param name="count">The number of bytes.</param>
        /// <returns>The received bytes, as hexadecimal digits.</returns>
        /// <exception cref="TimeoutException">It did not receive that many.</exception>
        public string WaitFor(int count)
        {
            return SpinWait.SpinUntil(() => Heard.Length >= count, TimeSpan.FromSeconds(20))
                ? Convert.ToHexString(Heard)
                : throw new TimeoutException("it heard " + Convert.ToHexString(Heard));
        }

        private void Hear(byte value, UartFormat format)
        {
            _heard.Add(value);
            _format = format;
        }
    }
}
