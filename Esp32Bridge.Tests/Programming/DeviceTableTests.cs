using Esp32Bridge.Devices;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class DeviceTableTests
    {
        [DataRow("L412")]
        [DataRow("L432")]
        [DataRow("L476")]
        [DataRow("L496")]
        [DataRow("L4R5")]
        [DataRow("U575")]
        [DataRow("U5A5")]
        [DataRow("F103")]
        public void The_table_knows_the_part_as_it_is(string name)
        {
            Stm32Part part = Stm32Parts.Create(name);
            Stm32Device device = Stm32Devices.Find(part.Id);

            Assert.IsNotNull(device);
            Assert.AreEqual(part.Id, device.Id);
            Assert.AreEqual(part.PageSize, device.Pages.SizeOf(0));
            Assert.AreEqual(part.ProgramUnit, device.ProgramUnit);
            Assert.IsTrue(device.FlashSize >= part.FlashSize, "flash size");
            Assert.IsTrue(device.StartTime * 1000L >= part.StartTime, "start time");
            Assert.IsTrue(device.PageEraseTime * 1000L >= part.PageEraseTime, "erase time");
            Assert.IsTrue(device.FlashSizeRegister == 0 || device.FlashSizeRegister == part.FlashSizeRegister, "flash size register");
            Assert.AreEqual(part.HasEmptyFlag, device.HasEmptyFlag);
        }

        [DataRow(0x464, 128, 2048, 8)]
        [DataRow(0x435, 256, 2048, 8)]
        [DataRow(0x462, 512, 2048, 8)]
        [DataRow(0x415, 1024, 2048, 8)]
        [DataRow(0x461, 1024, 2048, 8)]
        [DataRow(0x470, 2048, 4096, 8)]
        [DataRow(0x471, 1024, 4096, 8)]
        [DataRow(0x455, 512, 8192, 16)]
        [DataRow(0x482, 2048, 8192, 16)]
        [DataRow(0x481, 4096, 8192, 16)]
        [DataRow(0x476, 4096, 8192, 16)]
        [DataRow(0x412, 32, 1024, 2)]
        [DataRow(0x410, 128, 1024, 2)]
        [DataRow(0x414, 512, 2048, 2)]
        public void The_table_has_the_sizes_of_the_reference_manuals(int id, int kilobytes, int pageSize, int unit)
        {
            Stm32Device device = Stm32Devices.Find((ushort)id);

            Assert.AreEqual(kilobytes * 1024, device.FlashSize);
            Assert.AreEqual(pageSize, device.Pages.SizeOf(0));
            Assert.AreEqual(unit, device.ProgramUnit);
            Assert.IsTrue(Stm32Device.FlashBase == 0x08000000);
        }

        [TestMethod]
        public void Another_id_is_not_found()
        {
            Assert.IsNull(Stm32Devices.Find(0x000));
            Assert.IsNull(Stm32Devices.Find(0x999));
        }
    }
}
