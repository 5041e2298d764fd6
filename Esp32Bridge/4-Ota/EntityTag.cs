namespace Esp32Bridge.Ota
{
    /// <summary>Decides which entity tags (RFC 9110 8.8.3) are sent back to the server.</summary>
    internal static class EntityTag
    {
        private const int LongestTag = 64;

        /// <summary>Returns a harmless tag that guarantees identical bytes: not a weak one (RFC 9110 8.8.1).</summary>
        /// <param name="tag">The tag of the server, or null.</param>
        /// <returns>The tag, or null.</returns>
        internal static string Strong(string tag)
        {
            return tag == null || IsWeak(tag) ? null : Harmless(tag);
        }

        /// <summary>
        /// Returns a harmless tag: quoted, printable, short. A tag like * would match forever and block updates; with a very long one each request
        /// would fail.
        /// </summary>
        /// <param name="tag">The tag of the server, or null.</param>
        /// <returns>The tag, or null.</returns>
        internal static string Harmless(string tag)
        {
            int start = tag != null && IsWeak(tag) ? 2 : 0;
            int end = tag == null ? 0 : tag.Length - 1;
            if (end <= start || end >= LongestTag || tag[start] != '"' || tag[end] != '"')
            {
                return null;
            }

            for (int i = start + 1; i < end; i++)
            {
                if (tag[i] <= ' ' || tag[i] > '~' || tag[i] == '"')
                {
                    return null;
                }
            }

            return tag;
        }

        // StartsWith would make a string, at the moment of a job that has the least memory.
        private static bool IsWeak(string tag)
        {
            return tag.Length > 1 && tag[0] == 'W' && tag[1] == '/';
        }
    }
}
