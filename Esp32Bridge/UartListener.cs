using System;
using Esp32Bridge.Bridge;
using Esp32Bridge.Errors;
using Esp32Bridge.Logging;

namespace Esp32Bridge
{
    /// <summary>Listens to the UART of one target and logs its lines with the target's name, unless a client of the bridge is connected.</summary>
    public sealed class UartListener
    {
        private readonly BridgeTarget _target;
        private readonly BridgePort _bridge;
        private readonly ILog _log;
        private readonly ILog _console;

        // The current line while the UART is open; otherwise null.
        private TextAssembler _text;

        /// <summary>Creates a listener.</summary>
        /// <param name="target">The target.</param>
        /// <param name="bridge">The bridge port of the target, or null.</param>
        /// <param name="log">The log for errors.</param>
        /// <param name="console">The log for the lines, which clients on the network do not see.</param>
        public UartListener(BridgeTarget target, BridgePort bridge, ILog log, ILog console)
        {
            _target = target;
            _bridge = bridge;
            _log = log;
            _console = console;
        }

        /// <summary>Gets whether a client of the bridge is connected.</summary>
        public bool HasClient
        {
            get { return _bridge != null && _bridge.HasClient; }
        }

        /// <summary>Opens the UART, 8N1 at the rate of the target's application. A failure is logged, and does not affect the other target.</summary>
        public void Start()
        {
            try
            {
                TextAssembler text = new TextAssembler();
                _target.Open();
                _text = text;
            }
            catch (Exception error)
            {
                _log.Write(_target.Name + ": the UART does not open: " + error.GetType().Name + " " + error.Message);
            }
        }

        /// <summary>Passes bytes between the target and a client of the bridge, or logs the lines that arrived since the last turn.</summary>
        /// <param name="buffer">A buffer for the bytes. It holds no data between two calls.</param>
        /// <returns>Whether the next turn should follow at once.</returns>
        public bool Turn(byte[] buffer)
        {
            if (_text == null)
            {
                return false;
            }

            bool isBusy = _bridge != null && _bridge.Turn();
            if (!HasClient)
            {
                LogLines(buffer);
            }

            return isBusy;
        }

        /// <summary>Disconnects the client and closes the UART.</summary>
        public void Stop()
        {
            if (_text != null)
            {
                _text = null;
                TryFinally.Run(CloseBridge, _target.Close);
            }
        }

        private void CloseBridge()
        {
            if (_bridge != null)
            {
                _bridge.Close();
            }
        }

        private void LogLines(byte[] buffer)
        {
            int count;
            while ((count = _target.Wires.Read(buffer, 0, buffer.Length)) > 0)
            {
                for (int i = 0; i < count; i++)
                {
                    string line = _text.Add(buffer[i]);
                    if (line != null)
                    {
                        _console.Write(_target.Name + "> " + line);
                    }
                }
            }
        }
    }
}
