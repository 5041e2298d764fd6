using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class LogProgressTests
    {
        [TestMethod]
        public void A_long_phase_is_logged_every_ten_percent()
        {
            FakeLog log = new FakeLog();
            LogProgress progress = new LogProgress(log);

            for (int done = 0; done <= 1000; done += 16)
            {
                progress.Report("A", ProgrammingPhase.Writing, done, 1000);
            }

            progress.Report("A", ProgrammingPhase.Writing, 1000, 1000);

            string expected = "A: writing|";
            for (int percent = 10; percent <= 100; percent += 10)
            {
                expected += "A: writing " + percent + " %|";
            }

            Assert.AreEqual(expected, log.Text);
        }

        [TestMethod]
        public void Each_phase_is_logged_by_its_name_and_a_second_job_starts_over()
        {
            FakeLog log = new FakeLog();
            LogProgress progress = new LogProgress(log);

            for (int job = 0; job < 2; job++)
            {
                progress.Report("B", ProgrammingPhase.Checking, 0, 64);
                progress.Report("B", ProgrammingPhase.Checking, 64, 64);
                progress.Report("B", ProgrammingPhase.Entering, 0, 64);
                progress.Report("B", ProgrammingPhase.Done, 64, 64);
            }

            string once = "B: checking the image|B: entering the bootloader|B: done|";
            Assert.AreEqual(once + once, log.Text);
        }

        [TestMethod]
        public void A_very_large_image_does_not_overflow()
        {
            FakeLog log = new FakeLog();

            new LogProgress(log).Report("A", ProgrammingPhase.Writing, 2000000000, 2100000000);

            Assert.AreEqual("A: writing 90 %|", log.Text);
        }
    }
}
