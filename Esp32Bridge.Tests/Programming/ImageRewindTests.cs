using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Going back in an image: the same bytes come again, and the hash is that of the whole image all the same.</summary>
    [TestClass]
    public class ImageRewindTests
    {
        private const int Size = 1000;

        [DataRow(0, 1)]
        [DataRow(0, 1000)]
        [DataRow(1, 2)]
        [DataRow(63, 200)]
        [DataRow(64, 129)]
        [DataRow(500, 500)]
        [DataRow(500, 1000)]
        [DataRow(1000, 1000)]
        public void What_was_marked_is_gone_back_to(int mark, int position)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            FakeImages server = new FakeImages(content);
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            byte[] buffer = new byte[Size];
            reader.Read(buffer, 0, mark);
            reader.Mark(Size);
            reader.Read(buffer, mark, position - mark);

            reader.Rewind(new byte[7]);

            Assert.AreEqual(mark, reader.Position);
            Assert.AreEqual(2, server.OpenCount);
            Assert.AreEqual(1, server.OpenStreams);
            IsReadToItsEnd(reader, content, mark);
        }

        [TestMethod]
        public void What_comes_before_the_mark_is_not_fetched_again()
        {
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            byte[] buffer = new byte[Size];
            reader.Read(buffer, 0, 500);
            reader.Mark(Size);
            reader.Read(buffer, 0, 200);

            reader.Rewind(buffer);
            reader.Read(buffer, 0, 500);

            Assert.AreEqual(700 + 500, server.DeliveredBytes);
            reader.Verify();
        }

        [DataRow(1, 499)]
        [DataRow(2, 500)]
        [DataRow(2, 999)]
        public void A_byte_that_was_used_and_is_another_one_is_noticed_whatever_the_other_download_had(int download, int place)
        {
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            server.SpoiledDownload = download;
            server.SpoiledAt = place;
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            byte[] buffer = new byte[Size];
            reader.Read(buffer, 0, 500);
            reader.Mark(Size);
            reader.Read(buffer, 0, 500);

            reader.Rewind(buffer);
            reader.Read(buffer, 0, 500);

            Assert.ThrowsException(typeof(ImageException), () => reader.Verify());
        }

        [DataRow(1, 500)]
        [DataRow(1, 999)]
        [DataRow(2, 0)]
        [DataRow(2, 499)]
        public void A_byte_that_was_not_used_does_not_count(int download, int place)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            FakeImages server = new FakeImages(content);
            server.SpoiledDownload = download;
            server.SpoiledAt = place;
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            byte[] buffer = new byte[Size];
            reader.Read(buffer, 0, 500);
            reader.Mark(Size);
            reader.Read(buffer, 0, 500);

            reader.Rewind(buffer);

            IsReadToItsEnd(reader, content, 500);
        }

        [TestMethod]
        public void It_can_be_gone_back_several_times_and_to_a_later_mark()
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            FakeImages server = new FakeImages(content);
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            byte[] buffer = new byte[Size];
            reader.Read(buffer, 0, 100);
            reader.Mark(Size);
            reader.Read(buffer, 0, 300);
            reader.Rewind(buffer);
            reader.Read(buffer, 0, 50);
            reader.Rewind(buffer);
            reader.Read(buffer, 0, 200);
            reader.Mark(Size);
            reader.Read(buffer, 0, 10);

            reader.Rewind(buffer);

            IsReadToItsEnd(reader, content, 300);
            Assert.AreEqual(4, server.OpenCount);
        }

        [DataRow(0)]
        [DataRow(100)]
        [DataRow(1000)]
        public void A_restart_goes_back_to_the_first_byte_whatever_was_marked(int mark)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            FakeImages server = new FakeImages(content);
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            byte[] buffer = new byte[Size];
            reader.Read(buffer, 0, mark);
            reader.Mark(Size);

            reader.Restart();

            Assert.AreEqual(0, reader.Position);
            reader.Read(buffer, 0, 10);
            reader.Rewind(buffer);
            IsReadToItsEnd(reader, content, 0);
        }

        [TestMethod]
        public void An_image_that_changed_behind_the_mark_is_noticed()
        {
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            server.SpoiledDownload = 2;
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            byte[] buffer = new byte[Size];
            reader.Read(buffer, 0, 500);
            reader.Mark(Size);
            reader.Rewind(buffer);
            reader.Read(buffer, 0, 500);

            Assert.ThrowsException(typeof(ImageException), () => reader.Verify());
        }

        [TestMethod]
        public void An_image_that_is_shorter_the_second_time_is_an_error_and_the_stream_is_closed()
        {
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            byte[] buffer = new byte[Size];
            reader.Read(buffer, 0, 500);
            reader.Mark(Size);
            server.EndsAt = 700;
            string error = string.Empty;
            try
            {
                reader.Rewind(buffer);
                reader.Read(buffer, 0, 500);
            }
            catch (ImageException caught)
            {
                error = caught.Message;
            }

            Assert.StartsWith("download: expected 1000 bytes; got 700 bytes. ", error);
            reader.Dispose();
            Assert.AreEqual(0, server.OpenStreams);
        }

        [TestMethod]
        public void An_image_that_is_gone_the_second_time_is_an_error_and_nothing_is_closed_twice()
        {
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            ImageReader reader = new ImageReader(server.Describe(0x435), server);
            server.IsMissing = true;

            Assert.ThrowsException(typeof(ImageException), () => reader.Restart());

            reader.Dispose();
            Assert.AreEqual(0, server.OpenStreams);
        }

        private static void IsReadToItsEnd(ImageReader reader, byte[] content, int from)
        {
            byte[] rest = new byte[Size];
            Assert.AreEqual(Size - from, reader.Read(rest, 0, Size));
            for (int i = from; i < Size; i++)
            {
                Assert.AreEqual(content[i], rest[i - from]);
            }

            reader.Verify();
        }
    }
}
