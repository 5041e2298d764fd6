using System;
using System.IO.Ports;
using Esp32Bridge.Board;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Application
{
    /// <summary>Listens to one target's UART and logs its lines with the target's name.</summary>
    public sealed class UartListener
    {
        private readonly TargetDescription _target;
        private readonly ILog _log;
        private readonly LineAssembler _line = new LineAssembler();
        private readonly byte[] _buffer = new byte[256];
        private SerialPort _port;

        /// <summary>Creates a listener.</summary>
        /// <param name="target">The target.</param>
        /// <param name="log">Where the lines go.</param>
        public UartListener(TargetDescription target, ILog log)
        {
            _target = target;
            _log = log;
        }

        /// <summary>Opens the UART, 8N1 at the rate of the target's application. A UART that does not open is logged; the other target is listened to all the same.</summary>
        public void Start()
        {
            try
            {
                _line.Clear();
                _port = WiredUart.Open(_target.Uart, _target.ApplicationBaudRate, Parity.None);
            }
            catch (Exception error)
            {
                _log.Write(_target.Name + ": " + _target.Uart.PortName + " does not open: " + error.GetType().Name + " " + error.Message);
            }
        }

        /// <summary>Logs the lines that have come since the last turn.</summary>
        public void Turn()
        {
            if (_port == null)
            {
                return;
            }

            int count;
            while ((count = _port.BytesToRead) > 0)
            {
                count = _port.Read(_buffer, 0, count < _buffer.Length ? count : _buffer.Length);
                for (int i = 0; i < count; i++)
                {
                    string line = _line.Add(_buffer[i]);
                    if (line != null)
                    {
                        _log.Write(_target.Name + "> " + line);
                    }
                }
            }
        }

        /// <summary>Closes the UART.</summary>
        public void Stop()
        {
            if (_port != null)
            {
                _port.Dispose();
                _port = null;
            }
        }
    }
}
