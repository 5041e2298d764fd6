namespace Esp32Bridge.Ota
{
    /// <summary>Which entity tags of a server (RFC 9110 8.8.3) are sent back to it.</summary>
    internal static class EntityTag
    {
        private const int LongestTag = 64;

        /// <summary>Gives a tag that does no harm and says that a file is the same byte by byte: no weak one (RFC 9110 8.8.1).</summary>
        /// <param name="tag">What the server sent, or null.</param>
        /// <returns>The tag, or null.</returns>
        internal static string Strong(string tag)
        {
            return tag == null || tag.StartsWith("W/") ? null : Harmless(tag);
        }

        /// <summary>Gives a tag that does no harm: in quotation marks, visible, not long. One like * would freeze a device, a long one make each request fail.</summary>
        /// <param name="tag">What the server sent, or null.</param>
        /// <returns>The tag, or null.</returns>
        internal static string Harmless(string tag)
        {
            int start = tag != null && tag.StartsWith("W/") ? 2 : 0;
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
    }
}
