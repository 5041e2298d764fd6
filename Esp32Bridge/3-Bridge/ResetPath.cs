using Esp32Bridge.Data;
using Esp32Bridge.Network;

namespace Esp32Bridge.Bridge
{
    /// <summary>The path of a reset request: /targets/A/bootloader or /targets/A/run.</summary>
    internal sealed class ResetPath
    {
        private const string Root = "/targets/";
        private const string Bootloader = "/bootloader";
        private const string Run = "/run";

        private ResetPath(string target, bool intoBootloader)
        {
            Target = target;
            IntoBootloader = intoBootloader;
        }

        /// <summary>Gets the target's name.</summary>
        internal string Target { get; }

        /// <summary>Gets whether the part has to start its bootloader; if false, its application.</summary>
        internal bool IntoBootloader { get; }

        /// <summary>Reads a path. It has three segments, and only the name may be percent-encoded.</summary>
        /// <param name="path">The path. In the name, %20 and so on stand for characters (RFC 3986 2.1).</param>
        /// <returns>The request, or null if it is another path.</returns>
        /// <exception cref="RequestException">A "%" is not followed by two hexadecimal digits; the status is 400.</exception>
        internal static ResetPath Find(string path)
        {
            bool intoBootloader = path.EndsWith(Bootloader);
            string action = intoBootloader ? Bootloader : Run;
            int length = path.Length - Root.Length - action.Length;
            string name = length > 0 && path.StartsWith(Root) && path.EndsWith(action) ? path.Substring(Root.Length, length) : "/";
            return name.IndexOf('/') < 0 ? new ResetPath(Decode(name), intoBootloader) : null;
        }

        private static string Decode(string text)
        {
            char[] decoded = new char[text.Length];
            int length = 0;
            for (int i = 0; i < text.Length; i++)
            {
                decoded[length] = text[i];
                if (text[i] == '%')
                {
                    int high = i + 2 < text.Length ? HexText.Digit(text[i + 1]) : -1;
                    int low = high < 0 ? -1 : HexText.Digit(text[i + 2]);
                    decoded[length] = low < 0 ? throw NoDigits() : (char)((high << 4) | low);
                    i += 2;
                }

                length++;
            }

            return new string(decoded, 0, length);
        }

        private static RequestException NoDigits()
        {
            return new RequestException(400, "two hexadecimal digits after each %", "other characters");
        }
    }
}
