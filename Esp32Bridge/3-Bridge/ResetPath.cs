using Esp32Bridge.Data;

namespace Esp32Bridge.Bridge
{
    /// <summary>The path of a request that has a part reset: /targets/A/bootloader or /targets/A/run.</summary>
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

        /// <summary>Gets whether the part is to start its bootloader; if not, its application.</summary>
        internal bool IntoBootloader { get; }

        /// <summary>Reads a path.</summary>
        /// <param name="path">The path. In the name, %20 and its like stand for characters (RFC 3986 2.1).</param>
        /// <returns>What it says, or null when it is another path.</returns>
        internal static ResetPath Find(string path)
        {
            bool intoBootloader = path.EndsWith(Bootloader);
            string action = intoBootloader ? Bootloader : Run;
            int length = path.Length - Root.Length - action.Length;
            return length > 0 && path.StartsWith(Root) && path.EndsWith(action)
                ? new ResetPath(Decode(path.Substring(Root.Length, length)), intoBootloader)
                : null;
        }

        private static string Decode(string text)
        {
            char[] decoded = new char[text.Length];
            int length = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int high = text[i] == '%' && i + 2 < text.Length ? HexText.Digit(text[i + 1]) : -1;
                int low = high < 0 ? -1 : HexText.Digit(text[i + 2]);
                if (low >= 0)
                {
                    decoded[length++] = (char)((high << 4) | low);
                    i += 2;
                }
                else
                {
                    decoded[length++] = text[i];
                }
            }

            return new string(decoded, 0, length);
        }
    }
}
