using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Brings an image into the flash of a part that is in its bootloader, and proves it by reading back: the ACKs of a
    /// bootloader do not say that anything was written. The first bytes of the image, without which a part does not
    /// start it, stay behind until <see cref="Commit"/>.
    /// </summary>
    public sealed class FlashWriter
    {
        /// <summary>How many bytes are held back: stack pointer, entry, and what shares the largest programming unit with them.</summary>
        public const int CommitSize = 16;

        // The stack pointer and the entry: one programming unit on L4, so that it is written whole or not at all.
        private const int VectorSize = 8;

        private const int PagesAtOnce = 16;
        private const int EraseMargin = 1000;

        private readonly BootloaderClient _client;
        private readonly byte[] _block = new byte[BootloaderClient.BlockSize];
        private readonly byte[] _readBack = new byte[BootloaderClient.BlockSize];
        private readonly byte[] _commit = new byte[CommitSize];
        private Stm32Device _device;
        private bool _extended;

        /// <summary>Creates the writer.</summary>
        /// <param name="client">The bootloader.</param>
        public FlashWriter(BootloaderClient client)
        {
            _client = client;
        }

        /// <summary>Says which part it is.</summary>
        /// <param name="device">The part.</param>
        /// <param name="info">What its bootloader can do.</param>
        public void Begin(Stm32Device device, BootloaderInfo info)
        {
            _device = device;
            _extended = info.Supports(CommandCode.ExtendedErase);
        }

        /// <summary>Tells how many pages an image covers.</summary>
        /// <param name="image">The image.</param>
        /// <returns>The number of pages.</returns>
        public int PagesOf(ImageDescription image)
        {
            return (image.Size + _device.PageSize - 1) / _device.PageSize;
        }

        /// <summary>Erases the first page of an image: from here on, the part has no program to start.</summary>
        /// <param name="image">The image.</param>
        /// <exception cref="BootloaderException">The part refuses or is silent.</exception>
        public void EraseFirstPage(ImageDescription image)
        {
            ErasePages(image, 0, 1);
        }

        /// <summary>Erases more pages of an image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="page">The first page, counted from the image's start.</param>
        /// <returns>How many were erased; 0 behind the last one.</returns>
        /// <exception cref="BootloaderException">The part refuses or is silent.</exception>
        public int EraseNextPages(ImageDescription image, int page)
        {
            int count = PagesOf(image) - page;
            if (count > PagesAtOnce)
            {
                count = PagesAtOnce;
            }

            if (count > 0)
            {
                ErasePages(image, page, count);
            }

            return count;
        }

        /// <summary>Writes the next block of the image and reads it back.</summary>
        /// <param name="image">The image.</param>
        /// <param name="reader">Where its bytes come from.</param>
        /// <returns>False behind the end of the image.</returns>
        /// <exception cref="BootloaderException">The part refuses or is silent.</exception>
        /// <exception cref="ProgrammingException">The flash does not hold what was written.</exception>
        /// <exception cref="ImageException">The image ended early, or failed.</exception>
        public bool WriteNextBlock(ImageDescription image, ImageReader reader)
        {
            int position = reader.Position;
            int count = reader.ReadBlock(_block);
            if (count == 0)
            {
                return false;
            }

            // Erased flash reads FF: what fills up the last unit, and what is held back, is not written.
            while (count % CommitSize != 0)
            {
                _block[count++] = 0xFF;
            }

            if (position == 0)
            {
                Array.Copy(_block, 0, _commit, 0, CommitSize);
                for (int i = 0; i < CommitSize; i++)
                {
                    _block[i] = 0xFF;
                }
            }

            uint address = image.Address + (uint)position;
            WriteUnits(address, count);
            ReadBack(address, _block, 0, count);
            return true;
        }

        /// <summary>
        /// Writes what was held back and reads it back, the stack pointer and the entry as the very last: the part has a
        /// program again.
        /// </summary>
        /// <param name="image">The image.</param>
        /// <exception cref="BootloaderException">The part refuses or is silent.</exception>
        /// <exception cref="ProgrammingException">The flash does not hold what was written.</exception>
        public void Commit(ImageDescription image)
        {
            int first = _device.ProgramUnit > VectorSize ? CommitSize : VectorSize;
            if (first < CommitSize)
            {
                _client.WriteMemory(image.Address + (uint)first, _commit, first, CommitSize - first);
                ReadBack(image.Address + (uint)first, _commit, first, CommitSize - first);
            }

            _client.WriteMemory(image.Address, _commit, 0, first);
            ReadBack(image.Address, _commit, 0, CommitSize);
        }

        private void ErasePages(ImageDescription image, int page, int count)
        {
            int first = (int)((image.Address - _device.FlashBase) / (uint)_device.PageSize) + page;
            int timeout = (count * _device.PageEraseTime * 2) + EraseMargin;
            if (_extended)
            {
                _client.ExtendedErase(first, count, timeout);
            }
            else
            {
                _client.Erase(first, count, timeout);
            }
        }

        // Units of FF at both ends of the block are left out: erased flash holds them already.
        private void WriteUnits(uint address, int count)
        {
            byte[] block = _block;
            int first = 0;
            while (first < count && block[first] == 0xFF)
            {
                first++;
            }

            if (first == count)
            {
                return;
            }

            int end = count;
            while (block[end - 1] == 0xFF)
            {
                end--;
            }

            first -= first % CommitSize;
            end += (CommitSize - (end % CommitSize)) % CommitSize;
            _client.WriteMemory(address + (uint)first, block, first, end - first);
        }

        private void ReadBack(uint address, byte[] expected, int offset, int count)
        {
            byte[] actual = _readBack;
            _client.ReadMemory(address, actual, 0, count);
            for (int i = 0; i < count; i++)
            {
                if (actual[i] != expected[offset + i])
                {
                    throw new ProgrammingException(
                        "read back",
                        address + (uint)i,
                        "0x" + expected[offset + i].ToString("X2"),
                        "0x" + actual[i].ToString("X2"),
                        "Check write protection (WRP and TZEN and PCROP) and the supply; a page that fails again and again is worn out.");
                }
            }
        }
    }
}
