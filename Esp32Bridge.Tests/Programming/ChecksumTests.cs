using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>On a part with Get Checksum, pages are compared by CRC and not read.</summary>
    [TestClass]
    public class ChecksumTests
    {
        private const int Size = 5000;

        // CRC-32/MPEG-2 of the bytes in the order of the CRC unit: "87654321" is "5678" and "1234" in memory.
        [DataRow("34 33 32 31 38 37 36 35", "49E3C2FB")]
        [DataRow("78 56 34 12", "DF8A8A2B")]
        public void The_CRC_is_that_of_the_CRC_unit(string bytes, string expected)
        {
            byte[] memory = Hex.ToBytes("AA " + bytes);

            Assert.AreEqual(expected, Stm32Crc.Compute(memory, 1, memory.Length - 1).ToString("X8"));
        }

        [TestMethod]
        public void An_image_that_is_already_there_is_compared_page_by_page_and_kept()
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = RigOf(content, content);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(3, Wire.Count(rig.Target.Written, "A1 5E"));
            Assert.AreEqual(0, Wire.Count(rig.Target.Written, "FF 00"), "a whole block was read");
        }

        [TestMethod]
        public void A_page_that_differs_is_found_and_written()
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            byte[] old = (byte[])content.Clone();
            old[4500] ^= 1;
            Rig rig = RigOf(content, old);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual("0 2 ", Wire.ErasedPages(rig.Target.Written));
        }

        [TestMethod]
        public void If_the_part_refuses_Get_Checksum_its_pages_are_read()
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = RigOf(content, content);
            FrameFaults.Of(rig).Spoil("NACK", 0xA1, 1, 0, 1);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(0, Wire.Count(rig.Target.Written, "A1 5E"), "it is asked again");
        }

        [TestMethod]
        public void If_the_part_never_answers_Get_Checksum_its_pages_are_read()
        {
            byte[] content = FakeImages.Program(Size, "2.0.0");
            Rig rig = RigOf(content, FakeImages.Program(Size, "1.0.0"));
            FrameFaults.Of(rig).Spoil("silence", 0xA1, 5, 0, 100);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "2.0.0"));
        }

        // All of it is written last: no byte is left for a CRC.
        [DataRow(1)]
        [DataRow(16)]
        [DataRow(17)]
        public void Data_that_is_shorter_than_the_start_is_written(int size)
        {
            byte[] content = new byte[size];
            for (int i = 0; i < size; i++)
            {
                content[i] = (byte)(i + 1);
            }

            Rig rig = RigOf(content, FakeImages.Program(Size, "1.0.0"));
            rig.Describe(true, false);

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }

        private static Rig RigOf(byte[] content, byte[] old)
        {
            Rig rig = new Rig("V33", content);
            rig.Install(old);
            rig.Target.Records = true;
            return rig;
        }
    }
}
