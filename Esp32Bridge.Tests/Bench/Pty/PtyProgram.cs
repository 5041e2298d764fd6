using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Pty
{
    /// <summary>
    /// A part whose program is a program of this PC, on a pseudo-terminal connected to the part's USART. After a reset the part
    /// sends a line every half second. When it receives its trigger, it hands its USART over to the program, until the next reset.
    /// </summary>
    public sealed class PtyProgram : IPartProgram, IDisposable
    {
        private const int PollInterval = 20;
        private const long Period = 500000;

        private static readonly UartFormat _format = new UartFormat(115200, UartParity.None);

        private readonly VirtualBoard _board;
        private readonly VirtualStm32 _chip;
        private readonly string _trigger;
        private readonly Func<string> _line;
        private readonly Func<string, Process> _run;
        private readonly PseudoTerminal _terminal = new PseudoTerminal();
        private readonly BlockingCollection<byte> _arrived = new BlockingCollection<byte>();
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly Thread _reader;
        private readonly Thread _writer;
        private Process _process;
        private string _heard = string.Empty;
        private bool _isHandedOver;
        private long _incoming;
        private long _outgoing;

        /// <summary>Puts the program into a part.</summary>
        /// <param name="board">The board.</param>
        /// <param name="chip">The part.</param>
        /// <param name="trigger">The text that the part waits for.</param>
        /// <param name="line">Returns the line that the part sends while it waits.</param>
        /// <param name="run">Starts the program; the argument is the path of its terminal.</param>
        public PtyProgram(VirtualBoard board, VirtualStm32 chip, string trigger, Func<string> line, Func<string, Process> run)
        {
            _board = board;
            _chip = chip;
            _trigger = trigger;
            _line = line;
            _run = run;
            NextEvent = VirtualStm32.Never;
            _reader = new Thread(ReadLoop) { IsBackground = true, Name = "program reader" };
            _writer = new Thread(WriteLoop) { IsBackground = true, Name = "program writer" };
            _reader.Start();
            _writer.Start();
        }

        /// <summary>Gets or sets what a byte to the program becomes, by its number: another byte, or none (-1).</summary>
        public Func<long, byte, int> ToProgram { get; set; } = (_, value) => value;

        /// <summary>Gets or sets what a byte from the program becomes.</summary>
        public Func<long, byte, int> FromProgram { get; set; } = (_, value) => value;

        /// <summary>Gets how often the program was started.</summary>
        public int Starts { get; private set; }

        /// <inheritdoc/>
        public long NextEvent { get; private set; }

        /// <inheritdoc/>
        public void Start(long now)
        {
            StopProcess();
            _isHandedOver = false;
            _heard = string.Empty;
            NextEvent = now;
        }

        /// <inheritdoc/>
        public void Receive(byte value, UartFormat format, long now)
        {
            if (_isHandedOver)
            {
                int arrives = ToProgram(_incoming++, value);
                if (arrives >= 0)
                {
                    _arrived.Add((byte)arrives);
                }

                return;
            }

            _heard += (char)value;
            if (_heard.EndsWith(_trigger, StringComparison.Ordinal))
            {
                _isHandedOver = true;
                NextEvent = VirtualStm32.Never;
                Starts++;
                _process = _run(_terminal.Path);
            }
        }

        /// <inheritdoc/>
        public void Advance()
        {
            long now = NextEvent;
            NextEvent += Period;
            foreach (byte value in Encoding.ASCII.GetBytes(_line() + "\r\n"))
            {
                _chip.SendFromApplication(value, _format, now);
            }
        }

        /// <summary>Ends the program and closes its terminal.</summary>
        public void Dispose()
        {
            _end.Cancel();
            _reader.Join();
            _writer.Join();
            StopProcess();
            _terminal.Dispose();
        }

        private void StopProcess()
        {
            if (_process != null)
            {
                _process.Kill(true);
                _process.WaitForExit();
                _process.Dispose();
                _process = null;
            }
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

                for (int i = 0; i < count; i++)
                {
                    int arrives = FromProgram(_outgoing++, buffer[i]);
                    _board.Run(now => Send(arrives, now));
                }
            }
        }

        private void Send(int value, long now)
        {
            if (value >= 0 && _isHandedOver)
            {
                _chip.SendFromApplication((byte)value, _format, now);
            }
        }

        private void WriteLoop()
        {
            byte[] buffer = new byte[1];
            try
            {
                for (;;)
                {
                    buffer[0] = _arrived.Take(_end.Token);
                    _terminal.Write(buffer, 1);
                }
            }
            catch (OperationCanceledException)
            {
                // The board is gone.
            }
        }
    }
}
