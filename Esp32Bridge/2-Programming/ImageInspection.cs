using System;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>Checks that an image is whole and can be for its part, before the part is touched.</summary>
    internal sealed class ImageInspection
    {
        // Few bytes at once: those of a read that fails have to come again.
        private const int BlockSize = 256;

        // A download that came in more than one answer can be a mixture of two files: then it is repeated.
        private const int MostDownloads = 3;

        private const string CorrectTheJob = "Correct the job or link the image elsewhere.";

        private readonly PhaseReport _report;
        private readonly StopSignal _stop;

        /// <summary>Creates the inspection.</summary>
        /// <param name="report">Receives the progress.</param>
        /// <param name="stop">The request to stop.</param>
        internal ImageInspection(PhaseReport report, StopSignal stop)
        {
            _report = report;
            _stop = stop;
        }

        /// <summary>Checks what the job says about the image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="device">The part that it is made for.</param>
        /// <param name="end">The address after the last byte of the flash that the image begins in.</param>
        /// <param name="pages">The part's erase units.</param>
        /// <exception cref="ProgrammingException">It is outside the flash, not at the start of a page, or too large.</exception>
        internal static void CheckPlace(ImageDescription image, Stm32Device device, uint end, FlashLayout pages)
        {
            if (image.Address < Stm32Device.FlashBase || image.Address >= end)
            {
                throw new ProgrammingException("check the job", image.Address, "an address in the flash of " + device.Name, "one outside", CorrectTheJob);
            }

            int offset = (int)(image.Address - Stm32Device.FlashBase);
            int page = pages.PageAt(offset);
            if (offset != pages.StartOf(page))
            {
                throw new ProgrammingException("check the job", image.Address, "the start of a page of " + pages.SizeOf(page) + " bytes", "an address within one", CorrectTheJob);
            }

            uint room = end - image.Address;
            if ((uint)image.Size > room)
            {
                throw new ProgrammingException("check the size", image.Address, "at most " + room + " bytes for " + device.Name, image.Size + " bytes", "The image is too large for the part.");
            }
        }

        /// <summary>Checks what the job says about the image against the largest part of the family. The options tell the actual erase units later.</summary>
        /// <param name="image">The image.</param>
        /// <param name="device">The part that it is made for.</param>
        /// <exception cref="ProgrammingException">It is outside the flash, not at the start of a page, or too large.</exception>
        internal static void CheckPlace(ImageDescription image, Stm32Device device)
        {
            CheckPlace(image, device, Stm32Device.FlashBase + (uint)device.FlashSize, LayoutWith(image.Address, device));
        }

        /// <summary>Downloads the whole image for the first time and checks its vector table, its size and its SHA-256; without a part, only the latter two.</summary>
        /// <param name="checkedImage">The image.</param>
        /// <param name="device">The part that it is made for; null if only the program on the part knows it.</param>
        /// <exception cref="BridgeException">The image is not available, differs from the job, or is not for the part; or the check was stopped.</exception>
        internal void Inspect(CheckedImage checkedImage, Stm32Device device)
        {
            Exception error = null;
            bool isMixed = true;
            for (int i = 0; isMixed && i < MostDownloads; i++)
            {
                ImageReader reader = new ImageReader(checkedImage);
                error = Read(reader, checkedImage, device);
                ImageException download = error as ImageException;
                isMixed = download != null && download.IsAnother && reader.IsContinued;
            }

            if (error != null)
            {
                throw error;
            }
        }

        private static FlashLayout LayoutWith(uint address, Stm32Device device)
        {
            return IsStart(address, device.SingleBankPages) ? device.SingleBankPages : IsStart(address, device.SmallBankPages) ? device.SmallBankPages : device.Pages;
        }

        private static bool IsStart(uint address, FlashLayout pages)
        {
            int offset = (int)(address - Stm32Device.FlashBase);
            return pages != null && offset >= 0 && pages.StartOf(pages.PageAt(offset)) == offset;
        }

        private Exception Read(ImageReader reader, CheckedImage checkedImage, Stm32Device device)
        {
            Exception failure = null;
            try
            {
                ImageDescription image = checkedImage.Description;
                VectorTable vectors = device == null || image.IsData ? null : new VectorTable(image, device);
                byte[] piece = new byte[checkedImage.PieceSize];
                int filled = 0;
                int count;
                do
                {
                    _stop.Check();
                    _report.Tell(ProgrammingPhase.Checking, reader.Position);
                    count = reader.Read(piece, filled, BlockSize);
                    filled += count;
                    if (filled == piece.Length || (filled > 0 && count < BlockSize))
                    {
                        int start = reader.Position - filled;
                        if (vectors != null && vectors.Reaches(start))
                        {
                            _ = new byte[Headroom.Size];
                            vectors.Check(piece, start, filled);
                        }

                        if (device != null && !image.IsReadBack)
                        {
                            checkedImage.Sum(start, piece, filled, PartDescription.CommitSizeOf(device));
                        }

                        filled = 0;
                    }
                }
                while (count > 0);

                reader.Verify();
            }
            catch (Exception error)
            {
                failure = error;
            }

            return TryFinally.Close(reader, failure);
        }
    }
}
