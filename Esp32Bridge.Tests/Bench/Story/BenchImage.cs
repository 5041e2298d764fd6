using System.IO;
using System.Text;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>An image for a part, the bench's own or a user's.</summary>
    public sealed class BenchImage
    {
        private const string Marker = "version=";

        private BenchImage(byte[] content)
        {
            Content = content;
            Version = FindVersion(content);
        }

        /// <summary>Gets its bytes.</summary>
        public byte[] Content { get; }

        /// <summary>Gets the text behind "version=" in it, or "?".</summary>
        public string Version { get; }

        /// <summary>Takes one of the bench's own.</summary>
        /// <param name="part">The part that it is for.</param>
        /// <param name="version">"1.0.0" or "2.0.0".</param>
        /// <returns>The image.</returns>
        public static BenchImage Own(Stm32Part part, string version)
        {
            string family = part.Name.StartsWith('U') ? "u5" : "l4";
            using Stream resource = typeof(BenchImage).Assembly.GetManifestResourceStream($"{family}-{version}.bin");
            using MemoryStream content = new MemoryStream();
            resource.CopyTo(content);
            return new BenchImage(content.ToArray());
        }

        /// <summary>Reads a user's.</summary>
        /// <param name="path">The file, a plain binary.</param>
        /// <returns>The image.</returns>
        public static BenchImage FromFile(string path)
        {
            try
            {
                return new BenchImage(File.ReadAllBytes(path));
            }
            catch (IOException error)
            {
                throw new StoryException(error.Message);
            }
        }

        private static string FindVersion(byte[] content)
        {
            string text = Encoding.Latin1.GetString(content);
            int start = text.IndexOf(Marker, System.StringComparison.Ordinal);
            if (start < 0)
            {
                return "?";
            }

            start += Marker.Length;
            int end = start;
            while (end < text.Length && end < start + 32 && text[end] > ' ' && text[end] <= '~')
            {
                end++;
            }

            return text[start..end];
        }
    }
}
