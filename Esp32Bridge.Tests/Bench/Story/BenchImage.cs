using System;
using System.IO;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool;
using Esp32Bridge.Tool.Images;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>An image for a part, from the bench or from the user.</summary>
    public sealed class BenchImage
    {
        private const uint RamBase = 0x20000000;

        private BenchImage(byte[] content)
        {
            Content = content;
            Version = VersionText.Find(content) ?? "?";
        }

        /// <summary>Gets its bytes.</summary>
        public byte[] Content { get; }

        /// <summary>Gets the text after "version=" in it, or "?".</summary>
        public string Version { get; }

        /// <summary>Loads an image of the bench.</summary>
        /// <param name="part">The part that it is for.</param>
        /// <param name="version">"1.0.0" or "2.0.0".</param>
        /// <returns>The image.</returns>
        /// <exception cref="BridgeException">The part has too little RAM for it.</exception>
        public static BenchImage Own(Stm32Part part, string version)
        {
            string family = part.Name.StartsWith('U') ? "u5" : "l4";
            using Stream resource = typeof(BenchImage).Assembly.GetManifestResourceStream($"{family}-{version}.bin");
            using MemoryStream content = new MemoryStream();
            resource.CopyTo(content);
            BenchImage image = new BenchImage(content.ToArray());
            int stack = (int)(BitConverter.ToUInt32(image.Content) - RamBase);
            return stack <= part.RamSize
                ? image
                : throw new ToolException($"load {family}-{version}.bin into {part.Name}", $"{stack} bytes of RAM", $"{part.RamSize} bytes", "Choose another part: --part.");
        }

        /// <summary>Loads an image of the user.</summary>
        /// <param name="target">The target that it is for.</param>
        /// <param name="path">The file, which goes to the start of the flash.</param>
        /// <param name="part">The part that it is for.</param>
        /// <returns>The image.</returns>
        /// <exception cref="BridgeException">It cannot be read, goes elsewhere, or is too large.</exception>
        public static BenchImage FromFile(string target, string path, Stm32Part part)
        {
            TargetImage image = TargetImage.Read(target, new[] { path }, new Stm32Devices().Find(part.Id));
            string step = "read " + path;
            if (image.Address != Stm32Part.FlashBase)
            {
                throw new ToolException(step, $"an image that begins with the flash, at 0x{Stm32Part.FlashBase:X8}", $"0x{image.Address:X8}", "Use an image that is linked for this address.") { Target = target };
            }

            return image.Content.Length <= part.FlashSize
                ? new BenchImage(image.Content)
                : throw new ToolException(step, $"at most {part.FlashSize} bytes, the flash of {part.Name}", image.Content.Length + " bytes", "Use a smaller image or a larger part: --part.") { Target = target };
        }
    }
}
