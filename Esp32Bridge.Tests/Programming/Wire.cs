using System.Collections;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Reads the frames that were written to a part, and summarises the commands.</summary>
    public static class Wire
    {
        /// <summary>
        /// Returns the commands of the frames: "sync", "get", "id", "R address+count", "W address+count", "E page+count",
        /// "go address", separated by a semicolon and a blank. Addresses and pages are hexadecimal.
        /// </summary>
        /// <param name="frames">The frames, as in <see cref="ModelTarget.Written"/>.</param>
        /// <returns>The text.</returns>
        public static string Describe(ArrayList frames)
        {
            string text = string.Empty;
            int i = 0;
            while (i < frames.Count)
            {
                string frame = (string)frames[i];
                int length = 1;
                string step;
                switch (frame)
                {
                    case "7F":
                        step = "sync";
                        break;
                    case "00 FF":
                        step = "get";
                        break;
                    case "02 FD":
                        step = "id";
                        break;
                    case "11 EE":
                        step = "R " + AddressOf(frames, i) + "+" + CountOf(frames, i + 2);
                        length = 3;
                        break;
                    case "31 CE":
                        step = "W " + AddressOf(frames, i) + "+" + CountOf(frames, i + 2);
                        length = 3;
                        break;
                    case "21 DE":
                        step = "go " + AddressOf(frames, i);
                        length = 2;
                        break;
                    case "44 BB":
                        step = "E " + Compact((string)frames[i + 1], 2, 2) + "+" + (Hex.ToBytes((string)frames[i + 1])[1] + 1);
                        length = 2;
                        break;
                    case "43 BC":
                        step = "E " + Compact((string)frames[i + 1], 1, 1) + "+" + CountOf(frames, i + 1);
                        length = 2;
                        break;
                    default:
                        step = "? " + frame;
                        break;
                }

                text += (text.Length == 0 ? string.Empty : "; ") + step;
                i += length;
            }

            return text;
        }

        /// <summary>Returns the pages that were erased with Extended Erase.</summary>
        /// <param name="frames">The frames, as in <see cref="ModelTarget.Written"/>.</param>
        /// <returns>Their numbers in decimal, a blank after each.</returns>
        public static string ErasedPages(ArrayList frames)
        {
            string text = string.Empty;
            for (int i = 1; i < frames.Count; i++)
            {
                byte[] frame = Hex.ToBytes((string)frames[i]);
                for (int at = 2; (string)frames[i - 1] == "44 BB" && at < frame.Length - 1; at += 2)
                {
                    text += ((frame[at] << 8) | frame[at + 1]) + " ";
                }
            }

            return text;
        }

        /// <summary>Counts a frame.</summary>
        /// <param name="frames">The frames, as in <see cref="ModelTarget.Written"/>.</param>
        /// <param name="frame">The frame to count, "44 BB".</param>
        /// <returns>How many times it was written.</returns>
        public static int Count(ArrayList frames, string frame)
        {
            int count = 0;
            for (int i = 0; i < frames.Count; i++)
            {
                count += (string)frames[i] == frame ? 1 : 0;
            }

            return count;
        }

        private static string AddressOf(ArrayList frames, int command)
        {
            return Compact((string)frames[command + 1], 0, 4);
        }

        private static int CountOf(ArrayList frames, int frame)
        {
            return Hex.ToBytes(((string)frames[frame]).Substring(0, 2))[0] + 1;
        }

        private static string Compact(string frame, int offset, int count)
        {
            string text = string.Empty;
            for (int i = offset; i < offset + count; i++)
            {
                text += frame.Substring(3 * i, 2);
            }

            return text;
        }
    }
}
