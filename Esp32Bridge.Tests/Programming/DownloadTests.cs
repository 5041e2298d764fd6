using System;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Images that are not available, or do not match the job.</summary>
    [TestClass]
    public class DownloadTests
    {
        private const int Size = 1500;
        private const int LongSize = 5000;

        [TestMethod]
        public void A_missing_image_leaves_the_part_alone()
        {
            Rig rig = RigOf();
            rig.Images.IsMissing = true;

            IsLeftAlone(rig, "404");
        }

        [DataRow(0)]
        [DataRow(256)]
        [DataRow(1499)]
        public void An_image_that_ends_early_leaves_the_part_alone(int end)
        {
            Rig rig = RigOf();
            rig.Images.EndsAt = end;

            IsLeftAlone(rig, "expected 1500 bytes; got " + end + " bytes");
        }

        [TestMethod]
        public void An_image_that_is_longer_leaves_the_part_alone()
        {
            Rig rig = RigOf();
            byte[] shorter = new byte[Size - 1];
            Array.Copy(FakeImages.Program(Size, "1.0.0"), shorter, Size - 1);
            rig.Image = new FakeImages(shorter).Describe(rig.Image.DeviceId);

            IsLeftAlone(rig, "expected 1499 bytes; got more");
        }

        [TestMethod]
        public void An_image_with_another_hash_leaves_the_part_alone()
        {
            Rig rig = RigOf();
            rig.Images.SpoiledDownload = 1;

            IsLeftAlone(rig, "expected SHA-256 ");
        }

        [TestMethod]
        public void A_connection_that_breaks_during_the_check_leaves_the_part_alone()
        {
            Rig rig = RigOf();
            rig.Images.BreakingDownload = 1;
            rig.Images.BreaksAt = 1000;

            IsLeftAlone(rig, "expected a connection");
        }

        [TestMethod]
        public void An_image_that_changes_between_check_and_programming_leaves_the_old_program_running()
        {
            Rig rig = RigOf();
            rig.Images.SpoiledDownload = 2;

            Assert.Contains("expected SHA-256 ", rig.ProgramInVain().Message);

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(0, rig.Part.Memory.Flash.ProgramCount);
            Assert.IsTrue(rig.Runs(FakeImages.Program(400, "0.9.0"), "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
            rig.Program();
            Assert.IsTrue(rig.Runs(FakeImages.Program(Size, "1.0.0"), "1.0.0"));
            Assert.IsFalse(rig.HasNoProgram);
        }

        [DataRow(0)]
        [DataRow(1000)]
        [DataRow(2047)]
        public void A_connection_that_breaks_in_the_first_page_leaves_the_old_program_running(int at)
        {
            Rig rig = LongRigOf(at);

            Assert.Contains("expected a connection", rig.ProgramInVain().Message);

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsTrue(rig.Runs(FakeImages.Program(400, "0.9.0"), "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
        }

        [DataRow(2048, 1, 3)]
        [DataRow(4095, 1, 3)]
        [DataRow(4096, 2, 3)]
        [DataRow(4999, 2, 3)]
        public void After_a_connection_that_breaks_after_the_first_page_nothing_is_committed_and_the_next_job_resumes_there(int at, int pages, int all)
        {
            Rig rig = LongRigOf(at);

            Assert.Contains("expected a connection", rig.ProgramInVain().Message);

            Assert.AreEqual(pages, rig.Part.Memory.Flash.EraseCount);
            IsWithoutProgram(rig);
            rig.Program();
            Assert.IsTrue(rig.Runs(FakeImages.Program(LongSize, "1.0.0"), "1.0.0"));
            Assert.AreEqual(all, rig.Part.Memory.Flash.EraseCount, "more was erased again than the page at which it broke");
        }

        [TestMethod]
        public void An_error_of_another_kind_passes_through_and_everything_is_closed()
        {
            Rig rig = LongRigOf(3000);
            rig.Images.Break = new InvalidOperationException("memory");

            Assert.ThrowsException(typeof(InvalidOperationException), () => ProgrammerSteps.Program(rig.Programmer, rig.Image, rig.Images, rig.Flash.Begin()));

            rig.Settle();
            Assert.IsTrue(rig.Target.IsClosed);
            Assert.AreEqual(0, rig.Images.OpenStreams);
            IsWithoutProgram(rig);
        }

        [TestMethod]
        public void An_image_is_fetched_twice_and_closed_each_time()
        {
            Rig rig = RigOf();

            rig.Program();

            Assert.AreEqual(2, rig.Images.OpenCount);
            Assert.AreEqual(0, rig.Images.OpenStreams);
        }

        private static Rig RigOf()
        {
            Rig rig = new Rig("L432", FakeImages.Program(Size, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));
            return rig;
        }

        // The image has three pages; its second download breaks off.
        private static Rig LongRigOf(int breaksAt)
        {
            Rig rig = new Rig("L432", FakeImages.Program(LongSize, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));
            rig.Images.BreakingDownload = 2;
            rig.Images.BreaksAt = breaksAt;
            rig.Images.PieceSize = 1;
            return rig;
        }

        private static void IsLeftAlone(Rig rig, string error)
        {
            Assert.Contains(error, rig.ProgramInVain().Message);
            Assert.AreEqual(0, rig.Target.ResetCount);
            Assert.AreEqual(0, rig.Target.FrameCount);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsTrue(rig.Runs(FakeImages.Program(400, "0.9.0"), "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
            Assert.DoesNotContains("1", rig.Progress.Phases);
        }

        private static void IsWithoutProgram(Rig rig)
        {
            Assert.IsTrue(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
            for (int i = 0; i < 16; i++)
            {
                Assert.AreEqual((byte)0xFF, rig.Part.Memory.Flash.Read(i), "it was committed");
            }
        }
    }
}
