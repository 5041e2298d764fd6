using System;
using System.Collections.Generic;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>Something else than an STM32 at the wires of a target: it says what a test wants, and keeps what it hears.</summary>
    public sealed class StrangePart
    {
        private readonly VirtualBoard _board;
        private readonly BoardPart _part;
        private readonly List<byte> _heard;
        private UartFormat _format;

        /// <summary>Takes a part's place.</summary>
        /// <param name="board">The board.</param>
        /// <param name="target">The target.</param>
        /// <param name="capacity">How many bytes it will hear at least.</param>
        public StrangePart(VirtualBoard board, string target, int capacity = 0)
        {
            _heard = new List<byte>(capacity);
            _board = board;
            _part = board.Part(target);
            _part.Esp32Sent += Hear;
            board.Run(_ => _part.Chip.PowerOff());
        }

        /// <summary>Gets the format of the last byte that it heard.</summary>
        public UartFormat Format
        {
            get { return _format; }
        }

        /// <summary>Gets how many bytes it heard.</summary>
        public int Count
        {
            get
            {
                int count = 0;
                _board.Run(_ => count = _heard.Count);
                return count;
            }
        }

        /// <summary>Gets what it heard.</summary>
        public byte[] Heard
        {
            get
            {
                byte[] heard = null;
                _board.Run(_ => heard = _heard.ToArray());
                return heard;
            }
        }

        /// <summary>Gets how many bytes it has said.</summary>
        public long Said
        {
            get
            {
                long said = 0;
                _board.Run(_ => said = _part.ToEsp32.Count);
                return said;
            }
        }

        /// <summary>Says something.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="format">How it says them; null for 115200 8N1.</param>
        public void Say(byte[] bytes, UartFormat format = null)
        {
            _board.Run(now => _part.ToEsp32.Send(bytes, format ?? new UartFormat(115200, UartParity.None), now));
        }

        /// <summary>Waits until it has heard something.</summary>
        /// <param name="count">How many bytes.</param>
        /// <returns>What it heard, as hexadecimal digits.</returns>
        /// <exception cref="TimeoutException">It did not hear as much.</exception>
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
