using System;
using System.Threading;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>
    /// The thread for everything that this device does as a client, so that a slow server delays neither the application nor a job. Each due task
    /// gets one attempt in turn, so a task waits for at most one attempt of each other task. The thread never ends.
    /// </summary>
    public sealed class NetworkThread
    {
        // How soon a due task is noticed, in milliseconds.
        private const int Slice = 100;

        private readonly INetworkTask[] _tasks;
        private readonly IClock _clock;

        /// <summary>Creates the thread; it has to be started.</summary>
        /// <param name="tasks">The tasks, in their order.</param>
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

        /// <summary>Gives one attempt to each due task.</summary>
        /// <returns>False if none was due, or none finished.</returns>
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
                    // Not even enough memory to log the error. The next attempt may succeed.
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
