using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Inspects the part that answered before anything in it is changed: whether the image is made for it, how large its
    /// flash is, what protects it, and what would keep the next job from reaching its bootloader.
    /// </summary>
    internal sealed class PartInspection
    {
        private const int MostAnswers = 6;
        private const int UnprotectAttempts = 3;
        private const int LargestPage = 0xFF;
        private const int LargestExtendedPage = 0xFFEF;

        private const long ErasedWord = 0x01010101;

        private const uint ExtendedErase = 0x10000;
        private const uint Checksum = 0x20000;

        private readonly BootloaderClient _client;
        private readonly ProtectionClient _protection;
        private readonly BootloaderEntry _entry;
        private readonly LineRecovery _recovery;
        private readonly WordReader _words;
        private readonly ILog _log;

        /// <summary>Creates the inspection.</summary>
        /// <param name="access">The bootloader.</param>
        /// <param name="recovery">The recovery from failed commands.</param>
        /// <param name="log">Receives warnings about the target.</param>
        internal PartInspection(BootloaderAccess access, LineRecovery recovery, ILog log)
        {
            _client = access.Client;
            _protection = new ProtectionClient(access.Link);
            _entry = access.Entry;
            _recovery = recovery;
            _words = new WordReader(access.Client, recovery);
            _log = log;
        }

        /// <summary>Creates the error for a protected part whose job does not lift the protection.</summary>
        /// <param name="address">Where the image goes.</param>
        /// <returns>The error to throw.</returns>
        internal static ProgrammingException Protected(uint address)
        {
            return new ProgrammingException(
                "read the flash",
                address,
                "its content",
                "NACK",
                "Read protection is on: lifting it erases the part and is done only when the job sets 'protection' to 'lift' for this target.");
        }

        /// <summary>Creates the error for a wrong part.</summary>
        /// <param name="expected">The part that the image is made for.</param>
        /// <param name="id">The device id of the part that answered.</param>
        /// <param name="found">Its row of the device table, or null.</param>
        /// <returns>The error to throw.</returns>
        internal static ProgrammingException Another(Stm32Device expected, ushort id, Stm32Device found)
        {
            return new ProgrammingException(
                "identify",
                BridgeException.NoAddress,
                "device " + Describe(expected.Id, expected),
                Describe(id, found),
                "The image is for another part: check the job and which target is wired where.");
        }

        /// <summary>Identifies the part.</summary>
        /// <returns>The answers to Get and Get ID. They have no checksum: two in a row must agree.</returns>
        /// <exception cref="ProgrammingException">No two answers in a row agree.</exception>
        /// <exception cref="BootloaderException">The bootloader failed repeatedly.</exception>
        internal PartIdentity Identify()
        {
            uint before = 0;
            for (int answers = 0; answers < MostAnswers;)
            {
                try
                {
                    BootloaderInfo info = _client.Get();
                    uint answer = _client.GetId();
                    answer |= info.Supports(CommandCode.ExtendedErase) ? ExtendedErase : 0;
                    answer |= info.Supports(CommandCode.GetChecksum) ? Checksum : 0;
                    if (answer == before && answers > 0)
                    {
                        return new PartIdentity((ushort)answer, (answer & ExtendedErase) != 0, (answer & Checksum) != 0);
                    }

                    before = answer;
                    answers++;
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                }
            }

            throw WordReader.Noise("identify", BridgeException.NoAddress);
        }

        /// <summary>
        /// Tells whether the flash can be read. With read protection the part answers one or two NACKs; a single NACK may be a
        /// fault of the line.
        /// </summary>
        /// <returns>False if it is protected.</returns>
        /// <exception cref="BootloaderException">The bootloader failed repeatedly.</exception>
        internal bool IsReadable()
        {
            return _words.Read(Stm32Device.FlashBase, false) != WordReader.Refused;
        }

        /// <summary>
        /// Lifts the read protection, which erases the whole part; afterwards the part resets itself. NRST is not used before
        /// the part answers again: a reset could interrupt the erase.
        /// </summary>
        /// <returns>What the part did.</returns>
        /// <exception cref="BootloaderException">The bootloader failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal UnprotectResult Unprotect()
        {
            bool isRefused = true;
            for (int attempt = 0; attempt < UnprotectAttempts; attempt++)
            {
                try
                {
                    _protection.BeginReadoutUnprotect();
                    isRefused = false;
                    _protection.EndReadoutUnprotect();
                }
                catch (BootloaderException)
                {
                    // Reading shows whether the part got the command.
                }

                if (!BootloaderLink.IsAnswer(_entry.Listen(BootloaderClient.MassEraseTimeout)))
                {
                    _recovery.Reenter();
                }

                if (IsReadable())
                {
                    return UnprotectResult.Readable;
                }
            }

            return isRefused ? UnprotectResult.Refused : UnprotectResult.Unreadable;
        }

        /// <summary>Reads the data of the part, and checks that the image fits and will be started.</summary>
        /// <param name="device">The part, readable.</param>
        /// <param name="identity">Its identity.</param>
        /// <param name="image">The image.</param>
        /// <returns>The description of the part.</returns>
        /// <exception cref="BootloaderException">The bootloader failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The image does not fit into the part, or the part would start something else.</exception>
        internal PartDescription Inspect(Stm32Device device, PartIdentity identity, ImageDescription image)
        {
            long register = device.FlashSizeRegister == 0 ? WordReader.Refused : _words.ReadTwice(device.FlashSizeRegister);
            int size = register == WordReader.Refused ? ReadableSize(device, image) : (int)(register & 0xFFFF) * 1024;
            size = size > 0 && size < device.FlashSize ? size : device.FlashSize;
            long options = device.Options == null ? WordReader.Refused : ReadOption(device.Options.Address);
            string barrier = options == WordReader.Refused ? null : device.Options.BarrierOf((uint)options);
            if (barrier != null)
            {
                _log.Write("warning: the option byte " + barrier + " keeps BOOT0 from starting the bootloader of this part: once it has a program no further job may reach it. Change the option byte with a debug probe.");
            }

            PartDescription part = new PartDescription(device, identity, size, options, device.BootAddress == null ? WordReader.Refused : ReadOption(device.BootAddress.Register));
            ImageInspection.CheckPlace(image, device, part.EndFrom(image.Address), part.Pages);
            CheckEnd(image, part);
            if (options == WordReader.Refused && !(IsDividedLike(device.SingleBankPages, device, image) && IsDividedLike(device.SmallBankPages, device, image)))
            {
                throw new ProgrammingException(
                    "check the banks",
                    image.Address,
                    "option bytes that say into which pages the flash is divided",
                    "a part that does not show them",
                    "The numbers of the pages are not known. Program it with a debug probe.");
            }

            if (!image.IsData && !IsInBootingBank(image, part, options))
            {
                CheckBootAddress(image, part);
            }

            return part;
        }

        // A bootloader that does not have the word may show only zeros or ones; the byte of the read protection is neither.
        private long ReadOption(uint address)
        {
            long word = _words.ReadTwice(address);
            return word == 0 || word == uint.MaxValue ? WordReader.Refused : word;
        }

        // An erase by the page numbers of another layout hits what follows the image, or the middle of the old program.
        private static bool IsDividedLike(FlashLayout pages, Stm32Device device, ImageDescription image)
        {
            int offset = (int)(image.Address - Stm32Device.FlashBase);
            int last = device.Pages.PageAt(offset + image.Size - 1);
            bool isAlike = true;
            for (int page = device.Pages.PageAt(offset); pages != null && isAlike && page <= last; page++)
            {
                isAlike = pages.StartOf(page) == device.Pages.StartOf(page) && pages.SizeOf(page) == device.Pages.SizeOf(page);
            }

            return isAlike;
        }

        // If a part does not show its size, its second bank begins in the middle of what can be read.
        private int ReadableSize(Stm32Device device, ImageDescription image)
        {
            int size = device.FlashSize;
            uint needed = image.Address - Stm32Device.FlashBase + (uint)image.Size;
            while (!device.HasOneBank && needed <= (uint)(size / 2) && IsRefused(Stm32Device.FlashBase + (uint)size - sizeof(uint)))
            {
                size /= 2;
            }

            return size;
        }

        // The size register may be wrong, and not every part shows it.
        private void CheckEnd(ImageDescription image, PartDescription part)
        {
            uint last = image.Address + (uint)image.Size - 1;
            if (IsRefused(last & ~3u))
            {
                throw new ProgrammingException("check the size", last & ~3u, "a flash that can be read up to the end of the image", "a part that refuses", "The image is too large for the part, or it is another part than the job says.");
            }

            int number = part.NumberOf(true, last);
            int largest = part.HasExtendedErase ? LargestExtendedPage : LargestPage;
            if (number > largest)
            {
                throw new ProgrammingException("check the size", last & ~3u, "page numbers up to " + largest + " which the erase command of this bootloader can name", number.ToString(), "The image is too large for the part, or it is another part than the job says.");
            }
        }

        // A reset rules out that a fault of the line looked like a refusal.
        private bool IsRefused(uint address)
        {
            if (_words.Read(address, true) != WordReader.Refused)
            {
                return false;
            }

            _recovery.StartOver();
            return _words.Read(address, true) == WordReader.Refused;
        }

        // BFB2: the bootloader starts the second bank if that begins with a stack pointer, whatever the first one holds.
        private bool IsInBootingBank(ImageDescription image, PartDescription part, long options)
        {
            Stm32Device device = part.Device;
            long word = options == WordReader.Refused || device.Options.BootBank2Address == 0 ? options : ReadOption(device.Options.BootBank2Address);
            bool isKnown = word != WordReader.Refused;
            uint end = image.Address + (uint)image.Size;
            if (isKnown ? !device.Options.BootsBank2((uint)word) : !HasBankOption(device) || end > part.SecondBank)
            {
                return false;
            }

            string option = isKnown ? NameOfBankOption(device) : "option bytes that cannot be read";
            if (image.Address >= part.SecondBank)
            {
                return image.Address == part.SecondBank || !IsErased(part.SecondBank, device);
            }

            if (end > part.SecondBank)
            {
                // The image may have a word there that looks like a stack pointer.
                throw Elsewhere(image, option + " and an image that reaches into the second bank at 0x" + part.SecondBank.ToString("X8"));
            }

            CheckBankAt(part.SecondBank, image, device, option);
            if (part.FlashSize < device.FlashSize)
            {
                // The second bank of the largest part: according to the manual of G47x (RM0440, table 6) it is here; two reports differ.
                CheckBankAt(Stm32Device.FlashBase + (uint)(device.FlashSize / 2), image, device, option);
            }

            return false;
        }

        private void CheckBankAt(uint address, ImageDescription image, Stm32Device device, string option)
        {
            long stack = _words.ReadTwice(address);
            if (stack != WordReader.Refused && device.IsStack((uint)stack))
            {
                throw Elsewhere(image, option + " and a stack pointer at 0x" + address.ToString("X8"));
            }
        }

        private static bool HasBankOption(Stm32Device device)
        {
            return device.Options != null && (device.Options.BootBank2 != OptionRegister.None || device.Options.NBootBank2 != OptionRegister.None);
        }

        private static string NameOfBankOption(Stm32Device device)
        {
            return device.Options.NBootBank2 == OptionRegister.None ? "BFB2 = 1" : "nBFB2 (nDBOOT) = 0";
        }

        private void CheckBootAddress(ImageDescription image, PartDescription part)
        {
            uint boots = part.BootAddress;
            if (boots > image.Address || boots < Stm32Device.FlashBase)
            {
                throw Elsewhere(image, part.Device.BootAddress.Name + " = 0x" + boots.ToString("X8"), boots - image.Address < (uint)image.Size);
            }

            // What boots must be there, and start the image: a boot loader, for instance.
            if (boots != image.Address && IsErased(boots, part.Device))
            {
                throw new ProgrammingException(
                    "check what boots",
                    boots,
                    "a program that starts the one at 0x" + image.Address.ToString("X8"),
                    "an empty flash",
                    "The part would start nothing. Program what it boots first or give the image the address that boots.");
            }
        }

        private bool IsErased(uint address, Stm32Device device)
        {
            return _words.ReadTwice(address) == ErasedWord * device.ErasedValue;
        }

        private static ProgrammingException Elsewhere(ImageDescription image, string got, bool isWithin = false)
        {
            return new ProgrammingException(
                "check what boots",
                image.Address,
                "option bytes that boot the image",
                got,
                (isWithin ? "The part would begin in the middle of the image" : "The part would go on with another program") + ". Change the option bytes with a debug probe or give the image the address that boots.");
        }

        private static string Describe(ushort id, Stm32Device device)
        {
            return "0x" + id.ToString("X3") + " (" + (device == null ? "unknown" : device.Name) + ")";
        }
    }
}
