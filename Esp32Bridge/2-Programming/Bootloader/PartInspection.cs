using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Looks at the part that answered before anything of it is changed: whether it is the one that the image is made
    /// for, how large it is, what protects it, and what would keep the next job from reaching its bootloader.
    /// </summary>
    internal sealed class PartInspection
    {
        private const int MostAnswers = 6;
        private const int Refusals = 2;
        private const int UnprotectAttempts = 3;

        private const uint ExtendedErase = 0x10000;
        private const uint Checksum = 0x20000;

        // What is read is a word: this is none.
        private const long Refused = -1;

        private readonly BootloaderClient _client;
        private readonly ProtectionClient _protection;
        private readonly BootloaderEntry _entry;
        private readonly LineRecovery _recovery;
        private readonly ILog _log;

        /// <summary>Creates the inspection.</summary>
        /// <param name="access">The bootloader.</param>
        /// <param name="recovery">What to do when a command goes wrong.</param>
        /// <param name="log">Where warnings about the target go.</param>
        internal PartInspection(BootloaderAccess access, LineRecovery recovery, ILog log)
        {
            _client = access.Client;
            _protection = new ProtectionClient(access.Link);
            _entry = access.Entry;
            _recovery = recovery;
            _log = log;
        }

        /// <summary>Says that the part is protected and the job does not lift that.</summary>
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

        /// <summary>Says that another part answered.</summary>
        /// <param name="expected">The part that the image is made for.</param>
        /// <param name="id">The device id of the one that answered.</param>
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

        /// <summary>Asks the part who it is.</summary>
        /// <returns>What Get and Get ID answer. Answers have no checksum: two in a row have to agree.</returns>
        /// <exception cref="ProgrammingException">They never do.</exception>
        /// <exception cref="BootloaderException">The bootloader failed again and again.</exception>
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

            throw Noise("identify", BridgeException.NoAddress);
        }

        /// <summary>
        /// Tells whether the part lets its flash be read. It refuses by one or two NACKs while read protection is on; one
        /// NACK alone may be a fault of the line.
        /// </summary>
        /// <returns>False when it is protected.</returns>
        /// <exception cref="BootloaderException">The bootloader failed again and again.</exception>
        internal bool IsReadable()
        {
            return Read(Stm32Device.FlashBase) != Refused;
        }

        /// <summary>
        /// Lifts the read protection, which erases the whole part; the part resets itself behind it. It is not reset by its
        /// NRST before it answers again: that could fall into the erase.
        /// </summary>
        /// <returns>False when it is still protected.</returns>
        /// <exception cref="BootloaderException">The bootloader failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal bool TryUnprotect()
        {
            for (int attempt = 0; attempt < UnprotectAttempts; attempt++)
            {
                try
                {
                    _protection.ReadoutUnprotect();
                }
                catch (BootloaderException)
                {
                    // Whether it heard the command shows when it can be read, or not.
                }

                if (!BootloaderLink.IsAnswer(_entry.Listen(BootloaderClient.MassEraseTimeout)))
                {
                    _recovery.Reenter();
                }

                if (IsReadable())
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Reads what the part tells of itself, and warns of option bytes that keep BOOT0 from working.</summary>
        /// <param name="device">The part, readable.</param>
        /// <param name="identity">Who it said it is.</param>
        /// <returns>What it is.</returns>
        /// <exception cref="BootloaderException">The bootloader failed again and again.</exception>
        internal PartDescription Inspect(Stm32Device device, PartIdentity identity)
        {
            long register = device.FlashSizeRegister == 0 ? Refused : ReadTwice(device.FlashSizeRegister);
            int size = register == Refused ? 0 : (int)(register & 0xFFFF) * 1024;
            size = size > 0 && size < device.FlashSize ? size : device.FlashSize;
            long options = device.Options == null ? Refused : ReadTwice(device.Options.Address);
            if (options == Refused)
            {
                return new PartDescription(device, identity, size, device.Pages, false);
            }

            string barrier = device.Options.BarrierOf((uint)options);
            if (barrier != null)
            {
                _log.Write("warning: the option byte " + barrier + " keeps BOOT0 from starting the bootloader of this part: once it has a program no further job may reach it. Change the option byte with a debug probe.");
            }

            bool hasTrustZone = OptionRegister.IsSet((uint)options, device.Options.TrustZone, false);
            return new PartDescription(device, identity, size, device.PagesOf((uint)options, size), hasTrustZone);
        }

        private static string Describe(ushort id, Stm32Device device)
        {
            return "0x" + id.ToString("X3") + " (" + (device == null ? "unknown" : device.Name) + ")";
        }

        private static ProgrammingException Noise(string step, long address)
        {
            return new ProgrammingException(step, address, "two answers that agree", MostAnswers + " different ones", "Check for noise on the line and a common ground and try a lower baud rate.");
        }

        // Reads a word until two readings in a row agree.
        private long ReadTwice(uint address)
        {
            long before = Refused;
            for (int answers = 0; answers < MostAnswers; answers++)
            {
                long word = Read(address);
                if (word == Refused || word == before)
                {
                    return word;
                }

                before = word;
            }

            throw Noise("read", address);
        }

        // Reads a word. The part refuses when it does so twice; Get Version in between shows that it is in step.
        private long Read(uint address)
        {
            int nacks = 0;
            int refusals = 0;
            bool isInStep = true;
            for (;;)
            {
                try
                {
                    if (!isInStep)
                    {
                        _client.GetVersion();
                        isInStep = true;
                    }

                    _client.ReadMemory(address, _client.Scratch, 0, sizeof(uint));
                    _recovery.Done();
                    return BitConverter.ToUInt32(_client.Scratch, 0);
                }
                catch (NackException fault)
                {
                    nacks++;
                    refusals += isInStep ? 1 : 0;
                    if (refusals >= Refusals || nacks >= MostAnswers)
                    {
                        return Refused;
                    }

                    isInStep = false;
                    if (!_recovery.TryResynchronize())
                    {
                        _recovery.Recover(fault);
                    }
                }
                catch (BootloaderException fault)
                {
                    _recovery.Recover(fault);
                }
            }
        }
    }
}
