using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Fetch;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Fetch
{
    /// <summary>A part that asks, and what it is answered.</summary>
    public sealed class FetchTalk
    {
        /// <summary>Begins.</summary>
        /// <param name="size">The size of the image, whose bytes count from 0.</param>
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

        /// <summary>Gets what is tested.</summary>
        internal FetchServer Server { get; }

        /// <summary>Gets whether the part has told the end.</summary>
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

        /// <summary>Makes the request that tells the end.</summary>
        /// <param name="tag">Its tag.</param>
        /// <param name="result">The result.</param>
        /// <param name="hash">The hash.</param>
        /// <param name="text">The text, as bytes.</param>
        /// <returns>Its bytes.</returns>
        public static string Done(int tag, string result, byte[] hash, string text)
        {
            return Frame(3, tag, result + " " + Hex.ToText(hash, 0, hash.Length) + " " + text);
        }

        /// <summary>Runs something that fails.</summary>
        /// <param name="action">What to run.</param>
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

        /// <summary>The part sends something.</summary>
        /// <param name="bytes">The bytes; "." is silence.</param>
        /// <returns>What answers; " | " is between two answers.</returns>
        public string Ask(string bytes)
        {
            Line.Receive(bytes);
            Serve(1);
            return Line.TakeSent();
        }

        /// <summary>The part asks for a part of the image.</summary>
        /// <param name="offset">Its first byte, little-endian.</param>
        /// <param name="length">How many, little-endian.</param>
        /// <returns>The answer's type and what is in it.</returns>
        public string Read(string offset, string length)
        {
            string answer = Ask(Frame(2, 9, offset + length));
            return answer.Length == 0 ? answer : answer.Substring(6, 2) + ": " + answer.Substring(18, answer.Length - 30);
        }

        /// <summary>Serves until nothing comes any more.</summary>
        /// <param name="rounds">How many times nothing may come.</param>
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
