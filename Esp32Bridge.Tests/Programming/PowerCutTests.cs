using Esp32Bridge.Errors;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>
    /// The part loses its supply at a step of a job: a byte received or sent, a page, a programming unit. What runs
    /// afterwards is the whole old program, the whole new one, or none. The next attempt succeeds.
    /// </summary>
    [TestClass]
    public class PowerCutTests
    {
        private const int Range = 280;

        [DataRow("L432", 0)]
        [DataRow("L432", 1)]
        [DataRow("L432", 2)]
        [DataRow("L432", 3)]
        [DataRow("L432", 4)]
        [DataRow("L432", 5)]
        [DataRow("U575", 0)]
        [DataRow("U575", 1)]
        [DataRow("U575", 2)]
        [DataRow("U575", 3)]
        [DataRow("U575", 4)]
        [DataRow("U575", 5)]
        public void A_power_cut_leaves_the_old_program_or_the_new_one_or_none(string name, int range)
        {
            byte[] old = FakeImages.Program(500, "0.9.0");
            byte[] content = Sparse(700);
            int step = (range * Range) + 1;
            while (step <= (range + 1) * Range && IsCut(name, old, content, step))
            {
                step++;
            }
        }

        [DataRow("L432")]
        [DataRow("U575")]
        public void The_ranges_of_steps_extend_past_the_end_of_the_job(string name)
        {
            Assert.IsFalse(IsCut(name, FakeImages.Program(500, "0.9.0"), Sparse(700), 6 * Range));
        }

        [DataRow("L432")]
        [DataRow("U575")]
        public void A_power_cut_while_a_later_page_is_compared_and_erased_leaves_no_program(string name)
        {
            int pageSize = Stm32Parts.Create(name).PageSize;
            byte[] old = FakeImages.Program(pageSize + 300, "0.9.0");
            byte[] content = Sparse(pageSize + 100);
            for (int step = 1; step < 60; step++)
            {
                Rig rig = RigOf(name, 2, old, content);
                ModelTarget target = rig.Target;
                int steps = step;
                rig.Progress.InterventionPhase = ProgrammingPhase.Writing;
                rig.Progress.InterventionPosition = pageSize;
                rig.Progress.Intervention = () => target.StepsToPowerCut = steps;

                rig.ProgramInVain();

                Assert.IsTrue(rig.HasNoProgram);
                rig.Progress.Intervention = null;
                Check(rig, old, content, step);
            }
        }

        // An image with units of all kinds, and with FF to reduce the number of steps.
        private static byte[] Sparse(int size)
        {
            byte[] content = FakeImages.Program(size, "1.0.0");
            for (int i = 320; i < size - 60; i++)
            {
                content[i] = 0xFF;
            }

            return content;
        }

        // False if the job ends before the step.
        private static bool IsCut(string name, byte[] old, byte[] content, int step)
        {
            Rig rig = RigOf(name, 1, old, content);
            rig.Target.StepsToPowerCut = step;
            try
            {
                ProgrammerSteps.Program(rig.Programmer, rig.Image, rig.Images, rig.Flash.Begin());
            }
            catch (BridgeException)
            {
            }

            bool isCut = rig.Target.StepsToPowerCut == 0;
            rig.Target.StepsToPowerCut = 0;
            if (isCut)
            {
                Check(rig, old, content, step);
            }

            return isCut;
        }

        private static void Check(Rig rig, byte[] old, byte[] content, int step)
        {
            Assert.IsTrue(rig.Target.IsClosed, "closed after " + step);
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();
            bool runs = rig.Part.State == PartState.Application;
            Assert.IsTrue(!runs || rig.Runs(old, "0.9.0") || rig.Runs(content, "1.0.0"), "runs something else after step " + step);
            Assert.IsTrue(runs || rig.HasNoProgram, "claims a program after step " + step);

            rig.Program();
            Assert.IsTrue(rig.Runs(content, "1.0.0"), "the second attempt after step " + step);
        }

        private static Rig RigOf(string name, int pages, byte[] old, byte[] content)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.FlashSize = pages * part.PageSize;
            Rig rig = new Rig(part, content);
            rig.Install(old);
            return rig;
        }
    }
}
