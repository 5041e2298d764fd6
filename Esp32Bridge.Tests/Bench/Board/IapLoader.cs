using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>
    /// A loader in the first pages of a part's flash, like those of ST's AN4657: after a reset it sends a greeting and waits for
    /// a key for a while; then it receives a file by YMODEM into the pages after its own, or starts the program there.
    /// It erases what the file needs before it asks for the first packet, and receives nothing meanwhile.
    /// </summary>
    public sealed class IapLoader : IPartProgram
    {
        /// <summary>The offset of the program from the start of the flash.</summary>
        public const int Offset = 0x8000;

        private const byte ShortPacket = 0x01;
        private const byte LongPacket = 0x02;
        private const byte EndOfFile = 0x04;
        private const byte Acknowledge = 0x06;
        private const byte Refuse = 0x15;
        private const byte Cancel = 0x18;
        private const byte Ask = 0x43;

        private readonly VirtualStm32 _chip;
        private readonly UartFormat _format = new UartFormat(115200, UartParity.None);
        private readonly List<byte> _packet = new List<byte>();
        private string _heard;
        private bool _isReceiving;
        private bool _isFileDone;
        private bool _wasDoubted;
        private bool _hasBegun;
        private byte[] _due;
        private long _busyUntil;
        private long _startsAt;
        private int _next;
        private int _left;
        private int _written;
        private int _cancels;
        private long _incoming;
        private long _outgoing;

        /// <summary>Puts the loader into a part.</summary>
        /// <param name="chip">The part.</param>
        public IapLoader(VirtualStm32 chip)
        {
            _chip = chip;
        }

        /// <summary>Gets or sets the text that makes it receive a file; null if it asks for one after every reset.</summary>
        public string Trigger { get; set; } = "1";

        /// <summary>Gets or sets how long it waits after a reset, in microseconds, if there is a program that it can start.</summary>
        public long Window { get; set; } = 2000000;

        /// <summary>Gets or sets how often it asks for a file, in microseconds.</summary>
        public long AskInterval { get; set; } = 1000000;

        /// <summary>Gets or sets after how much silence it asks for a packet again, in microseconds.</summary>
        public long Patience { get; set; } = 3000000;

        /// <summary>Gets or sets how long the erase of the pages takes, in microseconds.</summary>
        public long EraseTime { get; set; } = 300000;

        /// <summary>Gets or sets whether it answers the first end of the file with NAK.</summary>
        public bool DoubtsTheEnd { get; set; }

        /// <summary>Gets or sets what a byte to the part becomes, by its number after the first trigger: another byte, or none (-1).</summary>
        public Func<long, byte, int> ToPart { get; set; } = (_, value) => value;

        /// <summary>Gets or sets what a byte from the part becomes.</summary>
        public Func<long, byte, int> FromPart { get; set; } = (_, value) => value;

        /// <summary>Gets or sets the answer to a correct packet, by the packet's number; null for the normal answer.</summary>
        public Func<int, byte[]> Whim { get; set; } = _ => null;

        /// <summary>Gets the names of the offered files.</summary>
        public List<string> Names { get; } = new List<string>();

        /// <summary>Gets how often the sender cancelled.</summary>
        public int Cancellations { get; private set; }

        /// <summary>Gets the number of repeated packets.</summary>
        public int Repeated { get; private set; }

        /// <summary>Gets the number of incomplete packets.</summary>
        public int Broken { get; private set; }

        /// <inheritdoc/>
        public long NextEvent { get; private set; }

        /// <inheritdoc/>
        public void Start(long now)
        {
            _heard = string.Empty;
            _isReceiving = false;
            _due = null;
            _busyUntil = 0;
            _startsAt = now + Window;
            Say(Encoding.ASCII.GetBytes("\r\nIAP loader (C) bench\r\n1: take a file\r\n"), now);
            NextEvent = CanStart() ? _startsAt : VirtualStm32.Never;
            if (Trigger == null)
            {
                Begin(now);
            }
        }

        /// <inheritdoc/>
        public void Receive(byte value, UartFormat format, long now)
        {
            if (now < _busyUntil || format.BaudRate != _format.BaudRate || format.Parity != UartParity.None)
            {
                return;
            }

            if (!_isReceiving)
            {
                _heard += (char)value;
                if (Trigger != null && _heard.EndsWith(Trigger, StringComparison.Ordinal))
                {
                    Begin(now);
                }

                return;
            }

            int arrived = ToPart(_incoming++, value);
            if (arrived >= 0)
            {
                Take((byte)arrived, now);
            }
        }

        /// <inheritdoc/>
        public void Advance()
        {
            long now = NextEvent;
            if (!_isReceiving || (Trigger == null && !_hasBegun && now >= _startsAt && CanStart()))
            {
                _chip.StartApplication(Stm32Part.FlashBase + Offset, now);
                return;
            }

            if (_due != null)
            {
                byte[] due = _due;
                _due = null;
                Say(due, now);
                return;
            }

            // An incomplete packet is discarded.
            Broken += _packet.Count > 0 ? 1 : 0;
            _packet.Clear();
            Say(new[] { _hasBegun && _next > 1 ? Refuse : Ask }, now);
        }

        private bool CanStart()
        {
            return _chip.Memory.CanStart(Stm32Part.FlashBase + Offset);
        }

        private void Begin(long now)
        {
            _isReceiving = true;
            _isFileDone = false;
            _wasDoubted = false;
            _hasBegun = false;
            _packet.Clear();
            _next = 0;
            _written = 0;
            _cancels = 0;
            NextEvent = now + (AskInterval / 10);
        }

        private void Take(byte value, long now)
        {
            NextEvent = now + Patience;
            if (_packet.Count == 0 && value != ShortPacket && value != LongPacket)
            {
                _cancels = value == Cancel ? _cancels + 1 : 0;
                if (_cancels == 2)
                {
                    Cancellations++;
                    End(now, new byte[] { Acknowledge });
                }
                else if (value == EndOfFile)
                {
                    TakeEnd(now);
                }

                return;
            }

            _packet.Add(value);
            int size = _packet[0] == ShortPacket ? 128 : 1024;
            if (_packet.Count == size + 5)
            {
                byte[] packet = _packet.ToArray();
                _packet.Clear();
                TakePacket(packet, size, now);
            }
        }

        private void TakeEnd(long now)
        {
            bool isDoubted = DoubtsTheEnd && !_wasDoubted;
            _wasDoubted = true;
            _isFileDone = _isFileDone || !isDoubted;
            Say(isDoubted ? new[] { Refuse } : new[] { Acknowledge, Ask }, now);
        }

        private void TakePacket(byte[] packet, int size, long now)
        {
            byte[] content = packet.Skip(3).Take(size).ToArray();
            if ((packet[1] ^ packet[2]) != 0xFF || Crc(content) != ((packet[^2] << 8) | packet[^1]))
            {
                Broken++;
                Say(new[] { Refuse }, now);
            }
            else if (_isFileDone)
            {
                End(now, new[] { Acknowledge });
            }
            else if (packet[1] == (byte)(_next - 1))
            {
                Repeated++;
                Say(new[] { Acknowledge }, now);
            }
            else if (packet[1] != (byte)_next)
            {
                End(now, new[] { Cancel, Cancel });
            }
            else if (Whim(_next) is byte[] answer)
            {
                Say(answer, now);
            }
            else if (_next++ == 0)
            {
                TakeHeader(content, now);
            }
            else
            {
                Program(content);
                Say(new[] { Acknowledge }, now);
            }
        }

        private void TakeHeader(byte[] content, long now)
        {
            string[] fields = Encoding.ASCII.GetString(content).Split('\0');
            Names.Add(fields[0]);
            _left = int.Parse(fields[1].Split(' ')[0], CultureInfo.InvariantCulture);
            _hasBegun = true;
            if (_left > _chip.Part.FlashSize - Offset)
            {
                End(now, new[] { Cancel, Cancel });
                return;
            }

            for (int page = _chip.Part.PageAt(Offset); page <= _chip.Part.PageAt(Offset + _left - 1); page++)
            {
                _chip.Memory.Flash.ErasePage(page);
            }

            _busyUntil = now + EraseTime;
            NextEvent = _busyUntil;
            _due = new[] { Acknowledge, Ask };
        }

        // The fill of the last packet is left out.
        private void Program(byte[] content)
        {
            int count = Math.Min(_left, content.Length);
            int unit = _chip.Part.ProgramUnit;
            byte[] padded = content.Take(count).Concat(Enumerable.Repeat((byte)0xFF, unit)).ToArray();
            for (int i = 0; i < count; i += unit)
            {
                _chip.Memory.Flash.ProgramUnit(Offset + _written + i, padded, i, unit);
            }

            _written += count;
            _left -= count;
        }

        private void End(long now, byte[] last)
        {
            Say(last, now);
            _isReceiving = false;
            _heard = string.Empty;
            NextEvent = CanStart() && _left == 0 ? now + Window : VirtualStm32.Never;
        }

        private void Say(byte[] bytes, long now)
        {
            foreach (byte value in bytes)
            {
                int arrives = _isReceiving ? FromPart(_outgoing++, value) : value;
                if (arrives >= 0)
                {
                    _chip.SendFromApplication((byte)arrives, _format, now);
                }
            }

            NextEvent = now + (_hasBegun ? Patience : AskInterval);
        }

        private static int Crc(byte[] bytes)
        {
            int crc = 0;
            foreach (byte value in bytes)
            {
                crc ^= value << 8;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = ((crc << 1) ^ ((crc & 0x8000) >> 15) * 0x1021) & 0xFFFF;
                }
            }

            return crc;
        }
    }
}
