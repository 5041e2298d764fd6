using System;
using Esp32Bridge.Bridge;
using Esp32Bridge.Jobs;
using Esp32Bridge.Timing;

namespace Esp32Bridge
{
    /// <summary>The default application loop: it listens to all targets, and logs their output or passes it to clients of the bridge.</summary>
    public sealed class ListeningLoop : IApplicationLoop
    {
        // 115200 baud fill a buffer of 1024 bytes in 89 ms.
        private const int Pause = 20;

        // The shortest sleep of the ESP32, 10 ms: 921600 baud fill a buffer of 4096 bytes in 44 ms.
        private const int PauseWithClient = 1;

        private const int BufferSize = 128;

        private readonly UartListener[] _listeners;
        private readonly ResetDesk _desk;
        private readonly IClock _clock;

        // Shared by all listeners; null while the loop does not run.
        private byte[] _buffer;

        /// <summary>Creates the loop.</summary>
        /// <param name="listeners">One listener for each target.</param>
        /// <param name="desk">The desk for reset requests, or null.</param>
        /// <param name="clock">The clock.</param>
        public ListeningLoop(UartListener[] listeners, ResetDesk desk, IClock clock)
        {
            _listeners = listeners;
            _desk = desk;
            _clock = clock;
        }

        /// <inheritdoc/>
        public void Start()
        {
            _buffer = new byte[BufferSize];
            for (int i = 0; i < _listeners.Length; i++)
            {
                _listeners[i].Start();
            }

            if (_desk != null)
            {
                _desk.Open();
            }
        }

        /// <inheritdoc/>
        public void Turn()
        {
            if (_desk != null)
            {
                _desk.Serve();
            }

            bool isBusy = false;
            bool hasClient = false;
            for (int i = 0; i < _listeners.Length; i++)
            {
                isBusy |= _listeners[i].Turn(_buffer);
                hasClient |= _listeners[i].HasClient;
            }

            if (!isBusy)
            {
                _clock.Sleep(hasClient ? PauseWithClient : Pause);
            }
        }

        /// <inheritdoc/>
        public void Stop()
        {
            if (_desk != null)
            {
                _desk.Close();
            }

            _buffer = null;
            Exception failure = null;
            for (int i = 0; i < _listeners.Length; i++)
            {
                try
                {
                    _listeners[i].Stop();
                }
                catch (Exception error)
                {
                    // The other target has to be released too.
                    failure = failure == null ? error : failure;
                }
            }

            if (failure != null)
            {
                throw failure;
            }
        }
    }
}
