using System;
using System.Text;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Transfers
{
    /// <summary>
    /// Sends one file by YMODEM: a header with name and size, packets of 1 KiB with a CRC, and an empty header at the end. The receiver leads: it
    /// asks for each packet, and asks again for one that was damaged. A receiver that asks for checksums (NAK at the start) is refused, because
    /// YMODEM uses CRCs.
    /// </summary>
    internal sealed class YmodemSender
    {
        /// <summary>The most bytes of the file in a packet.</summary>
        internal const int ContentSize = 1024;

        /// <summary>The index of these bytes in <see cref="Packet"/>.</summary>
        internal const int ContentStart = 3;

        /// <summary>How long a receiver may take to ask for the file, or to erase its flash after the header, in milliseconds.</summary>
        internal const int LongestErase = 60000;

        /// <summary>How many times a packet is sent at most.</summary>
        internal const int MaximumTries = 10;

        // Forsberg, "XMODEM/YMODEM Protocol Reference", 1988. SOH begins a packet of 128 bytes, STX one of 1024. SUB fills the last packet. Two CAN
        // in a row, from either end, cancel the transfer. "C" asks for a packet with a CRC.
        private const byte Soh = 0x01;
        private const byte Stx = 0x02;
        private const byte Eot = 0x04;
        private const byte Ack = 0x06;
        private const byte Nak = 0x15;
        private const byte Can = 0x18;
        private const byte Sub = 0x1A;
        private const byte C = 0x43;

        private const int ShortSize = 128;
        private const int CrcSize = 2;
        private const int LongestName = 63;
        private const int Nothing = -1;

        // Longer than the 10 s after which receivers ask by themselves: if both ends repeat at once, they get out of step.
        private const int AnswerTime = 20000;

        // The file has arrived. A loader that has already started it does not answer any more.
        private const int EndTime = 5000;
        private const int EndAnswerTime = 2000;
        private const int EndTries = 2;

        private const int PromptInterval = 5000;
        private const int Slice = 500;

        // A NAK or 'C' followed by another byte is not a request: it is a letter in a text, or an answer to an earlier packet.
        private const int Silence = 100;
        private const int LongestUnrest = 2000;

        private readonly ISerialLine _line;
        private readonly StopSignal _stop;
        private readonly IClock _clock;
        private readonly byte[] _answer = new byte[1];
        private string _what = "start";
        private int _number;
        private int _cancels;
        private int _heard = Nothing;

        /// <summary>Creates a sender for one file.</summary>
        /// <param name="line">The line to the receiver.</param>
        /// <param name="stop">The stop request. It is checked while waiting for the receiver, and before each packet.</param>
        /// <param name="clock">The clock.</param>
        internal YmodemSender(ISerialLine line, StopSignal stop, IClock clock)
        {
            _line = line;
            _stop = stop;
            _clock = clock;
        }

        /// <summary>Gets the packet. The caller writes the file's bytes from <see cref="ContentStart"/> on.</summary>
        internal byte[] Packet { get; } = new byte[ContentStart + ContentSize + CrcSize];

        /// <summary>Waits until the receiver asks for a file.</summary>
        /// <param name="prompt">Called after every five seconds without a request.</param>
        /// <exception cref="BridgeException">The receiver did not ask within <see cref="LongestErase"/>, or it cancelled.</exception>
        /// <exception cref="Errors.StoppedException">A stop was requested.</exception>
        internal void AwaitStart(Action prompt)
        {
            for (int waited = 0; waited < LongestErase; waited += PromptInterval)
            {
                if (waited > 0)
                {
                    prompt();
                }

                long end = _clock.Milliseconds + PromptInterval;
                do
                {
                    _stop.Check();
                    if (Await(Slice) == C)
                    {
                        return;
                    }
                }
                while (_clock.Milliseconds < end);
            }

            throw Failed("'C' within " + (LongestErase / 1000) + " s", Heard(), "Check that the loader is there and its rate and what makes it accept a file. It has to ask for CRCs.");
        }

        /// <summary>Sends the header and waits until the receiver asks for the first packet. The receiver may erase its flash in that time.</summary>
        /// <param name="name">The file's name, ASCII. A longer name is cut to 63 characters.</param>
        /// <param name="size">Its size in bytes.</param>
        /// <exception cref="BridgeException">The receiver does not accept it.</exception>
        /// <exception cref="Errors.StoppedException">A stop was requested.</exception>
        internal void SendHeader(string name, int size)
        {
            _what = "header";
            Clear(0, ShortSize, 0);
            byte[] text = Encoding.UTF8.GetBytes(name.Length > LongestName ? name.Substring(0, LongestName) : name);
            text.CopyTo(Packet, ContentStart);

            // ST's receiver searches for the space after the size. Others always read the time (0: unknown) and the mode (0: none).
            Encoding.UTF8.GetBytes(size + " 0 0").CopyTo(Packet, ContentStart + text.Length + 1);
            Exchange(Close(ShortSize), LongestErase, true);

            // The receiver may have asked while Await was waiting for silence.
            if (_heard != C && Await(LongestErase) == Nothing)
            {
                throw Failed("'C' within " + (LongestErase / 1000) + " s after its ACK", Heard(), "The loader may not have been able to erase the flash.");
            }
        }

        /// <summary>Sends the bytes of the file that are in <see cref="Packet"/>.</summary>
        /// <param name="count">The number of bytes, 1 to <see cref="ContentSize"/>; fewer than that only at the end of the file.</param>
        /// <exception cref="BridgeException">The receiver does not accept them.</exception>
        /// <exception cref="Errors.StoppedException">A stop was requested.</exception>
        internal void SendContent(int count)
        {
            _number++;
            _what = "packet " + _number;
            int size = count <= ShortSize ? ShortSize : ContentSize;
            Clear(count, size - count, Sub);
            Exchange(Close(size), AnswerTime, true);
        }

        /// <summary>Ends the file, and then the transfer.</summary>
        /// <exception cref="BridgeException">The receiver does not accept the file.</exception>
        internal void Finish()
        {
            _what = "end of file";
            Packet[0] = Eot;
            Exchange(1, AnswerTime, false);
            _what = "end of transfer";
            Await(EndTime);
            _number = 0;
            Clear(0, ShortSize, 0);
            int length = Close(ShortSize);
            int answer = Nothing;
            for (int i = 0; i < EndTries && answer != Ack; i++)
            {
                _line.Write(Packet, 0, length);
                answer = Await(EndAnswerTime);
            }
        }

        /// <summary>Cancels the transfer, unless the receiver has cancelled it.</summary>
        internal void Cancel()
        {
            if (_cancels < 2)
            {
                Packet[0] = Can;
                Packet[1] = Can;
                _line.Write(Packet, 0, 2);
                long end = _clock.Milliseconds + LongestUnrest;
                while (_line.Read(_answer, 0, 1, Silence) > 0 && _clock.Milliseconds < end)
                {
                    // Silence means that the bytes were received.
                }
            }
        }

        private void Exchange(int length, int patience, bool mayStop)
        {
            long end = _clock.Milliseconds + LongestErase;
            int tries = 0;
            while (tries < MaximumTries && _clock.Milliseconds < end)
            {
                if (mayStop)
                {
                    _stop.Check();
                }

                // Discard what the receiver sent before this packet.
                Settle(0);
                _heard = Nothing;
                _line.Write(Packet, 0, length);
                tries++;
                if (Await(patience) == Ack)
                {
                    if (tries > 1)
                    {
                        // The receiver may acknowledge each try.
                        Settle(Silence);
                    }

                    return;
                }
            }

            throw Failed("ACK", Heard() + " after " + tries + " tries", "Check the line and the rate and that the loader has room for the image.");
        }

        // Returns the next ACK; or a NAK or 'C' that is followed by silence; or Nothing.
        private int Await(int timeout)
        {
            int answer = Nothing;
            long end = _clock.Milliseconds + timeout;
            do
            {
                int value = Next(answer == Nothing ? Slice : Silence);
                if (value == Ack)
                {
                    return value;
                }

                if (value == Nothing && answer != Nothing)
                {
                    return answer;
                }

                answer = value == Nak || value == C ? value : Nothing;
            }
            while (_clock.Milliseconds < (answer == Nothing ? end : end + LongestUnrest));

            return answer;
        }

        private void Settle(int silence)
        {
            long end = _clock.Milliseconds + LongestUnrest;
            while (Next(silence) != Nothing && _clock.Milliseconds < end)
            {
                // Discard old answers; Next notices a cancellation.
            }
        }

        private int Next(int timeout)
        {
            if (_line.Read(_answer, 0, 1, timeout) == 0)
            {
                return Nothing;
            }

            _heard = _answer[0];
            _cancels = _heard == Can ? _cancels + 1 : 0;
            if (_cancels == 2)
            {
                throw Failed("an answer", "CAN CAN", "The loader refuses the file. See what it prints on its own terminal. The image may be too large for it.");
            }

            return _heard;
        }

        private void Clear(int start, int count, byte value)
        {
            byte[] packet = Packet;
            int end = ContentStart + start + count;
            for (int i = ContentStart + start; i < end; i++)
            {
                packet[i] = value;
            }
        }

        private int Close(int size)
        {
            Packet[0] = size == ShortSize ? Soh : Stx;
            Packet[1] = (byte)_number;
            Packet[2] = (byte)~_number;
            ushort crc = Crc16.Compute(Packet, ContentStart, size);
            int end = ContentStart + size;
            Packet[end] = (byte)(crc >> 8);
            Packet[end + 1] = (byte)crc;
            return end + CrcSize;
        }

        private string Heard()
        {
            switch (_heard)
            {
                case Nothing:
                    return "silence";
                case Ack:
                    return "ACK";
                case Nak:
                    return "NAK";
                case C:
                    return "'C'";
                default:
                    return "0x" + _heard.ToString("X2");
            }
        }

        private BridgeException Failed(string expected, string got, string advice)
        {
            return new BridgeException("YMODEM " + _what, BridgeException.NoAddress, expected, got, advice);
        }
    }
}
