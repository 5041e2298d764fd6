using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// What passes between one client and one target: plain bytes, or telnet with the COM port option when the client
    /// begins with that, and nothing when it is one of the web. It keeps nothing of what passes: a client that does not read leaves its bytes in the UART's
    /// buffer, and a UART that is slow leaves its bytes in the network.
    /// </summary>
    internal sealed class BridgeSession
    {
        /// <summary>The size of the buffer that a session works in, in bytes.</summary>
        internal const int BufferSize = 2048;

        /// <summary>How many bytes pass at once, at most. A chunk, all of it IAC, is twice as long in telnet.</summary>
        internal const int ChunkSize = BufferSize / 2;

        // Whoever sends requests only gets answers that are up to three times as long; the client takes 2 KB at once.
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

        // Whether nothing but text has gone to the target.
        private bool _isText = true;

        /// <summary>Creates the session of a client that has come.</summary>
        /// <param name="target">The target.</param>
        /// <param name="client">The client.</param>
        /// <param name="buffer">Of <see cref="BufferSize"/> bytes. Between two calls nothing is in it.</param>
        /// <param name="clock">The clock.</param>
        internal BridgeSession(BridgeTarget target, IBridgeClient client, byte[] buffer, IClock clock)
        {
            _wires = target.Wires;
            _client = client;
            _buffer = buffer;
            _clock = clock;
            _comPort = new ComPortOption(target);
        }

        /// <summary>Gets how many bytes came from the target, and went to the client.</summary>
        internal long FromTarget { get; private set; }

        /// <summary>Gets how many bytes came from the client, and went to the target.</summary>
        internal long ToTarget { get; private set; }

        /// <summary>Gets whether the client is one of the web, and to be sent away: nothing of it went to the target.</summary>
        internal bool IsWeb
        {
            get { return _opening.IsWeb; }
        }

        /// <summary>Gets how many bytes of the client can be taken now, 0 to <see cref="ChunkSize"/>.</summary>
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

        /// <summary>Takes bytes of the client, which are at the beginning of the buffer.</summary>
        /// <param name="count">How many, up to <see cref="Room"/>.</param>
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

        // Returns where the bytes begin that are not of the opening.
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

        // Behind nothing but text, IAC may begin a negotiation that comes late. Returns where it begins, or the end.
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

        /// <summary>Gives the client what the target has sent, one chunk of it, if the client takes it.</summary>
        /// <returns>How many bytes it was.</returns>
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

        /// <summary>Decides what the client speaks, if it is not decided yet: it sends no more. What was held back goes to the target.</summary>
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

        // Data is moved together at the front, and written before a command is carried out that stands behind it.
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

        // Sends the answer's first bytes as a subnegotiation.
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

        // Within one array, it works where the source is at least its own length behind the destination.
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
