using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Programming;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>A job with the real programmer, on the model of a part and in virtual time.</summary>
    public class JobOnModelTests
    {
        [Fact]
        public void A_whole_programming_gets_the_image_from_its_source()
        {
            Rig rig = new Rig("L432", FakeImages.Program(600, "1.0.0"));
            FakeLog log = new FakeLog();
            rig.Images.SpoiledDownload = 2;
            JobQueue queue = new JobQueue(new FakeJobStore(), new JobTrust(new FakeJobStore(), new byte[0][], log), "http://host/job.json", rig.Stop, rig.Clock, log);
            queue.Offer(new Job(7, new[] { "bench" }, new JobTarget[] { new JobTarget("A", rig.Image) }), new byte[] { 1 }, new byte[0], out _);
            JobRunner runner = new JobRunner(new ITargetProgrammer[] { rig.Programmer }, rig.Images, new OneByOne(), queue, new FakeListener(), rig.Stop, log);

            Assert.True(runner.Run(queue.Take()));

            rig.Settle();
            Assert.Equal("1.0.0", rig.Part.Version);
            Assert.StartsWith("job 7: attempt 1 of 3 failed: A: download: expected SHA-256 ", log.Text);
        }
    }
}
