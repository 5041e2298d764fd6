using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    /// <summary>How long a command waits for a slow part and for a dead one.</summary>
    [TestClass]
    public class PatienceTests
    {
        [TestMethod]
        public void Erasing_all_waits_for_the_slowest_parts()
        {
            FakeClock clock = new FakeClock();
            Stm32Part part = Stm32Parts.Create("U575");
            part.MassEraseTime = 33000000;
            ModelTarget target = ModelTargets.Synchronized(part, clock);

            new BootloaderClient(new BootloaderLink(new UsartLine(target.Line))).ExtendedErase(EraseScope.All);

            Assert.AreEqual(part.PageCount, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void Erasing_all_with_the_old_command_waits_for_the_slowest_parts()
        {
            FakeClock clock = new FakeClock();
            Stm32Part part = Stm32Parts.Create("F103");
            part.MassEraseTime = 33000000;
            ModelTarget target = ModelTargets.Synchronized(part, clock);

            new BootloaderClient(new BootloaderLink(new UsartLine(target.Line))).EraseAll();

            Assert.AreEqual(part.PageCount, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void Erasing_a_bank_waits_for_all_its_pages()
        {
            FakeClock clock = new FakeClock();
            Stm32Part part = Stm32Parts.Create("L476");
            ModelTarget target = ModelTargets.Synchronized(part, clock);

            new BootloaderClient(new BootloaderLink(new UsartLine(target.Line))).ExtendedErase(EraseScope.Bank2);

            Assert.AreEqual(part.PageCount / 2, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void Erasing_pages_takes_as_long_as_the_caller_allows()
        {
            FakeClock clock = new FakeClock();
            Stm32Part part = Stm32Parts.Create("L432");
            part.PageEraseTime = 1000000;
            BootloaderClient client = new BootloaderClient(new BootloaderLink(new UsartLine(ModelTargets.Synchronized(part, clock).Line)));

            client.ExtendedErase(0, 4, 0, 4100);

            Assert.ThrowsException(typeof(NoAnswerException), () => client.ExtendedErase(0, 4, 0, 3900));
        }

        [TestMethod]
        public void Readout_Unprotect_waits_for_the_mass_erase()
        {
            ScriptedPort port = new ScriptedPort().On("92 6D", "79 79");

            ProtectionClient client = new ProtectionClient(new BootloaderLink(new UsartLine(port)));
            client.BeginReadoutUnprotect();
            client.EndReadoutUnprotect();

            Assert.IsTrue(port.LongestTimeout >= 30000);
        }

        [TestMethod]
        public void Get_Checksum_waits_as_long_as_the_caller_allows()
        {
            ScriptedPort port = new ScriptedPort().On("A1 5E", "79")
                .On("08 00 00 00 08", "79")
                .On("00 00 00 01 01", "79")
                .On("00 00 00 02 02", "79")
                .On("00 00 00 03 03", "79 79 00 00 00 00 00");

            new BootloaderClient(new BootloaderLink(new UsartLine(port))).GetChecksum(0x08000000, 1, 2, 3, 12345);

            Assert.AreEqual(12345, port.LongestTimeout);
        }

        [TestMethod]
        public void A_special_command_may_take_seconds()
        {
            ScriptedPort port = new ScriptedPort().On("50 AF", "79").On("00 01 01", "79").On("00 00 00", "79 00 00 00 00 79");

            new SpecialClient(new BootloaderLink(new UsartLine(port))).Special(1, new byte[0]);

            Assert.IsTrue(port.LongestTimeout >= 5000);
        }

        [TestMethod]
        public void A_write_of_256_bytes_waits_for_the_flash()
        {
            FakeClock clock = new FakeClock();
            Stm32Part part = Stm32Parts.Create("F103");
            part.UnitTime = 7000;
            ModelTarget target = ModelTargets.Synchronized(part, clock);

            new BootloaderClient(new BootloaderLink(new UsartLine(target.Line))).WriteMemory(0x08000000, new byte[256], 0, 256);

            Assert.AreEqual(128, target.Part.Memory.Flash.ProgramCount);
        }

        [TestMethod]
        public void A_dead_part_is_an_error_after_a_second()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.PowerOff();
            long start = clock.Milliseconds;

            Assert.ThrowsException(typeof(NoAnswerException), () => new BootloaderClient(new BootloaderLink(new UsartLine(target.Line))).Get());

            Assert.IsTrue(clock.Milliseconds - start >= 1000, "too early");
            Assert.IsTrue(clock.Milliseconds - start < 1100, "too late");
        }
    }
}
