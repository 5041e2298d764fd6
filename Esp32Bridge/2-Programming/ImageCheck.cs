using System;
using Esp32Bridge.Devices;
using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>What can be said about an image before its part is touched: whether it can be meant for it at all.</summary>
    internal static class ImageCheck
    {
        private const string CorrectTheJob = "Correct the job or link the image elsewhere.";

        /// <summary>Checks what the job says of the image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="device">The part that it is made for.</param>
        /// <param name="flashSize">The size of the part's flash, in bytes.</param>
        /// <param name="pages">The part's erase units.</param>
        /// <exception cref="ProgrammingException">It is outside the flash, not at the start of a page, or too large.</exception>
        internal static void CheckPlace(ImageDescription image, Stm32Device device, int flashSize, FlashLayout pages)
        {
            if (image.Address < Stm32Device.FlashBase || image.Address - Stm32Device.FlashBase >= (uint)flashSize)
            {
                throw new ProgrammingException("check the job", image.Address, "an address in the flash of " + device.Name, "one outside", CorrectTheJob);
            }

            int offset = (int)(image.Address - Stm32Device.FlashBase);
            int page = pages.PageAt(offset);
            if (offset != pages.StartOf(page))
            {
                throw new ProgrammingException("check the job", image.Address, "the start of a page of " + pages.SizeOf(page) + " bytes", "an address within one", CorrectTheJob);
            }

            if (image.Size > flashSize - offset)
            {
                throw new ProgrammingException("check the size", image.Address, "at most " + (flashSize - offset) + " bytes for " + device.Name, image.Size + " bytes", "The image is too large for the part.");
            }
        }

        /// <summary>Checks the start of a program: where its stack and its entry are.</summary>
        /// <param name="image">The image.</param>
        /// <param name="device">The part that it is made for.</param>
        /// <param name="start">Its first 8 bytes.</param>
        /// <exception cref="ProgrammingException">It does not begin like a program for the part.</exception>
        internal static void CheckVectors(ImageDescription image, Stm32Device device, byte[] start)
        {
            const string Advice = "The file is no program for this part and address; for data set 'kind' to 'data' in the job.";
            uint stack = BitConverter.ToUInt32(start, 0);
            if (!device.IsStack(stack))
            {
                throw new ProgrammingException("check the image", image.Address, "a stack pointer in the RAM of " + device.Name, "0x" + stack.ToString("X8"), Advice);
            }

            uint entry = BitConverter.ToUInt32(start, 4);
            if ((entry & 1) == 0 || entry - image.Address >= (uint)image.Size)
            {
                throw new ProgrammingException("check the image", image.Address + 4, "an odd entry within the image", "0x" + entry.ToString("X8"), Advice);
            }
        }
    }
}
