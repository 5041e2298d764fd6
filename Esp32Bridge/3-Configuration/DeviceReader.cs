using System.Collections;
using Esp32Bridge.Devices;
using Esp32Bridge.Json;

namespace Esp32Bridge.Configuration
{
    /// <summary>Reads the devices of a configuration: complete rows of the device table.</summary>
    internal sealed class DeviceReader
    {
        private const int MostDevices = 4;
        private const int MostRegions = 8;
        private const int MostRams = 4;
        private const int LongestName = 32;
        private const uint LargestId = 0xFFF;

        private const int Kilobyte = 1024;
        private const int Megabyte = 1024 * Kilobyte;
        private const int LargestFlash = 16 * Megabyte;
        private const int SmallestPage = 128;
        private const int LargestPage = 256 * Kilobyte;
        private const int LargestRam = 16 * Megabyte;
        private const int LargestUnit = 32;

        // The peripherals follow (ARMv7-M Architecture Reference Manual, B3.1).
        private const uint LastOfRam = 0x3FFFFFFF;
        private const int WordSize = 4;
        private const int BlockSize = 256;
        private const int LongestErase = 60 * 1000;
        private const int LongestStart = 10 * 1000;
        private const int SlowestClock = 1000;
        private const int FastestClock = 1000 * 1000;

        private readonly string[] _fields = new string[]
        {
            "id", "name", "flash", "pages", "singleBankPages", "smallBankPages", "secondBankPage", "unit", "ram", "otherRams", "freeRam", "eraseTime", "startTime", "clock",
            "sizeRegister", "options", "emptyFlag", "erasesOnePage", "oneBank", "keepsSecondBank", "erased", "flashAlias", "bootAddress", "writeProtection", "singleBankWriteProtection",
            "i2cAddress", "fastI2c", "spi",
        };

        private readonly string[] _ramFields = new string[] { "address", "size" };

        /// <summary>Reads the field "devices".</summary>
        /// <param name="file">The file.</param>
        /// <returns>The rows.</returns>
        /// <exception cref="JsonException">A row is not valid.</exception>
        internal Stm32Device[] Read(JsonFields file)
        {
            ArrayList list = file.List("devices", MostDevices);
            Stm32Device[] devices = new Stm32Device[list.Count];
            for (int i = 0; i < devices.Length; i++)
            {
                try
                {
                    JsonFields fields = file.Child("devices", list[i]);
                    devices[i] = ReadDevice(fields);
                    CheckOnce(devices, i, fields);
                }
                catch (JsonException problem)
                {
                    problem.Target = "device " + (i + 1);
                    throw problem;
                }
            }

            return devices;
        }

        private Stm32Device ReadDevice(JsonFields fields)
        {
            fields.Allow(_fields);
            OptionReader options = new OptionReader();
            int flash = fields.Number("flash", Kilobyte, LargestFlash);
            int unit = Unit(fields);
            int second = fields.Has("secondBankPage") ? fields.Number("secondBankPage", 1, ushort.MaxValue) : 0;
            Stm32Device device = new Stm32Device
            {
                Id = Id(fields),
                Name = fields.Text("name", LongestName),
                FlashSize = flash,
                Pages = Pages(fields, "pages", flash, unit, second),
                SingleBankPages = fields.Has("singleBankPages") ? Pages(fields, "singleBankPages", flash, unit, 0) : null,
                SmallBankPages = fields.Has("smallBankPages") ? Pages(fields, "smallBankPages", flash / 2, unit, second) : null,
                ProgramUnit = unit,
                RamSize = fields.Number("ram", Kilobyte, LargestRam),
                OtherRams = OtherRams(fields, flash),
                FreeRam = fields.Has("freeRam") ? OptionReader.Address(fields, "freeRam", LastOfRam, WordSize) : 0,
                PageEraseTime = fields.Number("eraseTime", 1, LongestErase),
                StartTime = fields.Number("startTime", 1, LongestStart),
                Clock = fields.Has("clock") ? fields.Number("clock", SlowestClock, FastestClock) : Stm32Device.UnknownClock,
                FlashSizeRegister = fields.Has("sizeRegister") ? OptionReader.Address(fields, "sizeRegister", uint.MaxValue, 2) : 0,
                Options = options.ReadOptions(fields),
                HasEmptyFlag = fields.Flag("emptyFlag", false),
                ErasesOnePage = fields.Flag("erasesOnePage", false),
                HasOneBank = fields.Flag("oneBank", false),
                KeepsSecondBank = fields.Flag("keepsSecondBank", false),
                ErasedValue = ErasedValue(fields),
                FlashAlias = fields.Has("flashAlias") ? OptionReader.Address(fields, "flashAlias", LastOfRam, Kilobyte) : 0,
                BootAddress = options.ReadBootAddress(fields),
                WriteProtections = fields.Has("writeProtection") ? options.ReadWriteProtections(fields, "writeProtection") : new WriteProtection[0],
                I2cAddress = fields.Has("i2cAddress") ? BusReader.Address(fields, "i2cAddress") : 0,
                HasFastI2c = fields.Flag("fastI2c", false),
                HasSpi = fields.Flag("spi", false),
                SingleBankWriteProtections = fields.Has("singleBankWriteProtection") ? options.ReadWriteProtections(fields, "singleBankWriteProtection") : null,
            };
            CheckFreeRam(fields, device);
            CheckBanks(fields, device);
            return device;
        }

        private static ushort Id(JsonFields fields)
        {
            uint id = fields.Hex("id", LargestId);
            return id != 0 ? (ushort)id : throw fields.Error("id", "a text of 0x1 to 0xFFF", "0x0");
        }

