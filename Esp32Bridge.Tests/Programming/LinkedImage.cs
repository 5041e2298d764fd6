using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Images as linkers make them: a vector table, then code.</summary>
    public static class LinkedImage
    {
        /// <summary>The words of a table without interrupts.</summary>
        public const int SystemWords = 16;

        /// <summary>Makes an image with one handler for all vectors except the entry. Its code begins with that handler.</summary>
        /// <param name="size">Its size in bytes.</param>
        /// <param name="address">The address for which it is linked.</param>
        /// <param name="words">The words of its table.</param>
        /// <param name="handler">The offset of the handler, in bytes from the start of the image.</param>
        /// <param name="entry">The offset of the entry, likewise.</param>
        /// <returns>The image.</returns>
        public static byte[] Of(int size, uint address, int words, int handler, int entry)
        {
            byte[] image = new byte[size];
            for (int i = 0; i < size; i += 2)
            {
                // NOP.
                image[i + 1] = 0xBF;
            }

            FakeImages.Put(image, 0, 0x20002800);
            FakeImages.Put(image, 4, address + (uint)entry + 1);
            for (int i = 2; i < words; i++)
            {
                FakeImages.Put(image, 4 * i, (i >= 7 && i <= 10) || i == 13 ? 0 : address + (uint)handler + 1);
            }

            return image;
        }
    }
}
