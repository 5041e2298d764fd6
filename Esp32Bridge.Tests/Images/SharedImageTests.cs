using System;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Fakes;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Images
{
    [TestClass]
    public class SharedImageTests
    {
        private const int Lead = 8 * 1024;
        private const int ImageSize = 30000;

        private static byte[] _content;
        private static FakeImages _server;
        private static FakeClock _clock;
        private static ImageDescription _image;
        private static ImageSharer _a;
        private static ImageSharer _b;

        [TestMethod]
        public void Two_that_read_side_by_side_share_one_download()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            for (int position = 0; position < ImageSize; position += 5000)
            {
                Expect(a, position, 5000);
                Expect(b, position, 5000);
            }

            Assert.AreEqual(0, a.Read(new byte[1], 0, 1));
            Assert.AreEqual(0, b.Read(new byte[1], 0, 1));
            End(a, b, 1, 0);
            Assert.AreEqual(0, (int)_clock.Milliseconds);
        }

        [TestMethod]
        public void One_that_comes_while_the_first_byte_is_still_here_joins()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            Expect(a, 0, Lead);
            IImageStream b = _b.Open(_image);
            Expect(b, 0, Lead);
            Expect(a, Lead, 5000);
            Expect(b, Lead, 5000);

            End(a, b, 1, 0);
        }

        [TestMethod]
        public void One_that_comes_later_has_a_download_of_its_own()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            Expect(a, 0, Lead + 1);
            IImageStream b = _b.Open(_image);
            Expect(b, 0, ImageSize);
            Expect(a, Lead + 1, ImageSize - Lead - 1);

            End(a, b, 2, 0);
        }

        [TestMethod]
        public void One_that_does_not_come_is_waited_for_once_in_a_job()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            Expect(a, 0, Lead);
            Assert.AreEqual(0, (int)_clock.Milliseconds);
            Expect(a, Lead, ImageSize - Lead);
            Assert.AreEqual(SharedDownload.Patience, (int)_clock.Milliseconds);
            a.Dispose();

            IImageStream again = _a.Open(_image);
            Expect(again, 0, ImageSize);
            again.Dispose();

            Assert.AreEqual(SharedDownload.Patience, (int)_clock.Milliseconds);
            Assert.AreEqual(2, _server.OpenCount);
            Assert.AreEqual(0, _server.OpenStreams);
        }

        [TestMethod]
        public void One_that_is_too_slow_goes_on_for_itself_where_it_was()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            Expect(b, 0, 100);
            Expect(a, 0, ImageSize);
            Assert.AreEqual(SharedDownload.Patience, (int)_clock.Milliseconds);
            Expect(b, 100, ImageSize - 100);

            End(a, b, 2, 1);
            Assert.AreEqual(SharedDownload.Patience, (int)_clock.Milliseconds);
        }

        [TestMethod]
        public void One_that_was_too_slow_once_shares_as_long_as_it_keeps_up()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            Expect(a, 0, ImageSize);
            End(a, b, 1, 0);

            a = _a.Open(_image);
            b = _b.Open(_image);
            Expect(a, 0, 8000);
            Expect(b, 0, 8000);
            Assert.AreEqual(2, _server.OpenCount);
            Expect(a, 8000, 9000);
            Expect(b, 8000, 100);

            End(a, b, 3, 1);
            Assert.AreEqual(SharedDownload.Patience, (int)_clock.Milliseconds);
        }

        [TestMethod]
        public void The_wait_for_one_that_lags_is_bounded_in_all()
        {
            Begin(100000);
            IImageStream b = null;
            BusyClock clock = new BusyClock(() => b.Read(new byte[100], 0, 100));
            SharedImage shared = new SharedImage(_image, _server, clock, 2, Lead);
            IImageStream a = shared.Sharers[0].Open(_image);
            b = shared.Sharers[1].Open(_image);
            Expect(a, 0, 100000);

            End(a, b, 1, 0);
            Assert.AreEqual(SharedDownload.Patience, (int)clock.Milliseconds);
        }

        [TestMethod]
        public void One_that_has_ended_is_not_waited_for()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            _b.Leave();
            Expect(a, 0, ImageSize);
            a.Dispose();

            Assert.AreEqual(0, (int)_clock.Milliseconds);
            Assert.AreEqual(1, _server.OpenCount);
            Assert.AreEqual(0, _server.OpenStreams);
        }

        [TestMethod]
        public void One_that_was_disposed_of_is_not_waited_for()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            Expect(a, 0, 100);
            Expect(b, 0, 10);
            b.Dispose();
            Assert.AreEqual(0, b.Read(new byte[1], 0, 1));
            Expect(a, 100, ImageSize - 100);

            End(a, b, 1, 0);
            Assert.AreEqual(0, (int)_clock.Milliseconds);
        }

        [TestMethod]
        public void One_that_fetches_for_itself_is_not_waited_for()
        {
            Begin(ImageSize);
            IImageStream first = _a.Open(_image);
            Expect(first, 0, 20000);
            IImageStream b = _b.Open(_image);
            Expect(b, 0, 100);
            first.Dispose();
            long start = _clock.Milliseconds;
            IImageStream again = _a.Open(_image);
            Expect(again, 0, ImageSize);

            End(again, b, 3, 0);
            Assert.AreEqual(start, _clock.Milliseconds);
        }

        [TestMethod]
        public void One_that_comes_again_while_the_other_reads_the_last_bytes_waits_for_it()
        {
            Begin(ImageSize);
            IImageStream b = null;
            BusyClock clock = new BusyClock(() => ReadLast(b));
            SharedImage shared = new SharedImage(_image, _server, clock, 2, Lead);
            IImageStream a = shared.Sharers[0].Open(_image);
            b = shared.Sharers[1].Open(_image);
            for (int position = 0; position < 24000; position += 4000)
            {
                Expect(a, position, 4000);
                Expect(b, position, 4000);
            }

            Expect(a, 24000, ImageSize - 24000);
            Assert.AreEqual(0, a.Read(new byte[1], 0, 1));
            a.Dispose();
            IImageStream again = shared.Sharers[0].Open(_image);
            Expect(again, 0, 1000);
            b = shared.Sharers[1].Open(_image);
            Expect(b, 0, 2000);

            End(again, b, 2, 0);
            Assert.IsTrue(clock.Milliseconds < SharedDownload.Patience, "it waited for nobody");
        }

        [TestMethod]
        public void An_error_is_told_to_each_at_its_byte()
        {
            Begin(ImageSize);
            _server.BreakingDownload = 1;
            _server.BreaksAt = 3000;
            _server.Break = new ImageException("a connection", "none", "Check the network.") { MayPass = true };
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            Expect(a, 0, 3000);
            ImageException first = FailureOf(a);
            Expect(b, 0, 3000);
            ImageException second = FailureOf(b);

            Assert.AreEqual("download: expected a connection; got none. Check the network.", first.Message);
            Assert.AreEqual(first.Message, second.Message);
            Assert.IsTrue(first.MayPass && second.MayPass, "it may pass");
            Assert.IsFalse(first == second, "the name of one target would be in the error of the other");
            End(a, b, 1, 0);
        }

        [TestMethod]
        public void Who_comes_behind_an_error_has_a_download_of_its_own()
        {
            Begin(ImageSize);
            _server.BreakingDownload = 1;
            _server.BreaksAt = 3000;
            IImageStream a = _a.Open(_image);
            Expect(a, 0, 3000);
            FailureOf(a);
            IImageStream b = _b.Open(_image);
            Expect(b, 0, ImageSize);

            End(a, b, 2, 0);
        }

        [TestMethod]
        public void What_is_not_the_images_fault_is_told_to_one_only()
        {
            Begin(ImageSize);
            _server.BreakingDownload = 1;
            _server.BreaksAt = 3000;
            _server.Break = new OutOfMemoryException();
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            Expect(a, 0, 3000);
            Assert.ThrowsException(typeof(OutOfMemoryException), () => a.Read(new byte[1], 0, 1));
            Expect(b, 0, ImageSize);

            End(a, b, 2, 1);
        }

        [TestMethod]
        public void A_missing_image_is_told_to_both()
        {
            Begin(ImageSize);
            _server.IsMissing = true;
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);

            Assert.AreEqual("404", FailureOf(a).Got);
            Assert.AreEqual("404", FailureOf(b).Got);
            End(a, b, 1, 0);
        }

        [TestMethod]
        public void A_small_image_waits_for_who_comes_when_the_first_has_ended()
        {
            Begin(5000);
            ReadAll(_a);
            ReadAll(_b);

            Assert.AreEqual(1, _server.OpenCount);
            Assert.AreEqual(0, _server.OpenStreams);
        }

        [TestMethod]
        public void Nobody_gets_the_same_bytes_twice()
        {
            Begin(5000);
            _server.SpoiledDownload = 1;
            ImageException error = null;
            try
            {
                ReadAll(_a);
            }
            catch (ImageException caught)
            {
                error = caught;
            }

            Assert.IsNotNull(error, "the first download is spoiled");
            ReadAll(_a);
            Assert.AreEqual(2, _server.OpenCount);
            Assert.AreEqual(0, _server.OpenStreams);
        }

        [TestMethod]
        public void Bytes_behind_the_end_are_seen_by_both()
        {
            Begin(5001);
            _image = new ImageDescription(_image.Url, 5000, _image.Sha256, _image.DeviceId, _image.Address, _image.Version);
            Share();
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            Expect(a, 0, 5000);
            Expect(b, 0, 5000);

            Assert.AreEqual(1, a.Read(new byte[1], 0, 1));
            Assert.AreEqual(1, b.Read(new byte[1], 0, 1));
            End(a, b, 1, 0);
        }

        [TestMethod]
        public void The_end_is_seen_although_another_one_is_behind()
        {
            Begin(10000);
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            Expect(b, 0, 10000 - Lead);
            Expect(a, 0, 10000);
            Assert.AreEqual(0, a.Read(new byte[1], 0, 1));

            Assert.AreEqual(0, (int)_clock.Milliseconds);
            Expect(b, 10000 - Lead, Lead);
            End(a, b, 1, 0);
        }

        [TestMethod]
        public void A_stream_that_is_moved_goes_on_for_itself_unless_the_byte_is_here()
        {
            Begin(ImageSize);
            IImageStream a = _a.Open(_image);
            IImageStream b = _b.Open(_image);
            Expect(a, 0, 6000);
            a.Seek(1000);
            Expect(a, 1000, 5000);
            Assert.AreEqual(0, _server.SeekCount);
            b.Seek(20000);
            Expect(b, 20000, 1000);
            b.Seek(7);
            Expect(b, 7, 1000);
            Expect(a, 6000, ImageSize - 6000);

            End(a, b, 2, 2);
            Assert.AreEqual(0, (int)_clock.Milliseconds);
        }

        [TestMethod]
        public void Another_image_is_not_shared()
        {
            Begin(ImageSize);
            ImageDescription other = new ImageDescription("http://test/old.bin", ImageSize, _image.Sha256, 0x435, 0x08000000, "1");
            IImageStream a = _a.Open(other);
            IImageStream b = _b.Open(other);

            End(a, b, 2, 0);
        }

        [DataRow("http://test/image.bin", ImageSize, 0, true)]
        [DataRow("http://test/other.bin", ImageSize, 0, false)]
        [DataRow("http://test/image.bin", ImageSize + 1, 0, false)]
        [DataRow("http://test/image.bin", ImageSize, 1, false)]
        public void The_same_image_has_the_same_address_size_and_hash(string url, int size, int change, bool isSame)
        {
            Begin(ImageSize);
            byte[] hash = new byte[32];
            Array.Copy(_image.Sha256, hash, 32);
            hash[31] ^= (byte)change;

            Assert.AreEqual(isSame, SharedImage.AreSame(_image, new ImageDescription(url, size, hash, 0x415, 0x08002000, "2")));
        }

        private static void Begin(int size)
        {
            _content = FakeImages.Program(size, "1.0.0");
            _server = new FakeImages(_content);
            _clock = new FakeClock();
            _image = _server.Describe(0x435);
            Share();
        }

        private static void Share()
        {
            SharedImage shared = new SharedImage(_image, _server, _clock, 2, Lead);
            _a = shared.Sharers[0];
            _b = shared.Sharers[1];
        }

        private static void Expect(IImageStream stream, int position, int count)
        {
            byte[] buffer = new byte[256];
            for (int done = 0; done < count;)
            {
                int left = count - done;
                int got = stream.Read(buffer, 0, left < buffer.Length ? left : buffer.Length);
                Assert.IsTrue(got > 0, "the stream ended");
                for (int i = 0; i < got; i++)
                {
                    Assert.AreEqual(_content[position + done + i], buffer[i]);
                }

                done += got;
            }
        }

        private static void ReadAll(ImageSharer sharer)
        {
            byte[] block = new byte[256];
            using (ImageReader reader = new ImageReader(_image, sharer))
            {
                while (reader.Read(block, 0, block.Length) > 0)
                {
                }

                reader.Verify(block);
            }
        }

        private static void ReadLast(IImageStream stream)
        {
            if (stream.Read(new byte[1000], 0, 1000) == 0)
            {
                stream.Dispose();
            }
        }

        private static ImageException FailureOf(IImageStream stream)
        {
            try
            {
                stream.Read(new byte[1], 0, 1);
            }
            catch (ImageException error)
            {
                return error;
            }

            throw new Exception("it did not fail");
        }

        private static void End(IImageStream a, IImageStream b, int downloads, int seeks)
        {
            a.Dispose();
            b.Dispose();
            Assert.AreEqual(downloads, _server.OpenCount);
            Assert.AreEqual(seeks, _server.SeekCount);
            Assert.AreEqual(0, _server.OpenStreams);
        }
    }
}
