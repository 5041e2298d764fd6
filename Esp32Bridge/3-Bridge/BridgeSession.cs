using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// The data between one client and one target. It is plain bytes, or telnet with the COM port option if the client begins with that, or nothing
    /// if it is a web client. Nothing is queued: if the client does not read, the bytes stay in the UART's buffer; if the UART is slow, they stay in
    /// the network.
    /// </summary>
    internal sealed class BridgeSession
    {
        /// <summary>The size of the buffer of a session, in bytes.</summary>
        internal const int BufferSize = 2048;

        /// <summary>The most bytes that are passed at once. In telnet a chunk of IAC bytes doubles in length.</summary>
        internal const int ChunkSize = BufferSize / 2;

        // The answers to a stream of requests are up to three times as long, and the client accepts 2 KB at once.
        private const int TelnetChunkSize = 512;

        private const int Overhead = 5;

        private readonly IRawWires _wires;
        private readonly IBridgeClient _client;
        private readonly byte[] _buffer;
        private readonly IClock _clock;
        private readonly ClientOpening _opening = new ClientOpening();
        private readonly TelnetDecoder _decoder = new TelnetDecoder();
        private readonly TelnetOptions _options = new TelnetOptions();
        private readonly ComPortOption _comPort;
        private readonly byte[] _answer = new byte[ComPortOption.LongestAnswer];
        private readonly byte[] _message = new byte[(2 * ComPortOption.LongestAnswer) + Overhead];
        private long _decideAt;

        // Whether only text was sent to the target so far.
        private bool _isText = true;

        /// <summary>Creates the session of a new client.</summary>
        /// <param name="target">The target.</param>
        /// <param name="client">The client.</param>
        /// <param name="buffer">A buffer of <see cref="BufferSize"/> bytes. It holds no data between two calls.</param>
        /// <param name="clock">The clock.</param>
        internal BridgeSession(BridgeTarget target, IBridgeClient client, byte[] buffer, IClock clock)
        {
            _wires = target.Wires;
            _client = client;
            _buffer = buffer;
            _clock = clock;
            _comPort = new ComPortOption(target);
        }

        /// <summary>Gets how many bytes were passed from the target to the client.</summary>
        internal long FromTarget { get; private set; }

        /// <summary>Gets how many bytes were passed from the client to the target.</summary>
        internal long ToTarget { get; private set; }

        /// <summary>Gets whether it is a web client, which has to be disconnected. The target got none of its bytes.</summary>
        internal bool IsWeb
        {
            get { return _opening.IsWeb; }
        }

        /// <summary>Gets how many bytes can be accepted from the client now, 0 to <see cref="ChunkSize"/>.</summary>
        internal int Room
        {
            get
            {
                int limit = ChunkSize;
                if (!_opening.IsDecided || _opening.IsTelnet)
                {
                    limit = _client.IsReady ? TelnetChunkSize : 0;
                }

                int room = _wires.Room;
                return room < limit ? room : limit;
            }
        }

        /// <summary>Processes bytes of the client, which are at the beginning of the buffer.</summary>
        /// <param name="count">The number of bytes, up to <see cref="Room"/>.</param>
        /// <exception cref="System.Exception">The line or the connection failed.</exception>
        internal void Take(int count)
        {
            int start = 0;
            while (start < count && !_opening.IsTelnet && !_opening.IsWeb)
            {
                start = _opening.IsDecided ? PassPlain(start, count) : Hold(start, count);
            }

            if (_opening.IsTelnet)
            {
                Decode(_buffer, start, count);
            }
        }

        // Returns the index of the first byte after the opening.
        private int Hold(int start, int end)
        {
            int i = start;
            while (!_opening.IsDecided && i < end)
            {
                _opening.Add(_buffer[i++]);
            }

            _decideAt = _clock.Milliseconds + _opening.Patience;
            if (_opening.IsDecided)
            {
                Open();
            }

            return i;
        }

        // If only text was passed so far, IAC may begin a late negotiation. Returns its index, or the end.
        private int PassPlain(int start, int end)
        {
            int stop = end;
            if (_isText)
            {
                int text = LengthOfText(_buffer, start, end);
                bool isIac = start + text < end && _buffer[start + text] == Telnet.Iac;
                _isText = isIac || start + text == end;
                stop = isIac ? start + text : end;
            }

            Write(_buffer, start, stop - start);
            if (stop < end)
            {
                _opening.Reopen();
            }

            return stop;
        }

        private static int LengthOfText(byte[] bytes, int start, int end)
        {
            int i = start;
            while (i < end && ((bytes[i] >= ' ' && bytes[i] <= '~') || (bytes[i] >= '\b' && bytes[i] <= '\r')))
            {
                i++;
            }

            return i - start;
        }

        /// <summary>Sends one chunk of the target's bytes to the client, if the client accepts it.</summary>
        /// <returns>The number of bytes.</returns>
        /// <exception cref="System.Exception">The line or the connection failed.</exception>
        internal int Give()
        {
            if (_opening.Length > 0 && _clock.Milliseconds >= _decideAt)
            {
                Finish();
            }

            if (_opening.IsWeb || _comPort.IsSuspended || _wires.BytesToRead == 0 || !_client.IsReady)
            {
                return 0;
            }

            int count = _wires.Read(_buffer, ChunkSize, ChunkSize);
            FromTarget += count;
            if (_opening.IsTelnet)
            {
                int length = Escape(_buffer, ChunkSize, count, _buffer, 0);
                _client.Send(_buffer, 0, length);
            }
            else
            {
                _client.Send(_buffer, ChunkSize, count);
            }

            return count;
        }

        /// <summary>Decides the client's protocol if that is still open, because no more bytes come. Bytes that were held back go to the target.</summary>
        /// <exception cref="System.Exception">The line or the connection failed.</exception>
        internal void Finish()
        {
            if (!_opening.IsDecided)
            {
                _opening.GiveUp();
                Open();
            }
        }

        private void Open()
        {
            if (_opening.IsWeb)
            {
                return;
            }

            if (!_opening.IsTelnet)
            {
                _isText = LengthOfText(_opening.Held, 0, _opening.Length) == _opening.Length;
                Write(_opening.Held, 0, _opening.Length);
                return;
            }

            Negotiate(Telnet.Will, Telnet.Binary);
            Negotiate(Telnet.Do, Telnet.Binary);
            Decode(_opening.Held, 0, _opening.Length);
        }

        // Data bytes are moved to the front of the array. They are written before a later command is carried out.
        private void Decode(byte[] bytes, int start, int end)
        {
            int length = 0;
            for (int i = start; i < end; i++)
            {
                byte value = bytes[i];
                TelnetItem item = value != Telnet.Iac && _decoder.IsInData ? TelnetItem.Data : _decoder.Add(value);
                if (item == TelnetItem.Data)
                {
                    bytes[length++] = value;
                }
                else if (item != TelnetItem.None)
                {
                    Write(bytes, 0, length);
                    length = 0;
                    Act(item);
                }
            }

            Write(bytes, 0, length);
        }

        private void Act(TelnetItem item)
        {
            if (item == TelnetItem.Subnegotiation)
            {
                Tell(_comPort.Answer(_decoder.Subnegotiation, _decoder.SubnegotiationLength, _answer));
                return;
            }

            byte verb = _options.Answer(_decoder.Verb, _decoder.Option);
            if (verb != 0)
            {
                Negotiate(verb, _decoder.Option);
            }

            if (verb == Telnet.Do && _decoder.Option == Telnet.ComPort)
            {
                Tell(_comPort.Greet(_answer));
            }
        }

        private void Negotiate(byte verb, byte option)
        {
            _message[0] = Telnet.Iac;
            _message[1] = verb;
            _message[2] = option;
            _client.Send(_message, 0, 3);
        }

        // Sends the first bytes of the answer as a subnegotiation.
        private void Tell(int length)
        {
            if (length == 0)
            {
                return;
            }

            _message[0] = Telnet.Iac;
            _message[1] = Telnet.SubnegotiationBegin;
            _message[2] = Telnet.ComPort;
            int end = 3 + Escape(_answer, 0, length, _message, 3);
            _message[end] = Telnet.Iac;
            _message[end + 1] = Telnet.SubnegotiationEnd;
            _client.Send(_message, 0, end + 2);
        }

        // Source and destination may be the same array if the source is at least its own length after the destination.
        private static int Escape(byte[] source, int offset, int count, byte[] destination, int start)
        {
            int length = start;
            for (int i = 0; i < count; i++)
            {
                byte value = source[offset + i];
                destination[length++] = value;
                if (value == Telnet.Iac)
                {
                    destination[length++] = value;
                }
            }

            return length - start;
        }

        private void Write(byte[] bytes, int offset, int count)
        {
            if (count > 0)
            {
                _wires.Write(bytes, offset, count);
                ToTarget += count;
            }
        }
    }
}
