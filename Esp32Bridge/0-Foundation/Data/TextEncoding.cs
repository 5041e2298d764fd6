namespace Esp32Bridge.Data
{
    /// <summary>Recognises encodings other than plain UTF-8, as some editors and shells write them.</summary>
    public static class TextEncoding
    {
        /// <summary>Recognises an encoding by its byte order mark (RFC 3629 6, RFC 2781 3.2), or by the zeros between Latin letters.</summary>
        /// <param name="bytes">The bytes of the text, which begins with an ASCII character.</param>
        /// <returns>"UTF-16", "UTF-8 with a byte order mark", or null.</returns>
        public static string NameOf(byte[] bytes)
        {
            if (bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
            {
                return "UTF-8 with a byte order mark";
            }

            bool isMarked = bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
            bool hasZero = bytes.Length >= 2 && (bytes[0] == 0) != (bytes[1] == 0);
            return isMarked || hasZero ? "UTF-16" : null;
        }
    }
}
