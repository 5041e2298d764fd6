using System;
using System.Text;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>The version in an image: the text after "version=", up to the first character that is not printable.</summary>
    public static class VersionText
    {
        private const string Marker = "version=";
        private const int Longest = 32;

        /// <summary>Finds the version.</summary>
        /// <param name="content">The image.</param>
        /// <returns>The version, 1 to 32 characters, or null.</returns>
        public static string Find(byte[] content)
        {
            string text = Encoding.Latin1.GetString(content);
            int marker = text.IndexOf(Marker, StringComparison.Ordinal);
            int start = marker + Marker.Length;
            int end = start;
            while (marker >= 0 && end < text.Length && end < start + Longest && text[end] > ' ' && text[end] <= '~')
            {
                end++;
            }

            return end > start ? text[start..end] : null;
        }
    }
}
