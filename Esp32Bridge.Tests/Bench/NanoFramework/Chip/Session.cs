using System;
using System.Device.Wifi;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// The time from one power-on to the power-off. A thread of the firmware belongs to the session that it was started
    /// in; when that has ended, the thread stops at its next call and never goes on, as code does that has no supply. No
    /// exception unwinds it: a power cut runs no finally block.
    /// </summary>
    public sealed class Session
    {
        // Of FreeRTOS, in microseconds: sleeps and waits end with one.
        private const int Tick = 10 * 1000;

        private const int MostIdleTurns = 3;

        // What a call takes the interpreter, in microseconds.
        private const int CallTime = 20;

        private static readonly AsyncLocal<Session> _current = new AsyncLocal<Session>();

        private static readonly ManualResetEvent _never = new ManualResetEvent(false);

        private readonly VirtualEsp32 _chip;
        private readonly ManualResetEventSlim _others = new ManualResetEventSlim(true);
        private readonly Stopwatch _time = Stopwatch.StartNew();
        private readonly double _timeScale;
        private readonly ThreadLocal<bool> _usesUart = new ThreadLocal<bool>();
        private readonly ThreadLocal<int> _idleTurns = new ThreadLocal<int>();
        private volatile bool _ended;
        private int _wifiAdapters;
        private int _requestStreams;
        private int _finalizedResponses;

        /// <summary>Begins a session.</summary>
        /// <param name="chip">The chip.</param>
        /// <param name="wires">What is soldered to it.</param>
        public Session(VirtualEsp32 chip, IEsp32Wires wires)
        {
            _chip = chip;
            _timeScale = chip.TimeScale;
            Wires = wires;
            Pins = new PinBank(this);
            Uarts = new UartBank(this);
            Sockets = new SocketBank(this);
        }

        /// <summary>Gets the session of the calling thread. Called by every stand-in first; does not return to a thread whose session has ended.</summary>
        public static Session Current
        {
            get
            {
                Session session = _current.Value ?? throw new InvalidOperationException("This code runs on no ESP32.");
                session.StopIfEnded();
                return session;
            }
        }

        /// <summary>Gets how much memory the calling thread finds free, in bytes; plenty where it runs on no ESP32.</summary>
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

        /// <summary>Gets what is soldered to the chip.</summary>
        public IEsp32Wires Wires { get; }

        /// <summary>Gets the pins.</summary>
        public PinBank Pins { get; }

        /// <summary>Gets the UARTs.</summary>
        public UartBank Uarts { get; }

        /// <summary>Gets the sockets.</summary>
        internal SocketBank Sockets { get; }

        /// <summary>Gets how many Wi-Fi adapters the firmware has made and not disposed of.</summary>
        public int WifiAdapters
        {
            get { return _wifiAdapters; }
        }

        /// <summary>Gets how many streams of request bodies the firmware has not closed; the garbage collector may close them, and their connections, at any time.</summary>
        public int RequestStreams
        {
            get { return _requestStreams; }
        }

        /// <summary>Gets how many answers of servers the garbage collector had to finalize: until then it keeps all that belongs to the request.</summary>
        public int FinalizedResponses
        {
            get { return _finalizedResponses; }
        }

        /// <summary>Gets or sets the Wi-Fi adapter that was made last, or null.</summary>
        internal WifiAdapter WifiAdapter { get; set; }

        /// <summary>Gets whether the supply is gone.</summary>
        public bool HasEnded
        {
            get { return _ended; }
        }

        /// <summary>Gets the time since power-on as the firmware sees it, in milliseconds.</summary>
        public long Milliseconds
        {
            get { return Wires.IsDriven ? Wires.Now / Tick * Tick / 1000 : (long)(_time.Elapsed.TotalMilliseconds * _timeScale); }
        }

        /// <summary>Tells how long the PC waits where the firmware waits some time.</summary>
        /// <param name="milliseconds">The firmware's time; negative is for ever.</param>
        /// <returns>The PC's, in milliseconds; never 0 where the firmware waits at all.</returns>
        public int ToRealTime(int milliseconds)
        {
            return milliseconds <= 0 ? milliseconds : Math.Max(1, (int)(milliseconds / _timeScale));
        }

        /// <summary>Counts Wi-Fi adapters.</summary>
        /// <param name="count">How many more.</param>
        internal void AddWifiAdapters(int count)
        {
            Interlocked.Add(ref _wifiAdapters, count);
        }

        /// <summary>Counts streams of request bodies.</summary>
        /// <param name="count">How many more.</param>
        internal void AddRequestStreams(int count)
        {
            Interlocked.Add(ref _requestStreams, count);
        }

        /// <summary>Counts an answer that was finalized.</summary>
        internal void AddFinalizedResponse()
        {
            Interlocked.Increment(ref _finalizedResponses);
        }

        /// <summary>Runs a thread of the firmware, its entry point first of all; what it starts inherits the session.</summary>
        /// <param name="start">What it runs.</param>
        public void RunThread(Action start)
        {
            Task.Factory.StartNew(() => Run(start), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        /// <summary>Lets time pass, or lets only the other threads have their turn.</summary>
        /// <param name="milliseconds">How much of the firmware's; 0 for a turn of the others.</param>
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

        /// <summary>Says that the calling thread works with a UART: on a board that is driven, it is the one that drives.</summary>
        public void UseUart()
        {
            _idleTurns.Value = 0;
            _usesUart.Value = true;
        }

        /// <summary>Lets time pass on a board that is driven, to the end of a tick.</summary>
        /// <param name="microseconds">How much.</param>
        public void Pass(long microseconds)
        {
            long end = Wires.Now + microseconds + Tick - 1;
            Wires.Pass((end / Tick * Tick) - Wires.Now);
            _never.WaitOne(0);
        }

        /// <summary>
        /// Does what nanoFramework does in one native call without letting other threads of the firmware run: they wait
        /// at their next call.
        /// </summary>
        /// <param name="work">What is done; it calls no stand-in.</param>
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

        /// <summary>Stops the calling thread while another one runs alone, and for good when the supply is gone.</summary>
        public void StopIfEnded()
        {
            _others.Wait();
            if (_ended)
            {
                _never.WaitOne();
            }
        }

        /// <summary>A step at which the supply could fail.</summary>
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
            Uarts.End();
            Pins.End();
            Sockets.End();
        }

        // The other threads have their turn, and the flags are looked at. A thread that does nothing else is not given a core
        // of the PC for that.
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
            get { return Wires.IsDriven && _usesUart.Value; }
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
