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
    public sealed class PartInspection
    {
        private const int MostAnswers = 6;
        private const int Refusals = 2;
        private const int UnprotectAttempts = 3;

        private const uint ExtendedErase = 0x10000;
        private const uint Checksum = 0x20000;

        private readonly BootloaderClient _client;
        private readonly ProtectionClient _protection;
        private readonly BootloaderEntry _entry;
        private readonly LineRecovery _recovery;
        private readonly ILog _log;
        private readonly byte[] _bytes = new byte[4];
        private uint _word;

        /// <summary>Creates the inspection.</summary>
        /// <param name="client">The bootloader.</param>
        /// <param name="protection">Its protection commands.</param>
        /// <param name="entry">The way into the bootloader.</param>
        /// <param name="recovery">What to do when a command goes wrong.</param>
        /// <param name="log">Where warnings go.</param>
        public PartInspection(BootloaderClient client, ProtectionClient protection, BootloaderEntry entry, LineRecovery recovery, ILog log)
        {
            _client = client;
            _protection = protection;
            _entry = entry;
            _recovery = recovery;
            _log = log;
        }

        /// <summary>Gets the row of the device table for the part that answered last, or null.</summary>
        public Stm32Device Found { get; private set; }

        /// <summary>Says that the part is protected and the job does not lift that.</summary>
        /// <param name="address">Where the image goes.</param>
        /// <returns>The error to throw.</returns>
        public static ProgrammingException Protected(uint address)
        {
            return new ProgrammingException(
                "read the flash",
                address,
                "its content",
                "NACK",
                "Read protection is on: lifting it erases the part and is done only when the job sets 'protection' to 'lift' for this target.");
        }

        /// <summary>Identifies the part.</summary>
        /// <param name="expected">The part that the image is made for.</param>
        /// <returns>What it is.</returns>
        /// <exception cref="ProgrammingException">It is another one.</exception>
        /// <exception cref="BootloaderException">The bootloader failed again and again.</exception>
        public PartDescription Identify(Stm32Device expected)
        {
            Found = null;
            uint answer = Ask();
            ushort id = (ushort)answer;
            CheckId(id, expected);
            PartDescription part = new PartDescription();
            part.Device = expected;
            part.FlashSize = expected.FlashSize;
            part.Pages = expected.Pages;
            part.HasExtendedErase = (answer & ExtendedErase) != 0;
            part.HasChecksum = (answer & Checksum) != 0;
            return part;
        }

        /// <summary>
        /// Tells whether the part lets its flash be read. It refuses by one or two NACKs while read protection is on; one
        /// NACK alone may be a fault of the line.
        /// </summary>
        /// <returns>False when it is protected.</returns>
        /// <exception cref="BootloaderException">The bootloader failed again and again.</exception>
        public bool IsReadable()
        {
            return TryRead(Stm32Device.FlashBase);
        }

        /// <summary>
        /// Lifts the read protection, which erases the whole part; the part resets itself behind it. It is not reset by its
        /// NRST before it answers again: that could fall into the erase.
        /// </summary>
        /// <returns>False when it is still protected.</returns>
        /// <exception cref="BootloaderException">The bootloader failed again and again.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public bool TryUnprotect()
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

                if (!_entry.IsListening(BootloaderClient.MassEraseTimeout))
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
        /// <param name="part">The part, readable.</param>
        /// <param name="name">The target's name, for warnings.</param>
        /// <exception cref="BootloaderException">The bootloader failed again and again.</exception>
        public void Inspect(PartDescription part, string name)
        {
            Stm32Device device = part.Device;
            if (device.FlashSizeRegister != 0 && TryReadTwice(device.FlashSizeRegister))
            {
                int size = (int)(_word & 0xFFFF) * 1024;
                part.FlashSize = size > 0 && size < device.FlashSize ? size : device.FlashSize;
            }

            if (device.Options == null || !TryReadTwice(device.Options.Address))
            {
                return;
            }

            uint options = _word;
            part.Pages = device.PagesOf(options, part.FlashSize);
            part.HasTrustZone = OptionRegister.IsSet(options, device.Options.TrustZone, false);
            string barrier = device.Options.BarrierOf(options);
            if (barrier != null)
            {
                _log.Write(name + ": warning: the option byte " + barrier + " keeps BOOT0 from starting the bootloader of this part: once it has a program no further job may reach it. Change the option byte with a debug probe.");
            }
        }

        private void CheckId(ushort id, Stm32Device expected)
        {
            Found = id == expected.Id ? expected : Stm32Devices.Find(id);
            if (id != expected.Id)
            {
                throw new ProgrammingException(
                    "identify",
                    BridgeException.NoAddress,
                    "device " + Describe(expected.Id, expected),
                    Describe(id, Found),
                    "The image is for another part: check the job and which target is wired where.");
            }
        }

        private static string Describe(ushort id, Stm32Device device)
        {
            return "0x" + id.ToString("X3") + " (" + (device == null ? "unknown" : device.Name) + ")";
        }

        // What Get and Get ID answer, the id in the lower half. Answers have no checksum: two in a row have to agree.
        private uint Ask()
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
                        return answer;
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

        private static ProgrammingException Noise(string step, long address)
        {
            return new ProgrammingException(step, address, "two answers that agree", MostAnswers + " different ones", "Check for noise on the line and a common ground and try a lower baud rate.");
        }

        // Reads until two readings in a row agree. False when the part refuses.
        private bool TryReadTwice(uint address)
        {
            uint before = 0;
            for (int answers = 0; answers < MostAnswers; answers++)
            {
                if (!TryRead(address))
                {
                    return false;
                }

                if (_word == before && answers > 0)
                {
                    return true;
                }

                before = _word;
            }

            throw Noise("read", address);
        }

        // False when the part refuses twice; Get Version in between shows that it is in step.
        private bool TryRead(uint address)
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

                    _client.ReadMemory(address, _bytes, 0, _bytes.Length);
                    _recovery.Done();
                    _word = BitConverter.ToUInt32(_bytes, 0);
                    return true;
                }
                catch (NackException fault)
                {
                    nacks++;
                    refusals += isInStep ? 1 : 0;
                    if (refusals >= Refusals || nacks >= MostAnswers)
                    {
                        return false;
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
