using System.Threading;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Tests.Model;

namespace System.IO.Ports
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name, as far as the firmware uses it, with its differences from .NET's:
    /// Read takes all bytes or none, and after a timeout they stay in the buffer; timeouts are infinite by default;
    /// Write returns before the last 128 bytes have left; Close keeps the driver; and a port has one instance until that is disposed.
    /// </summary>
    public sealed class SerialPort : IDisposable
    {
        private readonly int _port;
        private int _baudRate;
        private Parity _parity;
        private int _dataBits;
        private StopBits _stopBits;
        private int _readTimeout = Timeout.Infinite;
        private int _writeTimeout = Timeout.Infinite;
        private int _bufferSize = 256;
        private bool _disposed;
        private UartDriver _driver;

        /// <summary>Creates a port.</summary>
        /// <param name="portName">COM1, COM2 or COM3.</param>
        /// <param name="baudRate">The rate in baud.</param>
        /// <param name="parity">The parity.</param>
        /// <param name="dataBits">The data bits.</param>
        /// <param name="stopBits">The stop bits.</param>
        /// <exception cref="ArgumentException">Another SerialPort of this port was not disposed.</exception>
        public SerialPort(string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8, StopBits stopBits = StopBits.One)
        {
            _port = portName[3] - '0';
            _baudRate = baudRate;
            _parity = parity;
            _dataBits = dataBits;
            _stopBits = stopBits;
            PortName = portName;
            Session.Current.Uarts.Claim(_port);
        }

        /// <summary>Gets the name of the port.</summary>
        public string PortName { get; }

        /// <summary>Gets whether the port is open.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>Gets or sets the rate in baud.</summary>
        public int BaudRate
        {
            get
            {
                return _baudRate;
            }

            set
            {
                _baudRate = value > 0 ? value : throw new ArgumentOutOfRangeException();
                Reconfigure();
            }
        }

        /// <summary>Gets or sets the parity.</summary>
        public Parity Parity
        {
            get
            {
                return _parity;
            }

            set
            {
                _parity = value;
                Reconfigure();
            }
        }

        /// <summary>Gets or sets the data bits.</summary>
        public int DataBits
        {
            get
            {
                return _dataBits;
            }

            set
            {
                _dataBits = value >= 5 && value <= 8 ? value : throw new ArgumentOutOfRangeException();
                Reconfigure();
            }
        }

        /// <summary>Gets or sets the stop bits.</summary>
        public StopBits StopBits
        {
            get
            {
                return _stopBits;
            }

            set
            {
                _stopBits = value;
                Reconfigure();
            }
        }

        /// <summary>Gets or sets the timeout of Read for all bytes, in milliseconds.</summary>
        public int ReadTimeout
        {
            get { return _readTimeout; }
            set { _readTimeout = CheckTimeout(value); }
        }

        /// <summary>Gets or sets the timeout of Write for room, in milliseconds.</summary>
        public int WriteTimeout
        {
            get { return _writeTimeout; }
            set { _writeTimeout = CheckTimeout(value); }
        }

        /// <summary>Gets or sets the size of both buffers; only before Open.</summary>
        public int ReadBufferSize
        {
            get
            {
                return _bufferSize;
            }

            set
            {
                _bufferSize = value <= 0 ? throw new ArgumentOutOfRangeException() : IsOpen ? throw new InvalidOperationException() : value;
            }
        }

        /// <summary>Gets how many bytes can be read without waiting.</summary>
        public int BytesToRead
        {
            get { return Current().Uarts.BytesToRead(Driver()); }
        }

        /// <summary>Opens the port.</summary>
        public void Open()
        {
            Session session = Current();
            if (IsOpen)
            {
                throw new InvalidOperationException();
            }

            _driver = session.Uarts.Install(_port, FormatOf(), _bufferSize);
            IsOpen = true;
        }

        /// <summary>Closes the port, but keeps its driver.</summary>
        public void Close()
        {
            Current();
            IsOpen = false;
        }

        /// <summary>Reads all requested bytes, or none.</summary>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">The number of bytes.</param>
        /// <returns>The number of bytes read.</returns>
        /// <exception cref="TimeoutException">They did not come in time.</exception>
        public int Read(byte[] buffer, int offset, int count)
        {
            if (offset + count > buffer.Length)
            {
                throw new ArgumentException();
            }

            return Current().Uarts.Read(Driver(), buffer, offset, count, _readTimeout);
        }

        /// <summary>Starts to send bytes, and waits until the UART itself holds the rest.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">The number of bytes.</param>
        public void Write(byte[] buffer, int offset, int count)
        {
            byte[] data = new byte[count];
            Array.Copy(buffer, offset, data, 0, count);
            Current().Uarts.Write(Driver(), data, _writeTimeout);
        }

        /// <summary>Closes the port and removes its driver.</summary>
        public void Dispose()
        {
            if (!_disposed)
            {
                Session session = Session.Current;
                session.Uarts.Remove(_port);
                session.Uarts.Release(_port);
                IsOpen = false;
                _disposed = true;
            }
        }

        private static int CheckTimeout(int value)
        {
            return value < 0 && value != Timeout.Infinite ? throw new ArgumentOutOfRangeException() : value;
        }

        private UartFormat FormatOf()
        {
            return new UartFormat(_baudRate, (UartParity)_parity, _dataBits, _stopBits == StopBits.One ? 1 : 2);
        }

        private void Reconfigure()
        {
            if (IsOpen)
            {
                _driver.Format = FormatOf();
            }
        }

        private Session Current()
        {
            if (_disposed)
            {
                throw new ObjectDisposedException("SerialPort");
            }

            Session session = Session.Current;
            session.Step();
            return session;
        }

        private UartDriver Driver()
        {
            return _driver ?? throw new InvalidOperationException("COM" + _port + " is not open");
        }
    }
}
