using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>A flash whose erase units differ, and whose bits can be programmed once more: F407.</summary>
    [TestClass]
    public class SectorModelTests
    {
        [DataRow(0, 0x00000, 0x04000)]
        [DataRow(3, 0x0C000, 0x04000)]
        [DataRow(4, 0x10000, 0x10000)]
        [DataRow(5, 0x20000, 0x20000)]
        [DataRow(11, 0xE0000, 0x20000)]
        public void A_sector_is_erased_from_its_first_byte_to_its_last(int sector, int start, int size)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("F407", clock);
            Flash flash = target.Part.Memory.Flash;
            flash.Load(start, new byte[] { 0 });
            flash.Load(start + size - 1, new byte[] { 0 });
            Mark(flash, start - 1);
            Mark(flash, start + size);
            string number = Hex.ToText(new byte[] { (byte)sector }, 0, 1);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "44 BB 00 00 00 " + number + " " + number));

            Assert.AreEqual((byte)0xFF, flash.Read(start));
            Assert.AreEqual((byte)0xFF, flash.Read(start + size - 1));
            Assert.IsTrue(IsMarked(flash, start - 1), "the sector before");
            Assert.IsTrue(IsMarked(flash, start + size), "the next sector");
            Assert.AreEqual(1, flash.EraseCount);
        }

        [TestMethod]
        public void All_sectors_are_erased_and_there_are_twelve()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("F407", clock);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "44 BB FF FF 00"));

            Assert.AreEqual(12, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void A_sector_that_does_not_exist_is_acknowledged()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("F407", clock);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "44 BB 00 00 00 0C 0C"));

            Assert.AreEqual(0, target.Part.Memory.Flash.EraseCount);
        }

        [DataRow("00 00 00 00 00", 400)]
        [DataRow("00 00 00 04 04", 1200)]
        [DataRow("00 01 00 04 00 05 00", 3200)]
        public void A_larger_sector_takes_longer(string frame, int milliseconds)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("F407", clock);
            byte[] bytes = Hex.ToBytes(frame);
            byte[] answer = new byte[1];
            ModelTargets.Say(target, clock, "44 BB");
            target.Write(bytes, 0, bytes.Length);

            Assert.AreEqual(0, target.Read(answer, 0, 1, milliseconds - 1));
            Assert.AreEqual(1, target.Read(answer, 0, 1, 2));
        }

        [DataRow("F407", "0F 00 00 00")]
        [DataRow("L432", "0F F0 FF FF")]
        public void Without_error_correction_more_bits_can_be_programmed_to_0(string name, string result)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized(name, clock);

            ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08 07 0F F0 FF FF FF FF FF FF F8");
            ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08 07 FF 00 00 00 FF FF FF FF F8");

            Assert.AreEqual(result, Hex.ToText(target.Part.Memory.Flash.Copy(0, 4), 0, 4));
        }

        [TestMethod]
        public void A_torn_unit_without_error_correction_only_reads_wrong_data()
        {
            FakeClock clock = new FakeClock();
            Flash flash = ModelTargets.Synchronized("F407", clock).Part.Memory.Flash;
            flash.TearUnit(0);

            Assert.IsFalse(flash.IsTorn(0));
            Assert.IsTrue(flash.Read(0) != 0xFF);
        }

        [TestMethod]
        public void A_smaller_part_has_fewer_sectors()
        {
            Stm32Part part = Stm32Parts.Create("F407");
            part.FlashSize = 0x40000;

            Assert.AreEqual(6, part.PageCount);
            Assert.AreEqual(5, part.PageAt(0x3FFFF));
            Assert.AreEqual(0x20000, part.StartOfPage(5));
            Assert.AreEqual(0x20000, part.SizeOfPage(5));
        }

        [DataRow("F407", "44 BB 00 00 00 01 01", 1)]
        [DataRow("L432", "44 BB 00 00 00 01 01", 1)]
        [DataRow("F103", "43 BC 00 01 01", 1)]
        public void A_protected_sector_is_neither_erased_nor_written_and_every_frame_is_acknowledged(string name, string erase, int sector)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized(name, clock);
            Flash flash = target.Part.Memory.Flash;
            int start = target.Part.Part.StartOfPage(sector);
            flash.Load(start, new byte[] { 0x42 });
            flash.Protect(sector, true);
            byte[] address = new byte[] { 0x08, 0x00, (byte)(start >> 8), 0x10, (byte)(0x18 ^ (start >> 8)) };

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, erase));
            Assert.AreEqual("79 79 79", ModelTargets.Say(target, clock, "31 CE " + Hex.ToText(address, 0, 5) + " 07 01 02 03 04 05 06 07 08 0F"));

            Assert.AreEqual((byte)0x42, flash.Read(start));
            Assert.AreEqual((byte)0xFF, flash.Read(start + 16));
            Assert.AreEqual(0, flash.EraseCount + flash.ProgramCount);
        }

        private static void Mark(Flash flash, int offset)
        {
            if (offset >= 0 && offset < flash.Size)
            {
                flash.Load(offset, new byte[] { 0x42 });
            }
        }

        private static bool IsMarked(Flash flash, int offset)
        {
            return offset < 0 || offset >= flash.Size || flash.Read(offset) == 0x42;
        }
    }
}
