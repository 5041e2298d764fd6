using Esp32Bridge.Devices;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Parts with less flash than the largest of their family, and parts that send ACK before they erase.</summary>
    [TestClass]
    public class PartDescriptionTests
    {
        private const int Kilobyte = 1024;

        [DataRow(1024, 0x00000, false, 0)]
        [DataRow(1024, 0x80000, true, 256)]
        [DataRow(512, 0x3F800, true, 127)]
        [DataRow(512, 0x40000, false, 128)]
        [DataRow(512, 0x40000, true, 256)]
        [DataRow(256, 0x20800, true, 257)]
        public void A_second_bank_can_be_numbered_like_that_of_the_largest_part(int kilobytes, int offset, bool countsLikeLargest, int number)
        {
            PartDescription part = Of(0x415, kilobytes);

            Assert.AreEqual(number, part.NumberOf(countsLikeLargest, Stm32Device.FlashBase + (uint)offset));
        }

        // F42x with DB1M: sector 13 has the number 13 in any numbering.
        [TestMethod]
        public void A_second_bank_whose_first_number_is_known_has_one_numbering()
        {
            PartDescription part = Of(0x419, 1024);

            Assert.AreEqual(13, part.NumberOf(false, 0x08084000));
            Assert.AreEqual(13, part.NumberOf(true, 0x08084000));
        }

        [TestMethod]
        public void The_job_waits_for_a_part_that_acknowledges_before_it_has_erased()
        {
            Assert.AreEqual(3 * 400L, TimeToProgram(true) - TimeToProgram(false));
        }

        private static long TimeToProgram(bool erasesOnePage)
        {
            byte[] content = FakeImages.Program(5000, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Programmer = rig.CreateProgrammer(
                rig.Target,
                new Stm32Device
                {
                    Id = 0x435,
                    Name = "mine",
                    RamSize = 64 * Kilobyte,
                    FlashSize = 256 * Kilobyte,
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 8,
                    HasOneBank = true,
                    PageEraseTime = 400,
                    ErasesOnePage = erasesOnePage,
                });

            rig.Program();

            return rig.Clock.Milliseconds;
        }

        private static PartDescription Of(int id, int kilobytes)
        {
            return Of(id, kilobytes, true);
        }

        private static PartDescription Of(int id, int kilobytes, bool isDualBank)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);
            return new PartDescription(device, new PartIdentity((ushort)id, true, false), kilobytes * Kilobyte, isDualBank ? 0xFFFFFFFF : 0, -1);
        }
    }
}
