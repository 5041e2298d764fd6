using System.IO;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Images;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>An image for a part, the bench's own or a user's.</summary>
    public sealed class BenchImage
    {
        private BenchImage(byte[] content)
        {
            Content = content;
            Version = VersionText.Find(content) ?? "?";
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
        /// <param name="target">The target that it is for.</param>
        /// <param name="path">The file, which goes to the start of the flash.</param>
        /// <param name="part">The part that it is for.</param>
        /// <returns>The image.</returns>
        /// <exception cref="StoryException">It cannot be read, or goes elsewhere.</exception>
        public static BenchImage FromFile(string target, string path, Stm32Part part)
        {
            try
            {
                TargetImage image = TargetImage.Read(target, new[] { path }, new Stm32Devices().Find(part.Id));
                return image.Address == Stm32Part.FlashBase ? new BenchImage(image.Content) : throw new StoryException($"{path} begins at 0x{image.Address:X8}; the story is of images that begin with the flash");
            }
            catch (BridgeException error)
            {
                throw new StoryException(error.Message);
            }
        }
    }
}
