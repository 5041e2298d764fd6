using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Transfers;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>A part that fetches, and the answers that it gets.</summary>
    public sealed class FetchTalk
    {
        /// <summary>Creates the part, the web server and the fetch server.</summary>
        /// <param name="size">The size of the image in bytes; its bytes count up from 0.</param>
        public FetchTalk(int size)
        {
            byte[] content = new byte[size];
            for (int i = 0; i < size; i++)
            {
                content[i] = (byte)i;
            }

            Images = new FakeImages(content);
            Image = Images.Describe(0x435);
            Line = new FetchLine(Clock);
            Server = new FetchServer(Line, Images.Checked(Image), Clock, new FakeWatch());
        }

        /// <summary>Gets the clock.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>Gets the web server.</summary>
        public FakeImages Images { get; }

        /// <summary>Gets the image.</summary>
        public ImageDescription Image { get; }

        /// <summary>Gets the line.</summary>
        public FetchLine Line { get; }

        /// <summary>Gets the fetch server under test.</summary>
        internal FetchServer Server { get; }

        /// <summary>Gets whether the part has reported the end.</summary>
        public bool HasEnded
        {
            get { return Server.HasEnded; }
        }

        /// <summary>Makes a frame.</summary>
        /// <param name="type">Its type.</param>
        /// <param name="tag">Its tag.</param>
        /// <param name="payload">Its payload.</param>
        /// <returns>Its bytes.</returns>
        public static string Frame(int type, int tag, string payload)
        {
            byte[] content = Hex.ToBytes(payload);
            byte[] frame = new byte[content.Length + 10];
            frame[0] = 0xA5;
            frame[1] = 0x5A;
            frame[2] = (byte)type;
            frame[3] = (byte)tag;
            frame[4] = (byte)content.Length;
            frame[5] = (byte)(content.Length >> 8);
            content.CopyTo(frame, 6);
            uint crc = Crc32.Compute(frame, 2, content.Length + 4);
            for (int i = 0; i < 4; i++)
            {
                frame[content.Length + 6 + i] = (byte)(crc >> (8 * i));
            }

            return Hex.ToText(frame, 0, frame.Length);
        }

        /// <summary>Makes the request that reports the end.</summary>
        /// <param name="tag">Its tag.</param>
        /// <param name="result">The result.</param>
        /// <param name="hash">The hash.</param>
        /// <param name="text">The text, as bytes.</param>
        /// <returns>Its bytes.</returns>
        public static string Done(int tag, string result, byte[] hash, string text)
        {
            return Frame(3, tag, result + " " + Hex.ToText(hash, 0, hash.Length) + " " + text);
        }

        /// <summary>Runs an action that fails.</summary>
        /// <param name="action">The action.</param>
        /// <returns>The error's text, or an empty one.</returns>
        public static string ErrorOf(Action action)
        {
            try
            {
                action();
            }
            catch (BridgeException error)
            {
                return error.Message;
            }

            return string.Empty;
        }

        /// <summary>The part sends bytes.</summary>
        /// <param name="bytes">The bytes; "." is silence.</param>
        /// <returns>The answers; " | " separates two.</returns>
        public string Ask(string bytes)
        {
            Line.Receive(bytes);
            Serve(1);
            return Line.TakeSent();
        }

        /// <summary>The part requests a range of the image.</summary>
        /// <param name="offset">Its first byte, little-endian.</param>
        /// <param name="length">The number of bytes, little-endian.</param>
        /// <returns>The answer's type and payload.</returns>
        public string Read(string offset, string length)
        {
            string answer = Ask(Frame(2, 9, offset + length));
            return answer.Length == 0 ? answer : answer.Substring(6, 2) + ": " + answer.Substring(18, answer.Length - 30);
        }

        /// <summary>Serves until nothing arrives any more.</summary>
        /// <param name="rounds">The maximum number of rounds without data.</param>
        public void Serve(int rounds)
        {
            while (rounds > 0 && !Server.HasEnded)
            {
                if (Server.Receive())
                {
                    Server.Answer();
                }
                else if (!Line.IsBusy)
                {
                    rounds--;
                }
            }
        }
    }
}
