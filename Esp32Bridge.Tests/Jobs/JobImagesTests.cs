using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Fakes;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobImagesTests
    {
        [TestMethod]
        public void Targets_with_images_of_their_own_have_the_source_itself()
        {
            FakeImages server = new FakeImages(new byte[100]);
            JobImages images = new JobImages(new JobTarget[] { TargetOf(server, "a"), TargetOf(server, "b") }, server, new FakeClock());

            Assert.IsTrue(images.Of(0) == server);
            Assert.IsTrue(images.Of(1) == server);
            images.Leave(0);
        }

        [TestMethod]
        public void Those_that_take_the_same_image_share_it()
        {
            FakeImages server = new FakeImages(new byte[100]);
            JobTarget broken = new JobTarget("X", new JobException("job.json", "a", "b"));
            JobTarget[] targets = new JobTarget[] { TargetOf(server, "a"), TargetOf(server, "b"), broken, TargetOf(server, "a"), TargetOf(server, "c"), TargetOf(server, "b") };
            JobImages images = new JobImages(targets, server, new FakeClock());

            Assert.IsTrue(images.Of(2) == server);
            Assert.IsTrue(images.Of(4) == server);
            byte[] block = new byte[100];
            foreach (int i in new int[] { 0, 3, 1, 5 })
            {
                IImageStream stream = images.Of(i).Open(targets[i].Image);
                Assert.AreEqual(100, stream.Read(block, 0, 100));
                Assert.AreEqual(0, stream.Read(block, 0, 1));
                stream.Dispose();
            }

            Assert.AreEqual(2, server.OpenCount);
            Assert.AreEqual(0, server.OpenStreams);
        }

        [TestMethod]
        public void Nobody_waits_for_a_target_that_has_ended()
        {
            FakeImages server = new FakeImages(new byte[20000]);
            FakeClock clock = new FakeClock();
            JobTarget[] targets = new JobTarget[] { TargetOf(server, "a"), TargetOf(server, "a") };
            JobImages images = new JobImages(targets, server, clock);
            images.Leave(0);
            ImageReader reader = new ImageReader(targets[1].Image, images.Of(1));
            reader.Read(new byte[20000], 0, 20000);
            reader.Dispose();

            Assert.AreEqual(0, (int)clock.Milliseconds);
        }

        private static JobTarget TargetOf(FakeImages server, string name)
        {
            ImageDescription image = server.Describe(0x435);
            return new JobTarget(name, new ImageDescription("http://test/" + name, image.Size, image.Sha256, image.DeviceId, image.Address, image.Version));
        }
    }
}
