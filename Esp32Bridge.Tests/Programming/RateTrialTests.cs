using System.Collections;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The rates above those that ST tests: which one is found, and what a trial requires.</summary>
    [TestClass]
    public class RateTrialTests
    {
        private const int Highest = 921600;
        private const int ReadMemory = 0x11;
        private const int WriteMemory = 0x31;
        private const int GetId = 0x02;
        private const string Advice = "The image is for another part: check the job and which target is wired where.";

        [DataRow("L432", 921600, 1)]
        [DataRow("L432", 460800, 2)]
        [DataRow("L432", 230400, 3)]
        [DataRow("L432", 115200, 4)]
        [DataRow("L432", 57600, 7)]
        [DataRow("L432", 19200, 9)]
        [DataRow("U575", 921600, 1)]
        [DataRow("U575", 230400, 3)]
        [DataRow("U575", 115200, 4)]
        [DataRow("L471", 460800, 2)]
        [DataRow("F103", 460800, 2)]
        [DataRow("F407", 230400, 3)]
        [DataRow("G071", 921600, 1)]
        [DataRow("H563", 921600, 1)]
        [DataRow("L412", 921600, 1)]
        [DataRow("L496", 921600, 1)]
        [DataRow("L4R5", 921600, 1)]
        public void The_highest_rate_that_the_line_carries_is_found(string name, int limit, int resets)
        {
            Rig rig = RigOf(Stm32Parts.Create(name));
            rig.Target.CarriedRate = limit;

            rig.Program();

            HasFound(rig, limit);
            Assert.AreEqual(resets + 1, rig.Target.ResetCount);
        }

        [DataRow(921600, 1)]
        [DataRow(460800, 2)]
        [DataRow(230400, 3)]
        [DataRow(115200, 4)]
        [DataRow(57600, 7)]
        [DataRow(19200, 9)]
        public void The_highest_rate_that_the_part_measures_correctly_is_found(int limit, int resets)
        {
            Stm32Part part = Stm32Parts.Create("U575");
            part.HighestRate = limit;
            Rig rig = RigOf(part);

            rig.Program();

            HasFound(rig, limit);
            Assert.AreEqual(resets + 1, rig.Target.ResetCount);
        }

        [DataRow(500000, 500000)]
        [DataRow(460800, 460800)]
        [DataRow(300000, 300000)]
        [DataRow(115201, 115201)]
        public void A_rate_above_the_limit_is_not_tried(int bound, int found)
        {
            Rig rig = RigOf(Stm32Parts.Create("L432"));
            rig.SetBaudRate(bound);

            rig.Program();

            HasFound(rig, found);
            Assert.StartsWith("in " + bound + "|out ", rig.Target.Resets);
        }

        [DataRow(115200)]
        [DataRow(57600)]
        [DataRow(9600)]
        public void A_limit_that_ST_tests_needs_no_trial_and_no_log_line(int bound)
        {
            Rig rig = RigOf(Stm32Parts.Create("L432"));
            rig.SetBaudRate(bound);
            rig.Target.Records = true;

            rig.Program();

            Assert.StartsWith("sync; get; id; get; id; R 08000000+4; ", Wire.Describe(rig.Target.Written));
            Assert.DoesNotContains("baud", rig.Log.Text);
        }

        [DataRow(100)]
        [DataRow(600)]
        [DataRow(1000)]
        public void If_the_part_synchronises_but_the_block_is_corrupted_the_next_rate_is_used(int interval)
        {
            Rig rig = RigOf(Stm32Parts.Create("L432"));
            rig.Target.Quality.MarginalRate = Highest;
            rig.Target.Quality.Interval = interval;

            rig.Program();

            HasFound(rig, 460800);
            Assert.StartsWith("in 921600|in 460800|out ", rig.Target.Resets);
        }

        // The second block is refused or changed or lost; then the first.
        [DataRow("NACK", WriteMemory, 3, 0)]
        [DataRow("NACK", WriteMemory, 3, 1)]
        [DataRow("NACK", WriteMemory, 1, 0)]
        [DataRow("refusal", WriteMemory, 1, 1)]
        [DataRow("loss", WriteMemory, 3, 1)]
        [DataRow("noise", ReadMemory, 3, 0)]
        [DataRow("noise", ReadMemory, 3, 1)]
        [DataRow("short", ReadMemory, 3, 1)]
        [DataRow("NACK", GetId, 1, 0)]
        [DataRow("silence", GetId, 1, 1)]
        [DataRow("noise", GetId, 1, 0)]
        public void A_trial_with_one_fault_fails(string kind, int code, int step, int skip)
        {
            Rig rig = RigOf(Stm32Parts.Create("L432"));
            FrameFaults line = FrameFaults.Of(rig);
            line.Spoil(kind, code, step, skip, 1);

            rig.Program();

            Assert.AreEqual(1, line.Faults);
            HasFound(rig, 460800);
        }

        [TestMethod]
        public void The_id_of_another_part_is_an_error_and_no_reason_for_a_lower_rate()
        {
            Rig rig = RigOf(Stm32Parts.Create("L432"));
            rig.Image = rig.Images.Describe(0x464);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("A: identify: expected device 0x464 (STM32L412/422); got 0x435 (STM32L43x/44x). " + Advice, error.Message);
            Assert.StartsWith("in 921600|out ", rig.Target.Resets);
            Assert.IsTrue(rig.Runs(FakeImages.Program(400, "0.9.0"), "0.9.0"), "the old program does not run");
        }

        [TestMethod]
        public void An_unknown_id_is_believed_at_a_rate_that_ST_tests()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.Id = 0x999;
            Rig rig = RigOf(part);
            rig.Image = rig.Images.Describe(0x435);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("A: identify: expected device 0x435 (STM32L43x/44x); got 0x999 (unknown). " + Advice, error.Message);
            Assert.StartsWith("in 921600|in 460800|in 230400|in 115200|out ", rig.Target.Resets);
        }

        [DataRow("L432", 1)]
        [DataRow("L476", 2)]
        [DataRow("U575", 1)]
        [DataRow("F103", 1)]
        public void A_protected_part_refuses_the_block_and_its_id_is_enough(string name, int nacks)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.ProtectedNacks = nacks;
            Rig rig = RigOf(part);
            rig.Part.Memory.Options.IsReadProtected = true;

            Assert.AreEqual("read the flash", rig.ProgramInVain().Step);
            Assert.StartsWith("A: 921600 baud|", rig.Log.Text);

            rig.Describe(false, true);
            rig.Program();
            Assert.IsTrue(rig.Runs(FakeImages.Program(600, "1.0.0"), "1.0.0"));
        }

        [DataRow(921600, 1)]
        [DataRow(115200, 4)]
        public void A_part_that_tests_its_crystal_costs_one_start_for_each_trial(int limit, int starts)
        {
            Rig rig = RigOf(Stm32Parts.Create("L471"));
            rig.Target.CarriedRate = limit;
            long start = rig.Clock.Milliseconds;

            CheckedImage image = new CheckedImage(rig.Image, rig.Images);
            rig.Programmer.Check(image);
            ITargetSession session = rig.Programmer.Enter(image, rig.Flash.Begin());

            Assert.AreEqual(starts, rig.Target.ResetCount);
            Assert.IsTrue(rig.Clock.Milliseconds - start < starts * 3000, "it takes too long");
            session.Release();
        }

        [TestMethod]
        public void The_flash_of_a_part_outside_the_table_is_read_twice()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.Id = 0x999;
            Rig rig = RigOf(part);
            Stm32Device known = new Stm32Devices().Find(0x435);
            rig.Programmer = rig.CreateProgrammer(
                rig.Target,
                new Stm32Device
                {
                    Id = 0x999,
                    Name = "of its own",
                    FlashSize = known.FlashSize,
                    Pages = known.Pages,
                    ProgramUnit = known.ProgramUnit,
                    RamSize = known.RamSize,
                    PageEraseTime = known.PageEraseTime,
                    StartTime = known.StartTime,
                });
            rig.Target.Records = true;

            rig.Program();

            Assert.StartsWith(
                "sync; id; R 08000000+256; R 08000000+256; id; R 08000000+256; R 08000000+256; get; id; get; id; ",
                Wire.Describe(rig.Target.Written));
            HasFound(rig, Highest);
        }

        [TestMethod]
        public void The_block_has_each_byte_value_once_and_the_second_block_is_its_complement()
        {
            Rig rig = RigOf(Stm32Parts.Create("U575"));
            rig.Target.Records = true;

            rig.Program();

            ArrayList frames = rig.Target.Written;
            Assert.StartsWith(
                "sync; id; W 20004000+256; R 20004000+256; id; W 20004000+256; R 20004000+256; get; id; get; id; R 08000000+4; ",
                Wire.Describe(frames));
            Assert.AreEqual("20 00 40 00 60", (string)frames[3]);
            Assert.StartsWith("FF 00 A7 4E F5 9C ", (string)frames[4]);
            byte[] first = Hex.ToBytes((string)frames[4]);
            byte[] second = Hex.ToBytes((string)frames[11]);
            bool[] seen = new bool[256];
            for (int i = 1; i <= 256; i++)
            {
                Assert.IsFalse(seen[first[i]], "twice");
                seen[first[i]] = true;
                Assert.AreEqual(0xFF, first[i] ^ second[i]);
            }
        }

        private static Rig RigOf(Stm32Part part)
        {
            Rig rig = new Rig(part, FakeImages.Program(600, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));
            rig.SetBaudRate(Highest);
            return rig;
        }

        private static void HasFound(Rig rig, int rate)
        {
            Assert.StartsWith("A: " + rate + " baud|", rig.Log.Text);
            Assert.IsTrue(rig.Runs(FakeImages.Program(600, "1.0.0"), "1.0.0"));
        }
    }
}
