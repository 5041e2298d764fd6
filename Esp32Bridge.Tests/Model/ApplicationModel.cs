using System.Text;

namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The application in a part's flash, as its UART shows it: every half second it sends a line with the version
    /// text that follows "version=" in the image.
    /// </summary>
    public sealed class ApplicationModel
    {
        private const long Period = 500000;
        private const string Marker = "version=";
        private const int LongestVersion = 32;

        // The applications send at 115200 8N1, at whatever rate the bootloader was.
        private static readonly UartFormat _format = new UartFormat(115200, UartParity.None);

        private readonly VirtualStm32 _part;
        private int _count;

        // The content of the flash and the address that the version was read from.
        private int _revision = -1;
        private uint _address;

        /// <summary>Creates the application of a part.</summary>
        /// <param name="part">The part.</param>
        public ApplicationModel(VirtualStm32 part)
        {
            _part = part;
            Version = string.Empty;
        }

        /// <summary>Gets the version text of the image, or "?" if it has none.</summary>
        public string Version { get; private set; }

        /// <summary>Gets the time of the next line, in microseconds.</summary>
        public long NextHeartbeat { get; private set; }

        /// <summary>Starts the image.</summary>
        /// <param name="address">Where it is.</param>
        /// <param name="now">The time.</param>
        public void Start(uint address, long now)
        {
            _count = 0;
            NextHeartbeat = now;
            int revision = _part.Memory.Flash.Revision;
            if (revision != _revision || address != _address || !_part.Memory.IsFlash(address))
            {
                _revision = revision;
                _address = address;
                Version = FindVersion(address);
            }
        }

        /// <summary>Sends the line that is due.</summary>
        public void SendHeartbeat()
        {
            _count++;
            byte[] line = Encoding.UTF8.GetBytes("heartbeat " + _count + " version " + Version + "\r\n");
            long time = NextHeartbeat;
            NextHeartbeat += Period;
            for (int i = 0; i < line.Length; i++)
            {
                time += _format.ByteTime;
                _part.SendFromApplication(line[i], _format, time);
            }
        }

        private string FindVersion(uint address)
        {
            if (!_part.Memory.IsFlash(address))
            {
                return "?";
            }

            Flash flash = _part.Memory.Flash;
            int end = flash.Size - Marker.Length - LongestVersion;
            for (int offset = flash.SkipBlank(_part.Memory.PlaceOf(address)); offset < end; offset = flash.SkipBlank(offset + 1))
            {
                int matched = 0;
                while (matched < Marker.Length && flash.Read(offset + matched) == Marker[matched])
                {
                    matched++;
                }

                if (matched == Marker.Length)
                {
                    return ReadText(flash, offset + matched);
                }
            }

            return "?";
        }

        private static string ReadText(Flash flash, int offset)
        {
            char[] text = new char[LongestVersion];
            int length = 0;
            while (length < LongestVersion)
            {
                byte value = flash.Read(offset + length);
                if (value <= ' ' || value > '~')
                {
                    break;
                }

                text[length++] = (char)value;
            }

            return new string(text, 0, length);
        }
    }
}
