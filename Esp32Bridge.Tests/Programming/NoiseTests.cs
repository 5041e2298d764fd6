using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>
    /// A fault at any bit or byte on the line. The job succeeds nevertheless; or it fails because the part seems to be
    /// a different one, leaves it alone, and the next job succeeds.
    /// </summary>
    [TestClass]
    public class NoiseTests
    {
        private const int Size = 300;

        // The ACK of 7F and the answers of Get and Get ID: wrong bytes in them make it look like another part.
        private const int Introduction = 21;

        [DataRow("L432")]
        [DataRow("U575")]
        public void A_bit_flipped_in_any_frame_to_the_part_does_no_harm(string name)
        {
            int frames = Try(name, 0, 0, 0).FrameCount;
            for (int frame = 1; frame <= frames; frame++)
            {
                Try(name, frame, 0, 0);
            }
        }

        [DataRow("L432")]
        [DataRow("U575")]
        public void A_bit_flipped_in_an_answer_of_the_part_does_no_harm(string name)
        {
            int answers = Try(name, 0, 0, 0).AnswerCount;
            for (int answer = 1; answer <= answers; answer += answer < 60 ? 1 : 7)
            {
                Try(name, 0, answer, 0);
            }
        }

        [DataRow("L432")]
        [DataRow("U575")]
        public void A_byte_lost_in_an_answer_of_the_part_does_no_harm(string name)
        {
            int answers = Try(name, 0, 0, 0).AnswerCount;
            for (int answer = 1; answer <= answers; answer += answer < 60 ? 1 : 7)
            {
                Try(name, 0, 0, answer);
            }
        }

        private static ModelTarget Try(string name, int frame, int answer, int lost)
        {
            byte[] old = FakeImages.Program(Size + 1, "0.9.0");
            byte[] content = FakeImages.Program(Size, "1.0.0");
            string what = " with frame " + frame + " answer " + answer + " lost " + lost;
            Stm32Part part = Stm32Parts.Create(name);
            part.FlashSize = part.PageSize;
            Rig rig = new Rig(part, content);
            rig.Install(old);
            rig.Target.SpoiledFrame = frame;
            rig.Target.SpoiledAnswer = answer;
            rig.Target.LostAnswer = lost;
            bool isDone = true;
            try
            {
                ProgrammerSteps.Program(rig.Programmer, rig.Image, rig.Images, rig.Flash.Begin());
            }
            catch (BridgeException)
            {
                isDone = false;
            }

            rig.Settle();
            Assert.IsTrue(isDone || (answer > 0 && answer <= Introduction), "not recovered from" + what);
            Assert.IsTrue(!isDone || rig.FlashHolds(content), "success but not the image" + what);
            Assert.IsTrue(isDone || rig.HasNoProgram || rig.Runs(old, "0.9.0"), "no program but not known" + what);
            Assert.IsTrue(isDone || !rig.HasNoProgram || rig.Part.State == PartState.Bootloader, "not left in the bootloader" + what);
            Assert.IsTrue(rig.Target.IsClosed, "not closed" + what);
            rig.Target.SpoiledFrame = 0;
            rig.Target.SpoiledAnswer = 0;
            rig.Target.LostAnswer = 0;
            rig.Program();
            Assert.IsTrue(rig.Runs(content, "1.0.0"), "the second attempt fails" + what);
            return rig.Target;
        }
    }
}
