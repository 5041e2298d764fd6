using Esp32Bridge.Devices;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class DeviceTableTests
    {
        private const int Kilobyte = 1024;
        private const int LastId = 0xFFF;

        [DataRow("L412")]
        [DataRow("L432")]
        [DataRow("L471")]
        [DataRow("L476")]
        [DataRow("L496")]
        [DataRow("L4R5")]
        [DataRow("U575")]
        [DataRow("U5A5")]
        [DataRow("F103")]
        public void The_table_has_the_figures_of_the_model_part(string name)
        {
            Stm32Part part = Stm32Parts.Create(name);
            Stm32Device device = new Stm32Devices().Find(part.Id);

            Assert.IsNotNull(device);
            Assert.AreEqual(part.PageSize, device.Pages.SizeOf(0));
            Assert.AreEqual(part.ProgramUnit, device.ProgramUnit);
            Assert.IsTrue(device.FlashSize >= part.FlashSize, "flash size");
            Assert.IsTrue(device.IsStack(Stm32Device.RamBase + (uint)part.RamSize), "RAM size");
            Assert.IsTrue(device.PageEraseTime * 1000L >= part.PageEraseTime, "erase time");
            Assert.IsTrue(device.FlashSizeRegister == 0 || device.FlashSizeRegister == part.FlashSizeRegister, "flash size register");
            Assert.AreEqual(part.HasEmptyFlag, device.HasEmptyFlag);
        }

        // Id, KiB of flash, bytes of the largest page, programming unit, milliseconds of an erase.
        [DataRow(0x464, 128, 2048, 8, 25)]
        [DataRow(0x435, 256, 2048, 8, 25)]
        [DataRow(0x462, 512, 2048, 8, 25)]
        [DataRow(0x415, 1024, 2048, 8, 25)]
        [DataRow(0x461, 1024, 2048, 8, 25)]
        [DataRow(0x470, 2048, 4096, 8, 25)]
        [DataRow(0x471, 1024, 4096, 8, 25)]
        [DataRow(0x472, 512, 2048, 16, 25)]
        [DataRow(0x455, 512, 8192, 16, 5)]
        [DataRow(0x482, 2048, 8192, 16, 5)]
        [DataRow(0x481, 4096, 8192, 16, 5)]
        [DataRow(0x476, 4096, 8192, 16, 5)]
        [DataRow(0x412, 32, 1024, 2, 40)]
        [DataRow(0x410, 128, 1024, 2, 40)]
        [DataRow(0x414, 512, 2048, 2, 40)]
        [DataRow(0x430, 1024, 2048, 2, 40)]
        [DataRow(0x418, 256, 2048, 2, 40)]
        [DataRow(0x420, 128, 1024, 2, 40)]
        [DataRow(0x428, 512, 2048, 2, 40)]
        [DataRow(0x466, 64, 2048, 8, 40)]
        [DataRow(0x456, 64, 2048, 8, 40)]
        [DataRow(0x460, 128, 2048, 8, 40)]
        [DataRow(0x467, 512, 2048, 8, 40)]
        [DataRow(0x468, 128, 2048, 8, 25)]
        [DataRow(0x469, 512, 2048, 8, 25)]
        [DataRow(0x479, 512, 2048, 8, 25)]
        [DataRow(0x413, 1024, 131072, 4, 4000)]
        [DataRow(0x419, 2048, 131072, 4, 4000)]
        [DataRow(0x423, 256, 131072, 4, 4000)]
        [DataRow(0x433, 512, 131072, 4, 4000)]
        [DataRow(0x458, 128, 65536, 4, 4000)]
        [DataRow(0x431, 512, 131072, 4, 4000)]
        [DataRow(0x441, 1024, 131072, 4, 4000)]
        [DataRow(0x463, 1536, 131072, 4, 4000)]
        [DataRow(0x421, 512, 131072, 4, 4000)]
        [DataRow(0x434, 2048, 131072, 4, 4000)]
        [DataRow(0x474, 128, 8192, 16, 5)]
        [DataRow(0x478, 512, 8192, 16, 5)]
        [DataRow(0x484, 2048, 8192, 16, 5)]
        [DataRow(0x443, 32, 2048, 8, 40)]
        [DataRow(0x453, 32, 2048, 8, 40)]
        [DataRow(0x44C, 64, 2048, 8, 40)]
        [DataRow(0x493, 128, 2048, 8, 40)]
        [DataRow(0x44D, 256, 2048, 8, 40)]
        [DataRow(0x44F, 256, 8192, 16, 5)]
        [DataRow(0x44E, 512, 8192, 16, 5)]
        [DataRow(0x45A, 1024, 8192, 16, 5)]
        [DataRow(0x444, 32, 1024, 2, 40)]
        [DataRow(0x440, 64, 1024, 2, 40)]
        [DataRow(0x445, 32, 1024, 2, 40)]
        [DataRow(0x448, 128, 2048, 2, 40)]
        [DataRow(0x442, 256, 2048, 2, 40)]
        [DataRow(0x411, 1024, 131072, 4, 4000)]
        [DataRow(0x422, 256, 2048, 2, 40)]
        [DataRow(0x446, 512, 2048, 2, 40)]
        [DataRow(0x438, 64, 2048, 2, 40)]
        [DataRow(0x439, 64, 2048, 2, 40)]
        [DataRow(0x432, 256, 2048, 2, 40)]
        [DataRow(0x449, 1024, 262144, 8, 4000)]
        [DataRow(0x451, 2048, 131072, 8, 4000)]
        [DataRow(0x452, 512, 131072, 8, 4000)]
        [DataRow(0x47A, 4096, 8192, 16, 5)]
        [DataRow(0x450, 2048, 131072, 32, 4000)]
        [DataRow(0x483, 1024, 131072, 32, 4000)]
        [DataRow(0x480, 2048, 8192, 16, 3)]
        [DataRow(0x485, 64, 8192, 16, 3)]
        [DataRow(0x457, 16, 128, 8, 4)]
        [DataRow(0x425, 32, 128, 8, 4)]
        [DataRow(0x417, 64, 128, 8, 4)]
        [DataRow(0x447, 192, 128, 8, 4)]
        [DataRow(0x416, 128, 256, 8, 4)]
        [DataRow(0x429, 128, 256, 8, 4)]
        [DataRow(0x427, 256, 256, 8, 4)]
        [DataRow(0x436, 384, 256, 8, 4)]
        [DataRow(0x437, 512, 256, 8, 4)]
        [DataRow(0x459, 64, 2048, 8, 40)]
        [DataRow(0x489, 256, 2048, 8, 40)]
        [DataRow(0x454, 1024, 4096, 8, 5)]
        [DataRow(0x42A, 2048, 4096, 8, 5)]
        [DataRow(0x495, 1024, 4096, 8, 40)]
        [DataRow(0x496, 512, 4096, 8, 40)]
        [DataRow(0x494, 320, 2048, 8, 40)]
        [DataRow(0x492, 1024, 8192, 16, 10)]
        [DataRow(0x4B2, 512, 4096, 16, 10)]
        [DataRow(0x4B0, 2048, 8192, 16, 10)]
        [DataRow(0x497, 256, 2048, 8, 40)]
        public void The_flash_is_that_of_the_reference_manual(int id, int kilobytes, int pageSize, int unit, int eraseTime)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);

            Assert.AreEqual(id, (int)device.Id);
            Assert.AreEqual(kilobytes * Kilobyte, device.FlashSize);
            Assert.AreEqual(pageSize, device.Pages.SizeOf(device.Pages.PageAt(device.FlashSize - 1)));
            Assert.AreEqual(unit, device.ProgramUnit);
            Assert.AreEqual(eraseTime, device.PageEraseTime);
        }

        // Id, KiB of RAM, start and KiB of the other RAM, milliseconds of a start.
        [DataRow(0x464, 40, 0x10000000, 8, 1)]
        [DataRow(0x435, 64, 0x10000000, 16, 1)]
        [DataRow(0x462, 160, 0x10000000, 32, 1)]
        [DataRow(0x415, 96, 0x10000000, 32, 2561)]
        [DataRow(0x461, 320, 0x10000000, 64, 77)]
        [DataRow(0x470, 640, 0x10000000, 64, 11)]
        [DataRow(0x471, 320, 0x10000000, 64, 10)]
        [DataRow(0x472, 256, 0, 0, 1)]
        [DataRow(0x455, 256, 0x28000000, 16, 1)]
        [DataRow(0x482, 768, 0x28000000, 16, 1)]
        [DataRow(0x481, 2496, 0x28000000, 16, 1)]
        [DataRow(0x476, 3008, 0x28000000, 16, 1)]
        [DataRow(0x412, 10, 0, 0, 2)]
        [DataRow(0x410, 20, 0, 0, 2)]
        [DataRow(0x414, 64, 0, 0, 2)]
        [DataRow(0x430, 96, 0, 0, 2)]
        [DataRow(0x418, 64, 0, 0, 525)]
        [DataRow(0x420, 8, 0, 0, 2)]
        [DataRow(0x428, 32, 0, 0, 2)]
        [DataRow(0x466, 8, 0, 0, 1)]
        [DataRow(0x456, 18, 0, 0, 1)]
        [DataRow(0x460, 36, 0, 0, 1)]
        [DataRow(0x467, 144, 0, 0, 1)]
        [DataRow(0x468, 32, 0x10000000, 10, 1)]
        [DataRow(0x469, 128, 0x10000000, 32, 1)]
        [DataRow(0x479, 112, 0x10000000, 16, 1)]
        [DataRow(0x413, 128, 0x10000000, 64, 85)]
        [DataRow(0x419, 192, 0x10000000, 64, 82)]
        [DataRow(0x423, 64, 0, 0, 75)]
        [DataRow(0x433, 96, 0, 0, 75)]
        [DataRow(0x458, 32, 0, 0, 1)]
        [DataRow(0x431, 128, 0, 0, 75)]
        [DataRow(0x441, 256, 0, 0, 1)]
        [DataRow(0x463, 320, 0, 0, 1)]
        [DataRow(0x421, 128, 0, 0, 74)]
        [DataRow(0x434, 320, 0x10000000, 64, 74)]
        [DataRow(0x474, 32, 0, 0, 2)]
        [DataRow(0x478, 272, 0, 0, 3)]
        [DataRow(0x484, 640, 0, 0, 2)]
        [DataRow(0x443, 6, 0, 0, 3)]
        [DataRow(0x453, 12, 0, 0, 3)]
        [DataRow(0x44C, 12, 0, 0, 3)]
        [DataRow(0x493, 24, 0, 0, 3)]
        [DataRow(0x44D, 36, 0, 0, 2)]
        [DataRow(0x44F, 64, 0, 0, 5)]
        [DataRow(0x44E, 128, 0, 0, 5)]
        [DataRow(0x45A, 256, 0, 0, 5)]
        [DataRow(0x444, 4, 0, 0, 2)]
        [DataRow(0x440, 8, 0, 0, 2)]
        [DataRow(0x445, 6, 0, 0, 230)]
        [DataRow(0x448, 16, 0, 0, 230)]
        [DataRow(0x442, 32, 0, 0, 2)]
        [DataRow(0x411, 128, 0, 0, 134)]
        [DataRow(0x422, 40, 0x10000000, 8, 44)]
        [DataRow(0x446, 64, 0x10000000, 16, 147)]
        [DataRow(0x438, 12, 0x10000000, 4, 1)]
        [DataRow(0x439, 16, 0x10000000, 0, 561)]
        [DataRow(0x432, 32, 0x10000000, 0, 44)]
        [DataRow(0x449, 320, 0, 0, 18)]
        [DataRow(0x451, 512, 0, 0, 18)]
        [DataRow(0x452, 256, 0, 0, 18)]
        [DataRow(0x47A, 1536, 0, 0, 12)]
        [DataRow(0x450, 128, 0x24000000, 512, 54)]
        [DataRow(0x483, 128, 0x24000000, 320, 54)]
        [DataRow(0x480, 128, 0x24000000, 1024, 545)]
        [DataRow(0x485, 192, 0x24000000, 456, 545)]
        [DataRow(0x457, 2, 0, 0, 1)]
        [DataRow(0x425, 8, 0, 0, 1)]
        [DataRow(0x417, 8, 0, 0, 1)]
        [DataRow(0x447, 20, 0, 0, 1)]
        [DataRow(0x416, 16, 0, 0, 1)]
        [DataRow(0x429, 32, 0, 0, 1)]
        [DataRow(0x427, 32, 0, 0, 1)]
        [DataRow(0x436, 48, 0, 0, 1)]
        [DataRow(0x437, 80, 0, 0, 1)]
        [DataRow(0x459, 12, 0, 0, 5)]
        [DataRow(0x489, 40, 0, 0, 6)]
        [DataRow(0x454, 256, 0, 0, 5)]
        [DataRow(0x42A, 640, 0, 0, 5)]
        [DataRow(0x495, 192, 0x20030000, 64, 1)]
        [DataRow(0x496, 32, 0x20030000, 64, 1)]
        [DataRow(0x494, 12, 0x20030000, 36, 1)]
        [DataRow(0x492, 128, 0, 0, 1)]
        [DataRow(0x4B2, 96, 0, 0, 3)]
        [DataRow(0x4B0, 512, 0, 0, 3)]
        [DataRow(0x497, 64, 0, 0, 1)]
        public void The_RAM_and_the_start_are_those_of_the_family(int id, int kilobytes, int otherBase, int otherKilobytes, int startTime)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);

            Assert.AreEqual(kilobytes * Kilobyte, device.RamSize);
            Assert.AreEqual(otherKilobytes == 0, device.OtherRams.Length == 0);
            if (otherKilobytes != 0)
            {
                Assert.AreEqual(otherBase, (int)device.OtherRams[0].Address);
                Assert.AreEqual(otherKilobytes * Kilobyte, device.OtherRams[0].Size);
            }
            Assert.AreEqual(startTime, device.StartTime);
        }

        // The model has its own figures, in MHz.
        [TestMethod]
        public void The_clock_is_that_of_the_part_after_a_reset()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                Stm32Part part = Stm32Parts.Create(Stm32Parts.Names[i]);
                Stm32Device device = new Stm32Devices().Find(part.Id);

                Assert.AreEqual(part.Clock, (device.Clock + 500) / 1000, part.Name);
            }
        }

        // Id, option word, empty flag, flash size register.
        [DataRow(0x464, 0x1FFF7800, true, 0x1FFF75E0)]
        [DataRow(0x415, 0x1FFF7800, false, 0x1FFF75E0)]
        [DataRow(0x461, 0x1FFF7800, true, 0x1FFF75E0)]
        [DataRow(0x470, 0x1FF00000, true, 0x1FFF75E0)]
        [DataRow(0x471, 0x1FF00000, false, 0x1FFF75E0)]
        [DataRow(0x472, 0x40022040, false, 0x0BFA05E0)]
        [DataRow(0x482, 0x40022040, false, 0x0BFA07A0)]
        [DataRow(0x410, 0, false, 0x1FFFF7E0)]
        [DataRow(0x466, 0x1FFF7800, true, 0x1FFF75E0)]
        [DataRow(0x469, 0x1FFF7800, false, 0x1FFF75E0)]
        [DataRow(0x413, 0, false, 0x1FFF7A22)]
        [DataRow(0x419, 0x1FFFC008, false, 0x1FFF7A22)]
        [DataRow(0x484, 0, false, 0x08FFF80C)]
        [DataRow(0x443, 0x1FFF7800, true, 0x1FFF75A0)]
        [DataRow(0x44C, 0x1FFF7800, false, 0x1FFF75A0)]
        [DataRow(0x44E, 0, false, 0x08FFF80C)]
        [DataRow(0x440, 0x1FFFF800, false, 0x1FFFF7CC)]
        [DataRow(0x442, 0x1FFFF800, true, 0x1FFFF7CC)]
        [DataRow(0x445, 0x1FFFF800, true, 0x1FFFF7CC)]
        [DataRow(0x411, 0, false, 0x1FFF7A22)]
        [DataRow(0x422, 0x1FFFF800, false, 0x1FFFF7CC)]
        [DataRow(0x449, 0, false, 0x1FF0F442)]
        [DataRow(0x451, 0x1FFF0008, false, 0x1FF0F442)]
        [DataRow(0x452, 0, false, 0x1FF07A22)]
        [DataRow(0x450, 0, false, 0x1FF1E880)]
        [DataRow(0x480, 0, false, 0x08FFF80C)]
        [DataRow(0x457, 0x1FF80004, true, 0x1FF8007C)]
        [DataRow(0x447, 0x1FF80004, false, 0x1FF8007C)]
        [DataRow(0x416, 0, false, 0x1FF8004C)]
        [DataRow(0x427, 0, false, 0x1FF800CC)]
        [DataRow(0x436, 0x1FF80004, false, 0)]
        [DataRow(0x430, 0x1FFFF800, false, 0x1FFFF7E0)]
        [DataRow(0x459, 0x40022020, false, 0x1FFF3EA0)]
        [DataRow(0x489, 0x40022020, false, 0x1FFF6EA0)]
        [DataRow(0x454, 0x40022040, false, 0x0BFA07A0)]
        [DataRow(0x494, 0x1FFF8000, true, 0x1FFF75E0)]
        [DataRow(0x495, 0x1FFF8000, true, 0x1FFF75E0)]
        [DataRow(0x492, 0x40022040, false, 0x0BF907A0)]
        [DataRow(0x4B2, 0x40022040, false, 0x0BF8D7A0)]
        [DataRow(0x4B0, 0x40022040, false, 0x0BFA07A0)]
        [DataRow(0x497, 0x1FFF7800, true, 0x1FFF75E0)]
        public void Option_bytes_empty_flag_and_flash_size_register_are_those_of_the_family(int id, int options, bool hasEmptyFlag, int flashSizeRegister)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);

            Assert.AreEqual(options, device.Options == null ? 0 : (int)device.Options.Address);
            Assert.AreEqual(hasEmptyFlag, device.HasEmptyFlag);
            Assert.AreEqual(flashSizeRegister, (int)device.FlashSizeRegister);
        }

        [DataRow(0x460, true)]
        [DataRow(0x467, true)]
        [DataRow(0x450, true)]
        [DataRow(0x483, false)]
        [DataRow(0x454, true)]
        [DataRow(0x42A, false)]
        [DataRow(0x466, false)]
        [DataRow(0x469, false)]
        [DataRow(0x468, false)]
        [DataRow(0x415, false)]
        public void Only_the_families_with_the_quirk_have_it_in_the_table(int id, bool erasesOnePage)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);

            Assert.AreEqual(erasesOnePage, device.ErasesOnePage);
        }

        [TestMethod]
        public void The_last_page_of_every_family_ends_with_its_flash()
        {
            for (int id = 0; id <= LastId; id++)
            {
                Stm32Device device = new Stm32Devices().Find((ushort)id);
                if (device != null)
                {
                    CheckEnd(device, device.Pages);
                    CheckEnd(device, device.SingleBankPages);
                    CheckEnd(device, device.SmallBankPages);
                }
            }
        }

        [TestMethod]
        public void No_row_has_an_impossible_figure()
        {
            for (int id = 0; id <= LastId; id++)
            {
                Stm32Device device = new Stm32Devices().Find((ushort)id);
                if (device != null)
                {
                    string row = "0x" + id.ToString("X3") + " ";
                    Assert.IsTrue(device.ProgramUnit >= 2 && device.ProgramUnit <= 32 && (device.ProgramUnit & (device.ProgramUnit - 1)) == 0, row + "unit");
                    Assert.IsTrue(device.RamSize >= 2 * Kilobyte && device.RamSize <= 4096 * Kilobyte, row + "RAM");
                    Assert.IsTrue(device.PageEraseTime > 0 && device.PageEraseTime <= 4000, row + "erase time");
                    Assert.IsTrue(device.StartTime > 0 && device.StartTime < 3000, row + "start time");
                    Assert.IsTrue(device.ErasedValue == 0xFF || (device.ErasedValue == 0 && device.Pages.SizeOf(0) <= 256), row + "erased value");
                    Assert.IsTrue(device.FreeRam == 0 || (device.FreeRam > Stm32Device.RamBase && device.FreeRam % 4 == 0 && device.FreeRam - Stm32Device.RamBase + 256 <= device.RamSize), row + "free RAM");
                    for (int i = 0; i < device.OtherRams.Length; i++)
                    {
                        Assert.IsTrue(device.OtherRams[i].Size > 0 && device.IsStack(device.OtherRams[i].Address + (uint)device.OtherRams[i].Size), row + "other RAM");
                    }

                    Assert.IsTrue(!device.HasOneBank || device.SingleBankPages == null, row + "banks");
                    Assert.IsTrue(device.SingleBankPages == null || device.Options != null, row + "options");
                }
            }
        }

        [TestMethod]
        public void Every_id_is_of_one_family_only()
        {
            for (int id = 0; id <= LastId; id++)
            {
                Stm32Device device = new Stm32Devices().Find((ushort)id);
                ushort part = (ushort)id;
                int families = In(Stm32Devices.FindC0(part)) + In(Stm32Devices.FindC5(part)) + In(Stm32Devices.FindF0(part)) + In(Stm32Devices.FindF1(part)) + In(Stm32Devices.FindF2(part)) + In(Stm32Devices.FindF3(part))
                    + In(Stm32Devices.FindF4(part)) + In(Stm32Devices.FindF7(part)) + In(Stm32Devices.FindG0(part)) + In(Stm32Devices.FindG4(part)) + In(Stm32Devices.FindH5(part)) + In(Stm32Devices.FindH7(part))
                    + In(Stm32Devices.FindL0(part)) + In(Stm32Devices.FindL1(part)) + In(Stm32Devices.FindL4(part)) + In(Stm32Devices.FindL4Plus(part)) + In(Stm32Devices.FindL5(part)) + In(Stm32Devices.FindU0(part))
                    + In(Stm32Devices.FindU3(part)) + In(Stm32Devices.FindU5(part)) + In(Stm32Devices.FindWB(part)) + In(Stm32Devices.FindWBA(part)) + In(Stm32Devices.FindWL(part));
                Assert.AreEqual(In(device), families);
                if (device != null)
                {
                    Assert.AreEqual(id, device.Id);
                }
            }
        }

        [TestMethod]
        public void An_unknown_id_is_not_found()
        {
            Assert.IsNull(new Stm32Devices().Find(0x000));
            Assert.IsNull(new Stm32Devices().Find(0x999));
        }

        // L4R of 2 MiB, of 1 MiB (DB1M); L5; G47x; L47x; F76x (nDBANK).
        [DataRow(0x470, 2048, 0x7FEFF8AA, 4096)]
        [DataRow(0x470, 2048, 0x7FAFF8AA, 8192)]
        [DataRow(0x470, 1024, 0x7FAFF8AA, 4096)]
        [DataRow(0x470, 1024, 0x7FCFF8AA, 8192)]
        [DataRow(0x472, 512, 0x7FEFF8AA, 2048)]
        [DataRow(0x472, 256, 0x7FAFF8AA, 4096)]
        [DataRow(0x469, 512, 0x7FEFF8AA, 2048)]
        [DataRow(0x469, 256, 0x7FAFF8AA, 4096)]
        [DataRow(0x415, 512, 0x7FCFF8AA, 2048)]
        [DataRow(0x451, 2048, 0x0000FFFF, 32768)]
        [DataRow(0x451, 2048, 0x0000DFFF, 16384)]
        [DataRow(0x451, 1024, 0x0000FFFF, 32768)]
        [DataRow(0x451, 1024, 0x0000DFFF, 16384)]
        public void The_pages_depend_on_the_bit_for_two_banks(int id, int kilobytes, int options, int pageSize)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);

            Assert.AreEqual(pageSize, device.PagesOf((uint)options, kilobytes * Kilobyte).SizeOf(0));
        }

        private static int In(Stm32Device device)
        {
            return device == null ? 0 : 1;
        }

        private static void CheckEnd(Stm32Device device, FlashLayout pages)
        {
            if (pages != null)
            {
                int last = pages.PageAt(device.FlashSize - 1);
                Assert.AreEqual(0, pages.SizeOf(0) % device.ProgramUnit);
                Assert.AreEqual(device.FlashSize, pages.StartOf(last) + pages.SizeOf(last));
            }
        }
    }
}
