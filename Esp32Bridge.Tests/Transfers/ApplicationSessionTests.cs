using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>A target whose own program receives the image: the steps, and what is then known of the target.</summary>
    [TestClass]
    public class ApplicationSessionTests
    {
        // "C" is the request of the loader; the phases are those of ProgrammingPhase.
        [TestMethod]
        public void An_image_is_sent_to_a_loader_between_two_resets()
        {
            ApplicationRig rig = new ApplicationRig(3000, null, true);
            rig.Wires.Greeting = "43";

            Assert.AreEqual(string.Empty, rig.Run(null));
            Assert.IsTrue(rig.IsThere());
            Assert.AreEqual("orrc", rig.Wires.Steps);
            Assert.AreEqual("0893956", rig.Progress.Phases);
            Assert.IsTrue(rig.Flash.HasProgram);
            Assert.AreEqual(0, rig.Images.OpenStreams);
            Assert.AreEqual("01 00 FF 61 2D 32 2E 62 69 6E 00 33 30 30 30 20 30 20 30 00", rig.Receiver.Frame(1, 20));
        }

        [TestMethod]
        public void A_job_without_resets_resets_nothing()
        {
            ApplicationRig rig = new ApplicationRig(5, null, false);
            rig.Receiver.Say("43");

            Assert.AreEqual(string.Empty, rig.Run(null));
            Assert.IsTrue(rig.IsThere());
            Assert.AreEqual("oc", rig.Wires.Steps);
        }

        [TestMethod]
        public void The_trigger_follows_the_greeting()
        {
            ApplicationRig rig = new ApplicationRig(5, "up\r", true);
            rig.Wires.Greeting = "28 43 29 0D 0A";
            rig.Receiver.Answer(1, "43");

            Assert.AreEqual(string.Empty, rig.Run(null));
            Assert.AreEqual("75 70 0D", rig.Receiver.Frame(1, 0));
            Assert.StartsWith("01 00 FF", rig.Receiver.Frame(2, 0));
            Assert.IsTrue(rig.IsThere());
        }

        [TestMethod]
        public void The_trigger_is_repeated_for_a_program_that_was_not_ready()
        {
            ApplicationRig rig = new ApplicationRig(5, "1", false);
            rig.Receiver.Answer(1, string.Empty);
            rig.Receiver.Answer(2, string.Empty);
            rig.Receiver.Answer(3, "43");

            Assert.AreEqual(string.Empty, rig.Run(null));
            Assert.AreEqual("31", rig.Receiver.Frame(3, 0));
            Assert.IsTrue(rig.IsThere());
        }

        [TestMethod]
        public void A_target_that_does_not_begin_continues_with_its_program()
        {
            ApplicationRig rig = new ApplicationRig(5, null, true);

            Assert.StartsWith("A: YMODEM start: expected 'C' within 60 s; got silence. ", rig.Run(null));
            Assert.AreEqual("orrc", rig.Wires.Steps);
            Assert.IsTrue(rig.Flash.HasProgram);
            Assert.AreEqual(0, rig.Receiver.Written.Count);
        }

        [TestMethod]
        public void A_target_without_a_program_that_does_not_begin_still_has_none()
        {
            ApplicationRig rig = new ApplicationRig(5, null, true);
            rig.Flash.Flash = FlashState.NoProgram;

            Assert.StartsWith("A: YMODEM start: ", rig.Run(null));
            Assert.AreEqual("orc", rig.Wires.Steps);
            Assert.IsFalse(rig.Flash.HasProgram);
        }

        [DataRow(1, "header")]
        [DataRow(2, "packet 1")]
        [DataRow(5, "end of file")]
        public void After_a_partial_transfer_the_program_of_the_target_is_unknown(int write, string what)
        {
            ApplicationRig rig = new ApplicationRig(3000, null, true);
            rig.Wires.Greeting = "43";
            rig.Receiver.Answer(write, "18 18");

            Assert.StartsWith("A: YMODEM " + what + ": expected an answer; got CAN CAN. ", rig.Run(null));
            Assert.AreEqual("orc", rig.Wires.Steps);
            Assert.IsFalse(rig.Flash.HasProgram);
            Assert.AreEqual(0, rig.Images.OpenStreams);
        }

        [DataRow(0)]
        [DataRow(2047)]
        public void If_the_first_piece_of_the_image_differs_the_target_gets_nothing(int place)
        {
            ApplicationRig rig = new ApplicationRig(3000, null, true);
            rig.Wires.Greeting = "43";
            rig.Images.SpoiledDownload = 2;
            rig.Images.SpoiledAt = place;

            Assert.StartsWith("A: download: expected the bytes before 2048 as they were at the check; got others. ", rig.Run(null));
            Assert.IsTrue(rig.Receiver.IsCancelled);
            Assert.AreEqual(1, rig.Receiver.Written.Count, "more than the cancellation");
            Assert.IsTrue(rig.Flash.HasProgram);
        }

        [DataRow(3000, 3)]
        [DataRow(5000, 5)]
        [DataRow(8193, 9)]
        public void The_last_piece_of_a_different_image_is_not_sent(int size, int packets)
        {
            ApplicationRig rig = new ApplicationRig(size, null, true);
            rig.Wires.Greeting = "43";
            rig.Images.SpoiledDownload = 2;

            Assert.StartsWith("A: download: expected SHA-256 ", rig.Run(null));
            Assert.AreEqual(packets + 1, rig.Receiver.Written.Count);
            Assert.IsTrue(rig.Receiver.IsCancelled);
            Assert.IsFalse(rig.Flash.HasProgram);
        }

        [TestMethod]
        public void A_download_that_breaks_off_ends_the_transfer()
        {
            ApplicationRig rig = new ApplicationRig(3000, null, true);
            rig.Wires.Greeting = "43";
            rig.Images.BreakingDownload = 2;
            rig.Images.BreaksAt = 2000;

            Assert.StartsWith("A: download: ", rig.Run(null));
            Assert.IsTrue(rig.Receiver.IsCancelled);
            Assert.AreEqual(1, rig.Receiver.Written.Count, "more than the cancellation");
            Assert.IsTrue(rig.Flash.HasProgram);
        }

        [TestMethod]
        public void An_image_that_does_not_match_the_job_leaves_the_target_alone()
        {
            ApplicationRig rig = new ApplicationRig(3000, null, true);
            rig.Images.SpoiledDownload = 1;

            Assert.StartsWith("A: download: expected SHA-256 ", rig.Run(null));
            Assert.AreEqual(string.Empty, rig.Wires.Steps);
            Assert.IsTrue(rig.Flash.HasProgram);
        }

        [TestMethod]
        public void A_request_to_stop_ends_the_transfer_between_packets()
        {
            ApplicationRig rig = new ApplicationRig(5000, null, true);
            rig.Wires.Greeting = "43";
            rig.Progress.InterventionPhase = ProgrammingPhase.Sending;
            rig.Progress.InterventionPosition = 2048;
            rig.Progress.Intervention = () => rig.Stop.Set("A newer job has taken its place and follows.");

            Assert.AreEqual("A: " + new StoppedException("A newer job has taken its place and follows.").Message, rig.Run(null));
            Assert.AreEqual(2048, rig.Receiver.Count);
            Assert.IsTrue(rig.Receiver.IsCancelled);
            Assert.IsFalse(rig.Flash.HasProgram);
        }

        [TestMethod]
        public void A_line_that_cannot_be_opened_is_an_error_and_nothing_is_done()
        {
            ApplicationRig rig = new ApplicationRig(5, null, true);
            rig.Wires.IsTaken = true;

            Assert.StartsWith("A: open COM2: ", rig.Run(null));
            Assert.AreEqual(string.Empty, rig.Wires.Steps);
        }

        [TestMethod]
        public void An_unknown_method_is_named()
        {
            ApplicationRig rig = new ApplicationRig(5, null, true);
            rig.Image = new ImageDescription("http://host/a.bin", 5, rig.Image.Sha256, 0, 0, "2") { Method = "pigeon" };

            Assert.StartsWith("A: check the job: expected a method that this firmware has; got 'pigeon'. ", rig.Run(null));
        }

        // The last output of the loader does not count; the output of the program after the reset does.
        [DataRow("43 6F 6B", "")]
        [DataRow("43", "A: wait for health: expected 'ok' within 1000 ms; got 1 bytes without it. ")]
        public void The_sign_of_health_must_come_after_the_second_reset(string greeting, string error)
        {
            ApplicationRig rig = new ApplicationRig(5, "1", true);
            rig.Wires.Greeting = greeting;
            rig.Receiver.Answer(1, "43");
            rig.Receiver.Answer(5, "06 6F 6B");

            string message = rig.Run("ok");

            Assert.AreEqual(error.Length == 0, message.Length == 0);
            Assert.StartsWith(error, message);
            Assert.AreEqual("orrc", rig.Wires.Steps);
            Assert.IsTrue(rig.Flash.HasProgram);
        }

        [DataRow(true, "orc")]
        [DataRow(false, "")]
        public void A_target_that_may_be_in_its_loader_is_reset_if_the_job_allows_it(bool isReset, string steps)
        {
            ApplicationRig rig = new ApplicationRig(5, null, isReset);
            rig.Programmer.Restart(rig.Image);

            Assert.AreEqual(steps, rig.Wires.Steps);
        }
    }
}
