using System;
using Esp32Bridge.Bridge;
using Esp32Bridge.Errors;
using Esp32Bridge.Logging;

namespace Esp32Bridge
{
    /// <summary>Listens to one target's UART and logs its lines with the target's name, unless a client of the bridge has it.</summary>
    public sealed class UartListener
    {
        private readonly BridgeTarget _target;
        private readonly BridgePort _bridge;
        private readonly ILog _log;

        // The line that has begun, while the UART is open; else null.
        private TextAssembler _text;

        /// <summary>Creates a listener.</summary>
        /// <param name="target">The target.</param>
        /// <param name="bridge">The target's port for others, or null.</param>
        /// <param name="log">Where the lines go.</param>
        public UartListener(BridgeTarget target, BridgePort bridge, ILog log)
        {
            _target = target;
            _bridge = bridge;
            _log = log;
        }

        /// <summary>Gets whether a client of the bridge is connected.</summary>
        public bool HasClient
        {
            get { return _bridge != null && _bridge.HasClient; }
        }

        /// <summary>Opens the UART, 8N1 at the rate of the target's application. A UART that does not open is logged; the other target is listened to all the same.</summary>
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

        /// <summary>Passes bytes between the target and a client of the bridge, or logs the lines that have come since the last turn.</summary>
        /// <param name="buffer">Where bytes pass through; afterwards nothing is in it.</param>
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

        /// <summary>Sends the client away and closes the UART.</summary>
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
                        _log.Write(_target.Name + "> " + line);
                    }
                }
            }
        }
    }
}
