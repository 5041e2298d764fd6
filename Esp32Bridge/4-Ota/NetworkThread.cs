using System;
using System.Threading;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>
    /// The one thread for all that this device does as a client of others, so that neither the application nor a job waits for a
    /// slow server. Tasks that are due have an attempt each in turn: none waits for another longer than that takes. It never ends.
    /// </summary>
    public sealed class NetworkThread
    {
        // How soon it is noticed that something is due.
        private const int Slice = 100;

        private readonly INetworkTask[] _tasks;
        private readonly IClock _clock;

        /// <summary>Creates the thread; it has to be started.</summary>
        /// <param name="tasks">What it does, in this order.</param>
        /// <param name="clock">The clock.</param>
        public NetworkThread(INetworkTask[] tasks, IClock clock)
        {
            _tasks = tasks;
            _clock = clock;
        }

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            new Thread(Run).Start();
        }

        /// <summary>Gives each task that is due one attempt.</summary>
        /// <returns>False when none was due, or none came to its end.</returns>
        internal bool Turn()
        {
            bool wasDue = false;
            for (int i = 0; i < _tasks.Length; i++)
            {
                try
                {
                    if (_tasks[i].DueAt <= _clock.Milliseconds)
                    {
                        _tasks[i].Attempt();
                        wasDue = true;
                    }
                }
                catch (Exception)
                {
                    // There was no memory even to tell of an error: the next attempt may succeed.
                }
            }

            return wasDue;
        }

        private void Run()
        {
            for (;;)
            {
                if (!Turn())
                {
                    _clock.Sleep(Slice);
                }
            }
        }
    }
}
