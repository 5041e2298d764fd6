using System.Collections;
using Esp32Bridge.Devices;
using Esp32Bridge.Json;

namespace Esp32Bridge.Configuration
{
    /// <summary>Reads the option bytes of a device from a configuration: their addresses, and the meaning of their bits.</summary>
    internal sealed class OptionReader
    {
        private const int WordSize = 4;
        private const int LastBit = 31;
        private const int LongestName = 32;
        private const int MostProtections = 8;
        private const int MostPagesOfBit = 256;
        private const int MostStepsOfPage = 64 * 1024;
        private const int UsualBitOfLast = 16;

        // The bits have the names of the reference manuals.
        private readonly string[] _options = new string[]
        {
            "address", "nSWBOOT0", "nBOOT_SEL", "nBOOT1", "DBANK", "DB1M", "nDBANK", "SWAP_BANK", "nSWAP_BANK", "BFB2", "nBFB2", "BFB2address", "TZEN",
        };

        private readonly string[] _bootAddress = new string[] { "address", "name", "mask", "shift" };

        private readonly string[] _protection = new string[] { "address", "otherAddress", "pagesOfBit", "stepsOfPage", "lowestBit", "lowestBitOfLast", "bits", "firstPage", "protectsBySet", "SPRMOD" };

        // The bits of the option word that already have a meaning.
        private uint _usedBits;

        /// <summary>Reads an address.</summary>
        /// <param name="fields">The object with the field.</param>
        /// <param name="name">The field.</param>
        /// <param name="largest">The largest allowed address.</param>
        /// <param name="unit">The alignment in bytes.</param>
        /// <returns>The address.</returns>
        /// <exception cref="JsonException">The address is missing or not allowed.</exception>
        internal static uint Address(JsonFields fields, string name, uint largest, uint unit)
        {
            uint address = fields.Hex(name, largest);
            if (address % unit != 0)
            {
                throw fields.Error(name, "a multiple of " + unit, "0x" + address.ToString("X8"));
            }

            return address;
        }

        /// <summary>Reads the field "options". Call it once.</summary>
        /// <param name="device">The device.</param>
        /// <returns>The option word, or null if the field is missing.</returns>
        /// <exception cref="JsonException">The field is not valid.</exception>
        internal OptionRegister ReadOptions(JsonFields device)
        {
            if (!device.Has("options"))
            {
                return null;
            }

            JsonFields fields = device.Object("options");
            fields.Allow(_options);
            int bootBank2 = Bit(fields, "BFB2");
            int nBootBank2 = Bit(fields, "nBFB2");
            uint bootBank2Address = 0;
            if (fields.Has("BFB2address"))
            {
                // The others are in a separate word.
                bootBank2Address = Address(fields, "BFB2address", uint.MaxValue, WordSize);
                _usedBits = 0;
            }

            return new OptionRegister
            {
                Address = Address(fields, "address", uint.MaxValue, WordSize),
                NSwBoot0 = Bit(fields, "nSWBOOT0"),
                NBootSel = Bit(fields, "nBOOT_SEL"),
                NBoot1 = Bit(fields, "nBOOT1"),
                DualBank = Bit(fields, "DBANK"),
                SmallDualBank = Bit(fields, "DB1M"),
                NDualBank = Bit(fields, "nDBANK"),
                SwapBank = Bit(fields, "SWAP_BANK"),
                NSwapBank = Bit(fields, "nSWAP_BANK"),
                BootBank2 = bootBank2,
                NBootBank2 = nBootBank2,
                BootBank2Address = bootBank2Address,
                TrustZone = Bit(fields, "TZEN"),
            };
        }

        /// <summary>Reads the field "bootAddress".</summary>
        /// <param name="device">The device.</param>
        /// <returns>The option word, or null if the field is missing.</returns>
        /// <exception cref="JsonException">The field is not valid.</exception>
        internal BootAddress ReadBootAddress(JsonFields device)
        {
            if (!device.Has("bootAddress"))
            {
                return null;
            }

            JsonFields fields = device.Object("bootAddress");
            fields.Allow(_bootAddress);
            BootAddress address = new BootAddress
            {
                Register = Address(fields, "address", uint.MaxValue, WordSize),
                Name = fields.Text("name", LongestName),
                Mask = fields.Hex("mask", uint.MaxValue),
                Shift = fields.Has("shift") ? fields.Number("shift", 0, LastBit) : 0,
            };
            return address.Mask != 0 ? address : throw fields.Error("mask", "bits that count", "none");
        }

        /// <summary>Reads the field "writeProtection" or "singleBankWriteProtection".</summary>
        /// <param name="device">The device.</param>
        /// <param name="name">The name of a field that is present.</param>
        /// <returns>The option words.</returns>
        /// <exception cref="JsonException">A word is not valid.</exception>
        internal WriteProtection[] ReadWriteProtections(JsonFields device, string name)
        {
            ArrayList list = device.List(name, MostProtections);
            WriteProtection[] protections = new WriteProtection[list.Count];
            for (int i = 0; i < protections.Length; i++)
            {
                protections[i] = ReadWriteProtection(device.Child(name, list[i], i + 1));
            }

            return protections;
        }

        private WriteProtection ReadWriteProtection(JsonFields fields)
        {
            fields.Allow(_protection);
            WriteProtection protection = new WriteProtection
            {
                Address = Address(fields, "address", uint.MaxValue, WordSize),
                OtherAddress = fields.Has("otherAddress") ? Address(fields, "otherAddress", uint.MaxValue, WordSize) : 0,
                StepsOfPage = fields.Has("stepsOfPage") ? fields.Number("stepsOfPage", 1, MostStepsOfPage) : 1,
                PagesOfBit = fields.Has("pagesOfBit") ? fields.Number("pagesOfBit", 0, MostPagesOfBit) : 0,
                LowestBit = fields.Has("lowestBit") ? fields.Number("lowestBit", 0, LastBit) : 0,
                LowestBitOfLast = fields.Has("lowestBitOfLast") ? fields.Number("lowestBitOfLast", 0, LastBit) : UsualBitOfLast,
                Bits = fields.Number("bits", 1, LastBit + 1),
                FirstPage = fields.Has("firstPage") ? fields.Number("firstPage", 0, ushort.MaxValue) : 0,
                ProtectsBySet = fields.Flag("protectsBySet", false),
                Sprmod = fields.Has("SPRMOD") ? fields.Number("SPRMOD", 0, LastBit) : OptionRegister.None,
            };

            bool isRange = protection.PagesOfBit == 0;
            int low = protection.LowestBit;
            int high = isRange ? protection.LowestBitOfLast : low;
            int distance = protection.OtherAddress != 0 ? LastBit + 1 : high > low ? high - low : low - high;
            if ((high > low ? high : low) + protection.Bits > LastBit + 1 || (isRange && distance < protection.Bits))
            {
                throw fields.Error(
                    "bits",
                    isRange ? "a first and a last page that do not overlap in 32 bits" : "a place in 32 bits",
                    protection.Bits + " from bit " + low + (isRange ? " and from bit " + high : string.Empty));
            }

            return protection;
        }

        private int Bit(JsonFields fields, string name)
        {
            if (!fields.Has(name))
            {
                return OptionRegister.None;
            }

            int bit = fields.Number(name, 0, LastBit);
            uint mask = 1u << bit;
            if ((_usedBits & mask) != 0)
            {
                throw fields.Error(name, "each bit once", bit + " again");
            }

            _usedBits |= mask;
            return bit;
        }
    }
}
