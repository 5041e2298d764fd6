using System;
using System.Collections.Concurrent;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Pty
{
    /// <summary>
    /// A serial adapter on the second USART of a part, with the usual wires to BOOT0 and NRST. When a program opens the
    /// pseudo-terminal, the part is reset into its bootloader. When the program closes it, BOOT0 is released and the part goes on
    /// with the last command. A pseudo-terminal has no parity and no rate; the bytes arrive as 115200 8E1.
    /// </summary>
    public sealed class PtyAdapter : IDisposable
    {
        private const int PollInterval = 20;

        private static readonly UartFormat _format = new UartFormat(115200, UartParity.Even);

        private readonly VirtualBoard _board;
        private readonly BoardPart _part;
        private readonly PseudoTerminal _terminal = new PseudoTerminal();
        private readonly BlockingCollection<byte> _sent = new BlockingCollection<byte>();
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly Thread _reader;
        private readonly Thread _writer;
        private volatile bool _isOpen;

        /// <summary>Connects an adapter.</summary>
        /// <param name="board">The board.</param>
        /// <param name="part">The part.</param>
        public PtyAdapter(VirtualBoard board, BoardPart part)
        {
            _board = board;
            _part = part;
            part.SecondPortSent += _sent.Add;
            _reader = new Thread(ReadLoop) { IsBackground = true, Name = "pty reader" };
            _writer = new Thread(WriteLoop) { IsBackground = true, Name = "pty writer" };
            _reader.Start();
            _writer.Start();
        }

        /// <summary>Gets the path that a program opens, "/dev/pts/3".</summary>
        public string Path
        {
            get { return _terminal.Path; }
        }

        /// <summary>Gets whether a program has it open, as far as noticed: the next one that opens it resets the part.</summary>
        public bool IsOpen
        {
            get { return _isOpen; }
        }

        /// <summary>Disconnects it.</summary>
        public void Dispose()
        {
            _end.Cancel();
            _reader.Join();
            _writer.Join();
            _part.SecondPortSent -= _sent.Add;
            _terminal.Dispose();
        }

        private void ReadLoop()
        {
            byte[] buffer = new byte[512];
            while (!_end.IsCancellationRequested)
            {
                int count = _terminal.Read(buffer, PollInterval);
                if ((count >= 0) != _isOpen)
                {
                    _isOpen = count >= 0;
                    OpenedOrClosed(_isOpen);
                }

                if (count < 0)
                {
                    Thread.Sleep(PollInterval);
                }
                else if (count > 0)
                {
                    byte[] data = buffer.AsSpan(0, count).ToArray();
                    _board.Run(now => _part.FromSecond.Send(data, _format, now));
                }
            }
        }

        private void OpenedOrClosed(bool isOpen)
        {
            if (!isOpen)
            {
                _board.Run(_ => _part.SetJumper(false));
                return;
            }

            while (_sent.TryTake(out _))
            {
                // Bytes of the part are lost while no program listens.
            }

            _board.Run(now => _part.PressReset(true, now));
            WaitUntilListening();
        }

        // As programs for such adapters do, this gives the part the time that it needs to start.
        private void WaitUntilListening()
        {
            PartState state = PartState.Starting;
            while (state == PartState.Starting && !_end.IsCancellationRequested)
            {
                Thread.Sleep(1);
                _board.Run(_ => state = _part.Chip.State);
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
                    buffer[count++] = _sent.Take(_end.Token);
                    while (count < buffer.Length && _sent.TryTake(out byte value))
                    {
                        buffer[count++] = value;
                    }

                    _terminal.Write(buffer, count);
                }
            }
            catch (OperationCanceledException)
            {
                // Unplugged.
            }
        }
    }
}
