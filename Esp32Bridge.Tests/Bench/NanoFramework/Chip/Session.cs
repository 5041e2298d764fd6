using System;
using System.Device.Wifi;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// The time from one power-on to the next power-off. A thread of the firmware belongs to the session in which it was started.
    /// When that has ended, the thread stops at its next call and never continues, like code that has lost its supply. No
    /// exception unwinds it: a power cut runs no finally block.
    /// </summary>
    public sealed class Session
    {
        // The tick of FreeRTOS, in microseconds: sleeps and waits end with one.
        private const int Tick = 10 * 1000;

        private const int MostIdleTurns = 3;

        // The time of a call in the interpreter, in microseconds.
        private const int CallTime = 20;

        private static readonly AsyncLocal<Session> _current = new AsyncLocal<Session>();

        private static readonly ManualResetEvent _never = new ManualResetEvent(false);

        private readonly VirtualEsp32 _chip;
        private readonly ManualResetEventSlim _others = new ManualResetEventSlim(true);
        private readonly Stopwatch _time = Stopwatch.StartNew();
        private readonly double _timeScale;
        private readonly ThreadLocal<bool> _usesLine = new ThreadLocal<bool>();
        private readonly ThreadLocal<int> _idleTurns = new ThreadLocal<int>();
        private volatile bool _ended;
        private volatile BusTransfer _transfer;
        private int _wifiAdapters;
        private int _requestStreams;
        private int _finalizedResponses;

        /// <summary>Begins a session.</summary>
        /// <param name="chip">The chip.</param>
        /// <param name="wires">The wires of the chip.</param>
        public Session(VirtualEsp32 chip, IEsp32Wires wires)
        {
            _chip = chip;
            _timeScale = chip.TimeScale;
            Wires = wires;
            Pins = new PinBank(this);
            Uarts = new UartBank(this);
            I2c = new I2cBank(this);
            Spi = new SpiBank(this);
            Sockets = new SocketBank(this);
        }

        /// <summary>Gets the session of the calling thread. Every stand-in calls this first; it does not return to a thread whose session has ended.</summary>
        public static Session Current
        {
            get
            {
                Session session = _current.Value ?? throw new InvalidOperationException("This thread does not belong to a virtual ESP32.");
                session.StopIfEnded();
                return session;
            }
        }

        /// <summary>Gets the free memory in bytes as the calling thread sees it; plenty if the thread is not part of a session.</summary>
        public static uint FreeMemory
        {
            get
            {
                if (_current.Value == null)
                {
                    return uint.MaxValue;
                }

                Current._chip.MemoryAsked?.Invoke();
                return Current._chip.FreeMemory;
            }
        }

        /// <summary>Gets the chip.</summary>
        public VirtualEsp32 Chip
        {
            get { return _chip; }
        }

        /// <summary>Gets the wires of the chip.</summary>
        public IEsp32Wires Wires { get; }

        /// <summary>Gets the pins.</summary>
        public PinBank Pins { get; }

        /// <summary>Gets the functions of the pins.</summary>
        public PinFunctions Functions { get; } = new PinFunctions();

        /// <summary>Gets the UARTs.</summary>
        public UartBank Uarts { get; }

        /// <summary>Gets the I2C controllers.</summary>
        public I2cBank I2c { get; }

        /// <summary>Gets the SPI controllers.</summary>
        public SpiBank Spi { get; }

        /// <summary>Gets the sockets.</summary>
        internal SocketBank Sockets { get; }

        /// <summary>Gets the number of Wi-Fi adapters that the firmware created and did not dispose.</summary>
        public int WifiAdapters
        {
            get { return _wifiAdapters; }
        }

        /// <summary>Gets the number of open streams of request bodies; the garbage collector may close them, and their connections, at any time.</summary>
        public int RequestStreams
        {
            get { return _requestStreams; }
        }

        /// <summary>Gets how many answers of servers the garbage collector had to finalize: until then it keeps everything that belongs to the request.</summary>
        public int FinalizedResponses
        {
            get { return _finalizedResponses; }
        }

        /// <summary>Gets or sets the newest Wi-Fi adapter, or null.</summary>
        internal WifiAdapter WifiAdapter { get; set; }

        /// <summary>Gets whether the supply is off.</summary>
        public bool HasEnded
        {
            get { return _ended; }
        }

        /// <summary>Gets the time since power-on as the firmware sees it, in milliseconds.</summary>
        public long Milliseconds
        {
            get { return Wires.IsDriven ? Wires.Now / Tick * Tick / 1000 : (long)(_time.Elapsed.TotalMilliseconds * _timeScale); }
        }

        /// <summary>Converts a wait of the firmware to a wait of the PC.</summary>
        /// <param name="milliseconds">The firmware's time; negative for no timeout.</param>
        /// <returns>The PC's time, in milliseconds; never 0 if the firmware waits at all.</returns>
        public int ToRealTime(int milliseconds)
        {
            return milliseconds <= 0 ? milliseconds : Math.Max(1, (int)(milliseconds / _timeScale));
        }

        /// <summary>Counts Wi-Fi adapters.</summary>
        /// <param name="count">The change.</param>
        internal void AddWifiAdapters(int count)
        {
            Interlocked.Add(ref _wifiAdapters, count);
        }

        /// <summary>Counts streams of request bodies.</summary>
        /// <param name="count">The change.</param>
        internal void AddRequestStreams(int count)
        {
            Interlocked.Add(ref _requestStreams, count);
        }

        /// <summary>Counts a finalized answer.</summary>
        internal void AddFinalizedResponse()
        {
            Interlocked.Increment(ref _finalizedResponses);
        }

        /// <summary>Runs a thread of the firmware; the first one runs its entry point. Threads that it starts inherit the session.</summary>
        /// <param name="start">The body of the thread.</param>
        public void RunThread(Action start)
        {
            Task.Factory.StartNew(() => Run(start), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        /// <summary>Sleeps, or only yields to the other threads.</summary>
        /// <param name="milliseconds">The firmware's time; 0 to yield.</param>
        public void Sleep(int milliseconds)
        {
            if (milliseconds == 0)
            {
                Yield();
            }
            else if (IsDriver)
            {
                Pass(milliseconds * 1000L);
            }
            else
            {
                _never.WaitOne(ToRealTime(milliseconds));
            }

            StopIfEnded();
        }

        /// <summary>Notes that the calling thread uses a line to a part: it drives the time of a driven board.</summary>
        public void UseLine()
        {
            _idleTurns.Value = 0;
            _usesLine.Value = true;
        }

        /// <summary>
        /// Runs a transfer of a bus. The task of the CLR waits for its end, in its driver or in a loop, so no other thread
        /// of the firmware runs meanwhile.
        /// </summary>
        /// <param name="transfer">The transfer.</param>
        public void Carry(BusTransfer transfer)
        {
            UseLine();
            RunAlone(() =>
            {
                _transfer = transfer;
                if (_ended)
                {
                    transfer.Abandon();
                }

                Wires.Carry(transfer);
            });
            StopIfEnded();
        }

        /// <summary>Advances the time of a driven board to the end of a tick.</summary>
        /// <param name="microseconds">The time to pass.</param>
        public void Pass(long microseconds)
        {
            long end = Wires.Now + microseconds + Tick - 1;
            Wires.Pass((end / Tick * Tick) - Wires.Now);
            _never.WaitOne(0);
        }

        /// <summary>
        /// Does what nanoFramework does in one native call, during which no other thread of the firmware runs: they wait
        /// at their next call.
        /// </summary>
        /// <param name="work">The work. It calls no stand-in.</param>
        public void RunAlone(Action work)
        {
            StopIfEnded();
            lock (_others)
            {
                _others.Reset();
                try
                {
                    work();
                }
                finally
                {
                    _others.Set();
                }
            }
        }

        /// <summary>Stops the calling thread while another one runs alone, and forever if the supply is off.</summary>
        public void StopIfEnded()
        {
            _others.Wait();
            if (_ended)
            {
                _never.WaitOne();
            }
        }

        /// <summary>A step at which the supply can fail.</summary>
        public void Step()
        {
            Wires.Step();
            if (IsDriver)
            {
                Wires.Pass(CallTime);
            }

            StopIfEnded();
        }

        /// <summary>Ends the session.</summary>
        public void End()
        {
            _ended = true;
            _transfer?.Abandon();
            Uarts.End();
            Pins.End();
            Sockets.End();
        }

        // Yields to the other threads, and checks the flags. A thread that only yields does not occupy a core of the PC.
        private void Yield()
        {
            Uarts.Dispatch();
            Step();
            _idleTurns.Value++;
            if (_idleTurns.Value > MostIdleTurns)
            {
                _never.WaitOne(1);
            }
        }

        private bool IsDriver
        {
            get { return Wires.IsDriven && _usesLine.Value; }
        }

        private void Run(Action start)
        {
            _current.Value = this;
            try
            {
                start();
            }
            catch (Exception error)
            {
                _chip.Write("unhandled exception: " + error);
            }
        }
    }
}
