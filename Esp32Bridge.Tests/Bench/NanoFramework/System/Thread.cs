using Esp32Bridge.Bench.Chip;

namespace System.Threading
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    internal sealed class Thread
    {
        private readonly ThreadStart _start;

        /// <summary>Creates a thread.</summary>
        /// <param name="start">The body of the thread.</param>
        public Thread(ThreadStart start)
        {
            _start = start;
        }

        /// <summary>Sleeps.</summary>
        /// <param name="millisecondsTimeout">The time.</param>
        public static void Sleep(int millisecondsTimeout)
        {
            Session.Current.Sleep(millisecondsTimeout);
        }

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            Session.Current.RunThread(() => _start());
        }
    }
}
