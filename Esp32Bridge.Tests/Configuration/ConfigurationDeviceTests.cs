using Esp32Bridge.Configuration;
using Esp32Bridge.Devices;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>The fields of custom devices in the file.</summary>
    [TestClass]
    public class ConfigurationDeviceTests
    {
        // nanoFramework's metadata processor does not accept null in an attribute.
        private const string LeftOut = "";

        [TestMethod]
        public void A_device_with_all_fields_is_a_row_with_all_figures()
        {
            Stm32Device device = ApplyOne(Configurations.Device(null, null));

            Assert.AreEqual(0x499, (int)device.Id);
            Assert.AreEqual("own part", device.Name);
            Assert.AreEqual(512 * 1024, device.FlashSize);
            Assert.AreEqual("0 4000 8000 C000 10000 20000 40000 44000 ", StartsOf(device.Pages, 8));
            Assert.AreEqual(128, device.Pages.SecondBankNumber);
            Assert.AreEqual("0 40000 80000 ", StartsOf(device.SingleBankPages, 3));
            Assert.AreEqual(0, device.SingleBankPages.SecondBankNumber);
            Assert.AreEqual("0 4000 8000 C000 10000 20000 24000 ", StartsOf(device.SmallBankPages, 7));
            Assert.AreEqual(128, device.SmallBankPages.SecondBankNumber);
            Assert.AreEqual(16, device.ProgramUnit);
            Assert.AreEqual(96 * 1024, device.RamSize);
            Assert.AreEqual(2, device.OtherRams.Length);
            Assert.AreEqual(0x10000000u, device.OtherRams[0].Address);
            Assert.AreEqual(32 * 1024, device.OtherRams[0].Size);
            Assert.AreEqual(0x38000000u, device.OtherRams[1].Address);
            Assert.AreEqual(4096, device.OtherRams[1].Size);
            Assert.AreEqual(0x20003100u, device.FreeRam);
            Assert.AreEqual(400, device.PageEraseTime);
            Assert.AreEqual(60, device.StartTime);
            Assert.AreEqual(16000, device.Clock);
            Assert.AreEqual(0x1FFF75E0u, device.FlashSizeRegister);
            Assert.IsTrue(device.HasEmptyFlag);
            Assert.IsTrue(device.ErasesOnePage);
            Assert.IsFalse(device.HasOneBank);
            Assert.IsTrue(device.KeepsSecondBank);
            Assert.AreEqual(0, (int)device.ErasedValue);
            Assert.AreEqual(0x00200000u, device.FlashAlias);
        }

        [TestMethod]
        public void The_options_of_a_device_are_words_and_bits()
        {
            Stm32Device device = ApplyOne(Configurations.Device(null, null));
            OptionRegister options = device.Options;

            Assert.AreEqual(0x1FFF7800u, options.Address);
            Assert.AreEqual(
                "26 24 23 22 21 0 19 31 20 2 1",
                options.NSwBoot0 + " " + options.NBootSel + " " + options.NBoot1 + " " + options.DualBank + " " + options.SmallDualBank + " " + options.NDualBank + " "
                    + options.SwapBank + " " + options.NSwapBank + " " + options.BootBank2 + " " + options.NBootBank2 + " " + options.TrustZone);
            Assert.AreEqual(0x1FFF7804u, options.BootBank2Address);
            Assert.AreEqual(0x40022044u, device.BootAddress.Register);
            Assert.AreEqual("BOOT_ADD0", device.BootAddress.Name);
            Assert.AreEqual(0x08000000u, device.BootAddress.Of(0xFFFF2000));
            Assert.AreEqual(2, device.WriteProtections.Length);
            Assert.AreEqual("1FFF7818 1FFF7800 2 3 8 17 12 6 True 31", Describe(device.WriteProtections[0]));
            Assert.AreEqual("1FFF7804 00000000 0 1 0 16 7 0 False -1", Describe(device.WriteProtections[1]));
            Assert.AreEqual(1, device.SingleBankWriteProtections.Length);
            Assert.AreEqual("1FFF7808 00000000 0 1 0 16 6 0 False -1", Describe(device.SingleBankWriteProtections[0]));
        }

        [TestMethod]
        public void A_device_has_default_figures()
        {
            Stm32Device device = ApplyOne(Configurations.BareDevice(null, null));

            Assert.AreEqual(0x7FF, (int)device.Id);
            Assert.AreEqual(2000, device.Clock);
            Assert.AreEqual("0 800 1000 ", StartsOf(device.Pages, 3));
            Assert.AreEqual(0, device.Pages.SecondBankNumber);
            Assert.IsNull(device.SingleBankPages);
            Assert.IsNull(device.SmallBankPages);
            Assert.AreEqual(0, device.OtherRams.Length);
            Assert.AreEqual(0u, device.FreeRam);
            Assert.AreEqual(0u, device.FlashSizeRegister);
            Assert.IsNull(device.Options);
            Assert.IsFalse(device.HasEmptyFlag || device.ErasesOnePage || device.HasOneBank || device.KeepsSecondBank);
            Assert.AreEqual(0xFF, (int)device.ErasedValue);
            Assert.AreEqual(0u, device.FlashAlias);
            Assert.IsNull(device.BootAddress);
            Assert.AreEqual(0, device.WriteProtections.Length);
            Assert.IsNull(device.SingleBankWriteProtections);

            device = ApplyOne(Configurations.BareDevice("options", "{\"address\":\"0x1FFF7800\",\"nBOOT1\":0}"));
            Assert.AreEqual(0, device.Options.NBoot1);
            Assert.AreEqual(OptionRegister.None, device.Options.DualBank);
            Assert.IsTrue(ApplyOne(Configurations.BareDevice("oneBank", "true")).HasOneBank);
        }

        [DataRow("id")]
        [DataRow("name")]
        [DataRow("flash")]
        [DataRow("pages")]
        [DataRow("unit")]
        [DataRow("ram")]
        [DataRow("eraseTime")]
        [DataRow("startTime")]
        public void A_missing_mandatory_field_of_a_device_is_named(string field)
        {
            Refused(Configurations.Device(field, null), field + ": expected a value; got none. ");
        }

        [DataRow("null", "an array of 1 to 4; got null")]
        [DataRow("{}", "an array of 1 to 4; got ")]
        [DataRow("[]", "an array of 1 to 4; got 0 elements")]
        [DataRow("[1,2,3,4,5]", "an array of 1 to 4; got 5 elements")]
        public void Devices_that_are_not_a_list_are_refused(string json, string error)
        {
            ConfigurationChecks.Refused("esp32bridge.json: devices: expected " + error, Configurations.With("devices", json));
        }

        [TestMethod]
        public void A_device_is_an_object_and_named_by_its_number()
        {
            string good = Configurations.BareDevice(null, null);

            ConfigurationChecks.Refused("device 2: esp32bridge.json: devices: expected an object; got something else. ", Configurations.With("devices", "[" + good + ",\"0x415\"]"));
            ConfigurationChecks.Refused("device 2: esp32bridge.json: id: expected each device once; got 0x7FF again. ", Configurations.With("devices", "[" + good + "," + good + "]"));
            Assert.AreEqual(2, Apply("[" + good + "," + Configurations.Device(null, null) + "]").Length);
        }

        [DataRow("id", "\"0x0\"", "a text of 0x1 to 0xFFF; got 0x0")]
        [DataRow("id", "\"0x1000\"", "a text of 0x0 to 0xFFF; got '0x1000'")]
        [DataRow("id", "1045", "a text of 0x0 to 0xFFF; got 1045 without quotation marks")]
        [DataRow("name", "\"\"", "1 to 32 printable characters; got ''")]
        [DataRow("name", "\"123456789012345678901234567890123\"", "1 to 32 printable characters; got ")]
        [DataRow("flash", "1023", "a number of 1024 to 16777216; got 1023")]
        [DataRow("flash", "16777217", "a number of 1024 to 16777216; got 16777217")]
        [DataRow("flash", "\"0x80000\"", "a number of 1024 to 16777216; got '0x80000'")]
        [DataRow("unit", "1", "a number of 2 to 32; got 1")]
        [DataRow("unit", "64", "a number of 2 to 32; got 64")]
        [DataRow("unit", "12", "a power of two of 2 to 32; got 12")]
        [DataRow("ram", "1023", "a number of 1024 to 16777216; got 1023")]
        [DataRow("ram", "16777217", "a number of 1024 to 16777216; got 16777217")]
        [DataRow("eraseTime", "0", "a number of 1 to 60000; got 0")]
        [DataRow("eraseTime", "60001", "a number of 1 to 60000; got 60001")]
        [DataRow("startTime", "0", "a number of 1 to 10000; got 0")]
        [DataRow("startTime", "10001", "a number of 1 to 10000; got 10001")]
        [DataRow("clock", "999", "a number of 1000 to 1000000; got 999")]
        [DataRow("clock", "1000001", "a number of 1000 to 1000000; got 1000001")]
        [DataRow("sizeRegister", "\"0x1FFF75E1\"", "a multiple of 2; got 0x1FFF75E1")]
        [DataRow("sizeRegister", "536835552", "a text of 0x0 to 0xFFFFFFFF; got 536835552")]
        [DataRow("erased", "\"0x0F\"", "0xFF or 0x00; got 0x0F")]
        [DataRow("erased", "\"0x100\"", "a text of 0x0 to 0xFF; got '0x100'")]
        [DataRow("flashAlias", "\"0x40000000\"", "a text of 0x0 to 0x3FFFFFFF; got '0x40000000'")]
        [DataRow("flashAlias", "\"0x200200\"", "a multiple of 1024; got 0x00200200")]
        [DataRow("emptyFlag", "1", "true or false; got 1")]
        [DataRow("erasesOnePage", "\"true\"", "true or false; got 'true'")]
        [DataRow("oneBank", "null", "true or false; got null")]
        public void A_figure_out_of_range_is_refused(string field, string json, string error)
        {
            Refused(Configurations.Device(field, json), field + ": expected " + error);
        }

        [DataRow("flash", "1024", "[8,128]", 1024)]
        [DataRow("flash", "16777216", "[64,262144]", 16777216)]
        public void A_flash_has_its_whole_range(string field, string json, string pages, int expected)
        {
            string device = Configurations.BareDevice(null, null);
            int place = device.IndexOf("65536");
            string text = device.Substring(0, place) + json + ",\"pages\":" + pages + device.Substring(device.IndexOf(",\"unit\""));

            Assert.AreEqual(expected, ApplyOne(text).FlashSize, field);
        }

        [DataRow("[]", "an array of 1 to 16; got 0 elements")]
        [DataRow("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]", "an array of 1 to 16; got 18 elements")]
        [DataRow("[0,2048]", "a number of 1 to 16777216; got 0")]
        [DataRow("[256,-2048]", "a number of 1 to 16777216; got -2048")]
        [DataRow("[256]", "counts and sizes in turn; got 1 numbers")]
        [DataRow("[4,16384,7]", "counts and sizes in turn; got 3 numbers")]
        [DataRow("[8192,64]", "pages of 128 to 262144 bytes that are multiples of the unit; got 64")]
        [DataRow("[1,524288]", "pages of 128 to 262144 bytes that are multiples of the unit; got 524288")]
        [DataRow("[256,2056]", "pages of 128 to 262144 bytes that are multiples of the unit; got 2056")]
        [DataRow("[257,2048]", "pages that fill the flash of 524288 bytes; got more")]
        [DataRow("[255,2048,2,2048]", "pages that fill the flash of 524288 bytes; got more")]
        [DataRow("[16777216,262144]", "pages that fill the flash of 524288 bytes; got more")]
        [DataRow("[255,2048]", "pages that fill the flash of 524288 bytes once or several times; got 522240 bytes")]
        [DataRow("[4,16384,1,65536,2,131072]", "pages that fill the flash of 524288 bytes once or several times; got 393216 bytes")]
        public void Pages_that_do_not_divide_the_flash_are_refused(string json, string error)
        {
            Refused(Configurations.Device("pages", json), "pages: expected " + error);
            Refused(Configurations.Device("singleBankPages", json), "singleBankPages: expected " + error);
        }

        [DataRow("otherRams", "[]", "otherRams: expected an array of 1 to 4; got 0 elements")]
        [DataRow("otherRams", "[{\"size\":4}]", "otherRams 1: address: expected a value; got none")]
        [DataRow("otherRams", "[{\"address\":\"0x10000000\"}]", "otherRams 1: size: expected a value; got none")]
        [DataRow("otherRams", "[{\"address\":\"0x10000002\",\"size\":32768}]", "otherRams 1: address: expected a multiple of 4; got 0x10000002")]
        [DataRow("otherRams", "[{\"address\":\"0x40000000\",\"size\":32768}]", "otherRams 1: address: expected a text of 0x0 to 0x3FFFFFFF; got '0x40000000'")]
        [DataRow("otherRams", "[{\"address\":\"0x3FFFFFFC\",\"size\":32768}]", "otherRams 1: address: expected a RAM up to 0x3FFFFFFF and outside of the flash; got 32768 bytes from 0x3FFFFFFC")]
        [DataRow("otherRams", "[{\"address\":\"0x08000000\",\"size\":32768}]", "otherRams 1: address: expected a RAM up to 0x3FFFFFFF and outside of the flash; got 32768 bytes from 0x08000000")]
        [DataRow("otherRams", "[{\"address\":\"0x10000000\",\"size\":4},{\"address\":\"0x07FF8004\",\"size\":32768}]", "otherRams 2: address: expected a RAM up to 0x3FFFFFFF and outside of the flash; got 32768 bytes from 0x07FF8004")]
        [DataRow("otherRams", "[{\"address\":\"0x10000000\",\"size\":3}]", "otherRams 1: size: expected a number of 4 to 16777216; got 3")]
        [DataRow("otherRams", "[{\"address\":\"0x10000000\",\"size\":4,\"name\":\"x\"}]", "otherRams 1: expected a field that is known; got 'name'")]
        [DataRow("freeRam", "\"0x20003102\"", "freeRam: expected a multiple of 4; got 0x20003102")]
        [DataRow("freeRam", "\"0x20017F04\"", "freeRam: expected the address of 256 bytes of a RAM of the device; got 0x20017F04")]
        [DataRow("freeRam", "\"0x1FFFFFFC\"", "freeRam: expected the address of 256 bytes of a RAM of the device; got 0x1FFFFFFC")]
        [DataRow("freeRam", "\"0x08000000\"", "freeRam: expected the address of 256 bytes of a RAM of the device; got 0x08000000")]
        public void An_impossible_RAM_is_refused(string field, string json, string error)
        {
            Refused(Configurations.Device(field, json), error);
        }

        [DataRow("freeRam", "\"0x20017F00\"")]
        [DataRow("freeRam", "\"0x20000000\"")]
        [DataRow("freeRam", "\"0x10007F00\"")]
        [DataRow("freeRam", "\"0x38000F00\"")]
        [DataRow("otherRams", "[{\"address\":\"0x3FFF8000\",\"size\":32768}]")]
        [DataRow("otherRams", "[{\"address\":\"0x07FF8000\",\"size\":32768}]")]
        [DataRow("otherRams", "[{\"address\":\"0x08080000\",\"size\":32768}]")]
        [DataRow("otherRams", "[{\"address\":\"0x0\",\"size\":32768}]")]
        public void A_RAM_may_be_used_to_its_end(string field, string json)
        {
            Assert.AreEqual(0x499, (int)ApplyOne(Configurations.Device(field, json)).Id);
        }

        [DataRow("options", "[]", "options: expected an object; got ")]
        [DataRow("options", "{\"nBOOT1\":23}", "options: address: expected a value; got none")]
        [DataRow("bootAddress", "{\"name\":\"x\",\"mask\":\"0x1\"}", "bootAddress: address: expected a value; got none")]
        [DataRow("bootAddress", "\"0x40022044\"", "bootAddress: expected an object; got '0x40022044'")]
        [DataRow("writeProtection", "[]", "writeProtection: expected an array of 1 to 8; got 0 elements")]
        [DataRow("writeProtection", "[7]", "writeProtection: expected an object; got something else")]
        public void Invalid_options_are_refused(string field, string json, string error)
        {
            Refused(Configurations.Device(field, json), error);
        }

        [DataRow("address", "\"0x1FFF7802\"", "address: expected a multiple of 4; got 0x1FFF7802")]
        [DataRow("nBOOT1", "32", "nBOOT1: expected a number of 0 to 31; got 32")]
        [DataRow("BFB2", "-1", "BFB2: expected a number of 0 to 31; got -1")]
        [DataRow("TZEN", "26", "TZEN: expected each bit once; got 26 again")]
        [DataRow("nDBANK", "24", "nDBANK: expected each bit once; got 24 again")]
        public void An_impossible_bit_of_the_options_is_refused(string field, string json, string error)
        {
            Refused(Configurations.Device("options", Configurations.Options(field, json)), "options: " + error);
        }

        [DataRow("address", "\"0x40022045\"", "address: expected a multiple of 4; got 0x40022045")]
        [DataRow("name", "\"\"", "name: expected 1 to 32 printable characters; got ''")]
        [DataRow("name", LeftOut, "name: expected a value; got none")]
        [DataRow("mask", "\"0x0\"", "mask: expected bits that count; got none")]
        [DataRow("mask", LeftOut, "mask: expected a value; got none")]
        [DataRow("shift", "32", "shift: expected a number of 0 to 31; got 32")]
        public void An_impossible_boot_address_is_refused(string field, string json, string error)
        {
            Refused(Configurations.Device("bootAddress", Configurations.BootAddress(field, json)), "bootAddress: " + error);
        }

        [DataRow("address", "\"0x1FFF7819\"", "address: expected a multiple of 4; got 0x1FFF7819")]
        [DataRow("otherAddress", "\"0x1FFF7819\"", "otherAddress: expected a multiple of 4; got 0x1FFF7819")]
        [DataRow("stepsOfPage", "0", "stepsOfPage: expected a number of 1 to 65536; got 0")]
        [DataRow("stepsOfPage", "65537", "stepsOfPage: expected a number of 1 to 65536; got 65537")]
        [DataRow("pagesOfBit", "257", "pagesOfBit: expected a number of 0 to 256; got 257")]
        [DataRow("lowestBit", "32", "lowestBit: expected a number of 0 to 31; got 32")]
        [DataRow("lowestBitOfLast", "-1", "lowestBitOfLast: expected a number of 0 to 31; got -1")]
        [DataRow("bits", "0", "bits: expected a number of 1 to 32; got 0")]
        [DataRow("bits", "25", "bits: expected a place in 32 bits; got 25 from bit 8")]
        [DataRow("bits", LeftOut, "bits: expected a value; got none")]
        [DataRow("firstPage", "65536", "firstPage: expected a number of 0 to 65535; got 65536")]
        public void Impossible_write_protection_is_refused(string field, string json, string error)
        {
            Refused(Configurations.Device("writeProtection", "[" + Configurations.Protection(field, json) + "]"), "writeProtection 1: " + error);
        }

        [DataRow("{\"address\":\"0x4\",\"bits\":16}", true)]
        [DataRow("{\"address\":\"0x4\",\"bits\":17}", false)]
        [DataRow("{\"address\":\"0x4\",\"bits\":8,\"lowestBit\":24,\"lowestBitOfLast\":16}", true)]
        [DataRow("{\"address\":\"0x4\",\"bits\":9,\"lowestBit\":24,\"lowestBitOfLast\":15}", false)]
        [DataRow("{\"address\":\"0x4\",\"bits\":12,\"lowestBit\":8,\"lowestBitOfLast\":17}", false)]
        [DataRow("{\"address\":\"0x4\",\"otherAddress\":\"0xC\",\"bits\":17,\"lowestBitOfLast\":0}", true)]
        [DataRow("{\"address\":\"0x4\",\"otherAddress\":\"0xC\",\"bits\":17,\"lowestBitOfLast\":16}", false)]
        [DataRow("{\"address\":\"0x4\",\"bits\":32,\"pagesOfBit\":1}", true)]
        [DataRow("{\"address\":\"0x4\",\"bits\":32,\"pagesOfBit\":1,\"lowestBit\":1}", false)]
        public void Both_pages_of_a_write_protection_fit_into_their_words(string json, bool isRight)
        {
            Assert.AreEqual(isRight ? 1 : 0, Apply("[" + Configurations.BareDevice("writeProtection", "[" + json + "]") + "]").Length);
        }

        [TestMethod]
        public void Contradictory_fields_are_refused()
        {
            const string OneBank = "oneBank: expected false where an option exchanges or makes banks; got true";
            Refused(Configurations.Device("oneBank", "true"), OneBank);
            Refused(Configurations.BareDevice("oneBank", "true,\"options\":{\"address\":\"0x4\",\"nSWAP_BANK\":20}"), OneBank);
            Refused(Configurations.BareDevice("singleBankPages", "[16,4096]"), "singleBankPages: expected DBANK or DB1M or nDBANK in 'options'; got none");
            Refused(Configurations.BareDevice("singleBankPages", "[16,4096],\"options\":{\"address\":\"0x4\",\"nBOOT1\":20}"), "singleBankPages: expected DBANK or DB1M or nDBANK in 'options'; got none");
            Refused(Configurations.BareDevice("smallBankPages", "[16,2048]"), "smallBankPages: expected 'singleBankPages' too; got none");
            Refused(Configurations.BareDevice("singleBankWriteProtection", "[{\"address\":\"0x4\",\"bits\":7}]"), "singleBankWriteProtection: expected 'singleBankPages' too; got none");
            Refused(Configurations.Device("secondBankPage", "5"), "secondBankPage: expected a number of 6 and more; got 5");
            Refused(Configurations.Device("secondBankPage", "0"), "secondBankPage: expected a number of 1 to 65535; got 0");
            Refused(Configurations.Device("pages", "[1,131072,1,262144,1,131072]"), "secondBankPage: expected a page that begins at the half of the flash; got 128");
        }

        [DataRow("unknown")]
        [DataRow("Flash")]
        public void An_unknown_field_of_a_device_is_refused(string field)
        {
            string known = "expected a field that is known; got '" + field + "'";
            string more = ",\"" + field + "\":1}";
            string options = Configurations.Options(null, null);
            string protection = Configurations.Protection(null, null);

            ConfigurationChecks.Refused("device 1: esp32bridge.json: " + known, With(Configurations.BareDevice(field, "1")));
            Refused(Configurations.Device("options", options.Substring(0, options.Length - 1) + more), "options: " + known);
            Refused(Configurations.Device("bootAddress", "{\"address\":\"0x4\"" + more), "bootAddress: " + known);
            Refused(Configurations.Device("writeProtection", "[" + protection + "," + protection.Substring(0, protection.Length - 1) + more + "]"), "writeProtection 2: " + known);
        }

        private static string With(string device)
        {
            return Configurations.With("devices", "[" + device + "]");
        }

        private static void Refused(string device, string error)
        {
            ConfigurationChecks.Refused("device 1: esp32bridge.json: " + error, With(device));
        }

        private static Stm32Device ApplyOne(string device)
        {
            Stm32Device[] devices = Apply("[" + device + "]");
            Assert.AreEqual(1, devices.Length, "it is refused");
            return devices[0];
        }

        private static Stm32Device[] Apply(string devices)
        {
            return Configurations.Apply(Configurations.With("devices", devices), new FakeLog()).OwnDevices;
        }

        private static string StartsOf(FlashLayout pages, int count)
        {
            string text = string.Empty;
            for (int i = 0; i < count; i++)
            {
                text += pages.StartOf(i).ToString("X") + " ";
            }

            return text;
        }

        private static string Describe(WriteProtection word)
        {
            return word.Address.ToString("X8") + " " + word.OtherAddress.ToString("X8") + " " + word.PagesOfBit + " " + word.StepsOfPage + " " + word.LowestBit + " " + word.LowestBitOfLast + " " + word.Bits + " " + word.FirstPage
                + " " + (word.ProtectsBySet ? "True " : "False ") + word.Sprmod;
        }
    }
}
