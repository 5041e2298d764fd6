using System.Text;

namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The application in a part's flash, as far as its UART shows: every half second a line with the version
    /// text that stands in the image behind "version=".
    /// </summary>
    public sealed class ApplicationModel
    {
        private const long Period = 500000;
        private const string Marker = "version=";
        private const int LongestVersion = 32;

        // The applications talk at 115200 8N1, whatever the bootloader did.
        private static readonly UartFormat _format = new UartFormat(115200, UartParity.None);

        private readonly VirtualStm32 _part;
        private int _count;

        // Of which content of the flash, and of which address, the version is.
        private int _revision = -1;
        private uint _address;

        /// <summary>Creates the application of a part.</summary>
        /// <param name="part">The part.</param>
        public ApplicationModel(VirtualStm32 part)
        {
            _part = part;
            Version = string.Empty;
        }

        /// <summary>Gets the version text of the image, or "?" when it has none.</summary>
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
