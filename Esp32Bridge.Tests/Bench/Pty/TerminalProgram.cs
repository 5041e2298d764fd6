using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Pty
{
    /// <summary>
    /// A program on the PC that replaces the one on a part: it sees the part's UART to the ESP32 as a pseudo-terminal. What it
    /// sends leaves byte by byte at 115200 8N1, whatever its settings; it receives nothing in another format.
    /// </summary>
    public sealed class TerminalProgram : IPartProgram, IDisposable
    {
        private const int PollInterval = 20;

        private static readonly UartFormat _format = new UartFormat(115200, UartParity.None);

        private readonly VirtualBoard _board;
        private readonly VirtualStm32 _chip;
        private readonly PseudoTerminal _terminal = new PseudoTerminal();
        private readonly BlockingCollection<byte> _heard = new BlockingCollection<byte>();
        private readonly Queue<byte> _said = new Queue<byte>();
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly Thread _reader;
        private readonly Thread _writer;
        private long _next;

        /// <summary>Installs the terminal in a part.</summary>
        /// <param name="board">The board.</param>
        /// <param name="part">The part.</param>
        public TerminalProgram(VirtualBoard board, BoardPart part)
        {
            _board = board;
            _chip = part.Chip;
            _reader = new Thread(ReadLoop) { IsBackground = true, Name = "program reader" };
            _writer = new Thread(WriteLoop) { IsBackground = true, Name = "program writer" };
            board.Run(_ => part.Chip.Program = this);
            _reader.Start();
            _writer.Start();
        }

        /// <summary>Gets the path that the program opens, "/dev/pts/3".</summary>
        public string Path
        {
            get { return _terminal.Path; }
        }

        /// <inheritdoc/>
        public long NextEvent
        {
            get { return _said.Count > 0 ? _next : VirtualStm32.Never; }
        }

        /// <inheritdoc/>
        public void Start(long now)
        {
            _said.Clear();
        }

        /// <inheritdoc/>
        public void Receive(byte value, UartFormat format, long now)
        {
            if (format.BaudRate == _format.BaudRate && format.Parity == _format.Parity)
            {
                _heard.Add(value);
            }
        }

        /// <inheritdoc/>
        public void Advance()
        {
            _chip.SendFromApplication(_said.Dequeue(), _format, _next);
            _next += _format.ByteTime;
        }

        /// <summary>Removes it.</summary>
        public void Dispose()
        {
            _end.Cancel();
            _reader.Join();
            _writer.Join();
            _terminal.Dispose();
        }

        private void ReadLoop()
        {
            byte[] buffer = new byte[512];
            while (!_end.IsCancellationRequested)
            {
                int count = _terminal.Read(buffer, PollInterval);
                if (count < 0)
                {
                    Thread.Sleep(PollInterval);
                }
                else if (count > 0)
                {
                    byte[] data = buffer.AsSpan(0, count).ToArray();
                    _board.Run(now => Say(data, now));
                }
            }
        }

        private void Say(byte[] data, long now)
        {
            if (_chip.State != PartState.Program)
            {
                return;
            }

            _next = Math.Max(_next, now + _format.ByteTime);
            foreach (byte value in data)
            {
                _said.Enqueue(value);
            }
        }

        private void WriteLoop()
        {
            byte[] buffer = new byte[512];
            try
            {
                for (;;)
                {
                    int count = 0;
                    buffer[count++] = _heard.Take(_end.Token);
                    while (count < buffer.Length && _heard.TryTake(out byte value))
                    {
                        buffer[count++] = value;
                    }

                    _terminal.Write(buffer, count);
                }
            }
            catch (OperationCanceledException)
            {
                // It was removed.
            }
        }
    }
}
