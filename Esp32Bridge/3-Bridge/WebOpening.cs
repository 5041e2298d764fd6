namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// Recognizes web clients by their first bytes. They are the request line of HTTP (a method, a target and "HTTP/", RFC 9112 3) or the ClientHello
    /// of TLS (RFC 8446 4.1.2). A web page can make a browser send them to any port.
    /// </summary>
    internal sealed class WebOpening
    {
        private const string Version = "HTTP/";
        private const string Scheme = "http";
        private const string MethodSigns = "!#$%&'*+-.^_`|~";

        // Handshake, version 3 with a minor version up to 4, the length in two bytes, ClientHello.
        private const byte Handshake = 0x16;
        private const byte Major = 3;
        private const byte LastMinor = 4;
        private const byte ClientHello = 1;
        private const int PlaceOfHello = 5;

        private Part _part;
        private int _place;
        private bool _isPath;
        private int _schemeLength;

        private enum Part
        {
            Method,
            Target,
            Version,
            Hello,
        }

        /// <summary>Gets whether the bytes so far can begin such an opening.</summary>
        internal bool IsPossible { get; private set; } = true;

        /// <summary>Gets whether they are such an opening.</summary>
        internal bool IsFound { get; private set; }

        /// <summary>Gets whether they probably are one if no more come: a method, and the beginning of a path or an address.</summary>
        internal bool IsLikely
        {
            get { return IsFound || (IsPossible && (_isPath || _schemeLength == Scheme.Length)); }
        }

        /// <summary>Adds the next byte. Do not call it when the decision is made.</summary>
        /// <param name="value">The byte.</param>
        internal void Add(byte value)
        {
            _part = value == Handshake && _place == 0 ? Part.Hello : _part;
            bool fits;
            switch (_part)
            {
                case Part.Method:
                    fits = value == ' ' ? _place > 0 : IsOfMethod(value);
                    break;
                case Part.Target:
                    _isPath |= _place == 0 && value == '/';
                    _schemeLength += _place == _schemeLength && _place < Scheme.Length && (value | 0x20) == Scheme[_place] ? 1 : 0;
                    fits = value == ' ' ? _place > 0 : value > ' ' && value < 0x7F;
                    break;
                case Part.Version:
                    fits = value == Version[_place];
                    IsFound = fits && _place == Version.Length - 1;
                    break;
                default:
                    fits = FitsHello(value);
                    IsFound = fits && _place == PlaceOfHello;
                    break;
            }

            _place++;
            if (value == ' ' && fits && _part < Part.Version)
            {
                _part++;
                _place = 0;
            }

            IsPossible = fits;
        }

        private bool FitsHello(byte value)
        {
            switch (_place)
            {
                case 1: return value == Major;
                case 2: return value <= LastMinor;
                case PlaceOfHello: return value == ClientHello;
                default: return true;
            }
        }

        private static bool IsOfMethod(byte value)
        {
            return (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z') || (value >= '0' && value <= '9') || MethodSigns.IndexOf((char)value) >= 0;
        }
    }
}
