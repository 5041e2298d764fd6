using Esp32Bridge.Board;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Application
{
    /// <summary>The application loop that ships: it listens to all targets and logs what they say.</summary>
    public sealed class ListeningLoop : IApplicationLoop
    {
        // 115200 baud fill a buffer of 1024 bytes in 89 ms.
        private const int Pause = 20;

        private readonly UartListener[] _listeners;
        private readonly IClock _clock;

        /// <summary>Creates the loop.</summary>
        /// <param name="board">The board.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where the lines go.</param>
        public ListeningLoop(BoardDescription board, IClock clock, ILog log)
        {
            _clock = clock;
            _listeners = new UartListener[board.Targets.Length];
            for (int i = 0; i < _listeners.Length; i++)
            {
                _listeners[i] = new UartListener(board.Targets[i], log);
            }
        }

        /// <inheritdoc/>
        public void Start()
        {
            for (int i = 0; i < _listeners.Length; i++)
            {
                _listeners[i].Start();
            }
        }

        /// <inheritdoc/>
        public void Turn()
        {
            for (int i = 0; i < _listeners.Length; i++)
            {
                _listeners[i].Turn();
            }

            _clock.Sleep(Pause);
        }

        /// <inheritdoc/>
        public void Stop()
        {
            for (int i = 0; i < _listeners.Length; i++)
            {
                _listeners[i].Stop();
            }
        }
    }
}