        private static int Unit(JsonFields fields)
        {
            int unit = fields.Number("unit", 2, LargestUnit);
            return (unit & (unit - 1)) == 0 ? unit : throw fields.Error("unit", "a power of two of 2 to 32", unit.ToString());
        }

        private static byte ErasedValue(JsonFields fields)
        {
            uint value = fields.Has("erased") ? fields.Hex("erased", byte.MaxValue) : byte.MaxValue;
            return value == 0 || value == byte.MaxValue ? (byte)value : throw fields.Error("erased", "0xFF or 0x00", "0x" + value.ToString("X2"));
        }

        // Reads alternating counts and sizes. After the last region they start again, for a second bank with the same regions.
        private static FlashLayout Pages(JsonFields fields, string name, int flash, int unit, int second)
        {
            int[] numbers = fields.Numbers(name, 2 * MostRegions, 1, LargestFlash);
            int[] counts = new int[numbers.Length / 2];
            int[] sizes = new int[counts.Length];
            if (numbers.Length % 2 != 0)
            {
                throw fields.Error(name, "counts and sizes in turn", numbers.Length + " numbers");
            }

            int total = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] = numbers[2 * i];
                sizes[i] = numbers[(2 * i) + 1];
                if (sizes[i] < SmallestPage || sizes[i] > LargestPage || sizes[i] % unit != 0)
                {
                    throw fields.Error(name, "pages of " + SmallestPage + " to " + LargestPage + " bytes that are multiples of the unit", sizes[i].ToString());
                }

                if (counts[i] > (flash - total) / sizes[i])
                {
                    throw fields.Error(name, "pages that fill the flash of " + flash + " bytes", "more");
                }

                total += counts[i] * sizes[i];
            }

            if (flash % total != 0)
            {
                throw fields.Error(name, "pages that fill the flash of " + flash + " bytes once or several times", total + " bytes");
            }

            return new FlashLayout(counts, sizes) { SecondBankNumber = second };
        }

        private RamBlock[] OtherRams(JsonFields fields, int flash)
        {
            if (!fields.Has("otherRams"))
            {
                return new RamBlock[0];
            }

            ArrayList list = fields.List("otherRams", MostRams);
            RamBlock[] rams = new RamBlock[list.Count];
            for (int i = 0; i < rams.Length; i++)
            {
                rams[i] = OtherRam(fields.Child("otherRams", list[i], i + 1), flash);
            }

            return rams;
        }

        private RamBlock OtherRam(JsonFields fields, int flash)
        {
            fields.Allow(_ramFields);
            uint address = OptionReader.Address(fields, "address", LastOfRam, WordSize);
            int size = fields.Number("size", WordSize, LargestRam);
            uint end = address + (uint)size;
            bool isInFlash = address < Stm32Device.FlashBase + (uint)flash && end > Stm32Device.FlashBase;
            if (end > LastOfRam + 1 || isInFlash)
            {
                throw fields.Error("address", "a RAM up to 0x3FFFFFFF and outside of the flash", size + " bytes from 0x" + address.ToString("X8"));
            }

            return new RamBlock(address, size);
        }

        private static void CheckFreeRam(JsonFields fields, Stm32Device device)
        {
            bool isInRam = device.FreeRam == 0 || IsWithin(device.FreeRam, Stm32Device.RamBase, device.RamSize);
            for (int i = 0; i < device.OtherRams.Length; i++)
            {
                isInRam |= IsWithin(device.FreeRam, device.OtherRams[i].Address, device.OtherRams[i].Size);
            }

            if (!isInRam)
            {
                throw fields.Error("freeRam", "the address of " + BlockSize + " bytes of a RAM of the device", "0x" + device.FreeRam.ToString("X8"));
            }
        }

        private static bool IsWithin(uint address, uint start, int size)
        {
            return size >= BlockSize && address >= start && address - start <= (uint)(size - BlockSize);
        }

        private static void CheckBanks(JsonFields fields, Stm32Device device)
        {
            int half = device.FlashSize / 2;
            int number = device.Pages.SecondBankNumber;
            int second = device.Pages.PageAt(half);
            bool isHalved = device.Pages.StartOf(second) == half;
            if (number != 0 && (!isHalved || number < second))
            {
                throw fields.Error("secondBankPage", isHalved ? "a number of " + second + " and more" : "a page that begins at the half of the flash", number.ToString());
            }

            OptionRegister options = device.Options;
            if (device.SingleBankPages != null
                && (options == null || (options.DualBank == OptionRegister.None && options.SmallDualBank == OptionRegister.None && options.NDualBank == OptionRegister.None)))
            {
                throw fields.Error("singleBankPages", "DBANK or DB1M or nDBANK in 'options'", "none");
            }

            if (device.SmallBankPages != null && device.SingleBankPages == null)
            {
                throw fields.Error("smallBankPages", "'singleBankPages' too", "none");
            }

            if (device.SingleBankWriteProtections != null && device.SingleBankPages == null)
            {
                throw fields.Error("singleBankWriteProtection", "'singleBankPages' too", "none");
            }

            bool hasChoice = device.SingleBankPages != null
                || (options != null && (options.SwapBank != OptionRegister.None || options.NSwapBank != OptionRegister.None));
            if (device.HasOneBank && hasChoice)
            {
                throw fields.Error("oneBank", "false where an option exchanges or makes banks", "true");
            }
        }

        // Otherwise only the first row would ever be found.
        private static void CheckOnce(Stm32Device[] devices, int last, JsonFields fields)
        {
            for (int i = 0; i < last; i++)
            {
                if (devices[i].Id == devices[last].Id)
                {
                    throw fields.Error("id", "each device once", "0x" + devices[last].Id.ToString("X3") + " again");
                }
            }
        }
    }
}
