using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class ReadAheadTests
    {
        private const int Size = 3 * ReadAhead.Capacity;

        [TestMethod]
        public void The_read_ahead_fills_its_buffer_and_refills_what_was_read()
        {
            FakeBackground background = new FakeBackground();
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server), background);
            Assert.AreEqual(0, server.DeliveredBytes);

            Assert.IsTrue(background.Work());
            Assert.AreEqual(ReadAhead.Capacity, server.DeliveredBytes);

            reader.Read(new byte[100], 0, 100);
            Assert.AreEqual(ReadAhead.Capacity, server.DeliveredBytes);
            Assert.IsTrue(background.Work());
            Assert.AreEqual(ReadAhead.Capacity + 100, server.DeliveredBytes);
        }

        [TestMethod]
        public void Buffered_bytes_are_read_without_the_server()
        {
            FakeBackground background = new FakeBackground();
            byte[] content = FakeImages.Program(Size, "1.0.0");
            FakeImages server = new FakeImages(content);
            ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server), background);
            background.Work();
            server.AbsentReads = 1;
            byte[] buffer = new byte[ReadAhead.Capacity];

            Assert.AreEqual(buffer.Length, reader.Read(buffer, 0, buffer.Length));

            AreEqual(content, 0, buffer, buffer.Length);
        }

        [DataRow(1, 64)]
        [DataRow(7, 100)]
        [DataRow(256, 256)]
        [DataRow(1000, 700)]
        [DataRow(1000, 2048)]
        [DataRow(3000, 5000)]
        public void The_image_arrives_whole_and_in_order_whichever_thread_fetches(int pieceSize, int readSize)
        {
            for (int pattern = 0; pattern < 3; pattern++)
            {
                FakeBackground background = new FakeBackground();
                byte[] content = FakeImages.Program(Size, "1.0.0");
                FakeImages server = new FakeImages(content);
                server.PieceSize = pieceSize;
                ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server), background);
                byte[] buffer = new byte[readSize];
                int turn = 0;
                while (reader.Position < Size)
                {
                    // The background thread runs never, always, or in every third turn.
                    if (pattern == 1 || (pattern == 2 && turn % 3 == 0))
                    {
                        background.Work();
                    }

                    turn++;
                    int start = reader.Position;
                    int count = reader.Read(buffer, 0, readSize);
                    AreEqual(content, start, buffer, count);
                }

                reader.Verify();
                reader.Dispose();
                Assert.AreEqual(0, server.OpenStreams);
                Assert.AreEqual(1, server.OpenCount);
            }
        }

        [TestMethod]
        public void An_error_comes_after_the_bytes_before_it()
        {
            FakeBackground background = new FakeBackground();
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            server.BreakingDownload = 1;
            server.BreaksAt = 512;
            ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server), background);
            Assert.IsFalse(background.Work());
            byte[] buffer = new byte[512];

            Assert.AreEqual(512, reader.Read(buffer, 0, 512));
            Assert.ThrowsException(typeof(ImageException), () => reader.Read(buffer, 0, 1));
            Assert.ThrowsException(typeof(ImageException), () => reader.Read(buffer, 0, 1));
        }

        [TestMethod]
        public void An_early_end_is_an_error_with_its_position()
        {
            FakeBackground background = new FakeBackground();
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            server.EndsAt = 1000;
            ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server), background);
            background.Work();
            string error = string.Empty;
            try
            {
                reader.Read(new byte[1001], 0, 1001);
            }
            catch (ImageException caught)
            {
                error = caught.Message;
            }

            Assert.StartsWith("download: expected " + Size + " bytes; got 1000 bytes. ", error);
        }

        [TestMethod]
        public void A_bit_that_differs_is_detected_in_the_read_ahead()
        {
            FakeBackground background = new FakeBackground();
            FakeImages server = new FakeImages(FakeImages.Program(ReadAhead.Capacity, "1.0.0"));
            server.SpoiledDownload = 1;
            ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server), background);
            background.Work();
            byte[] buffer = new byte[ReadAhead.Capacity];

            reader.Read(buffer, 0, buffer.Length);
            Assert.ThrowsException(typeof(ImageException), reader.Verify);
        }

        [TestMethod]
        public void After_going_back_the_image_is_fetched_again_and_the_old_read_ahead_ends()
        {
            FakeBackground background = new FakeBackground();
            byte[] content = FakeImages.Program(Size, "1.0.0");
            FakeImages server = new FakeImages(content);
            ImageReader reader = new ImageReader(server.Checked(server.Describe(0x435)), background);
            reader.Load(0);
            reader.Mark(ReadAhead.Capacity);
            background.Work();
            reader.Load(ReadAhead.Capacity);
            reader.Load(2 * ReadAhead.Capacity);
            int delivered = server.DeliveredBytes;

            Assert.AreEqual(5, reader.Load(ReadAhead.Capacity + 5));

            AreEqual(content, ReadAhead.Capacity, reader.Piece, ReadAhead.Capacity);
            Assert.IsTrue(background.Work());
            Assert.AreEqual(delivered + (2 * ReadAhead.Capacity), server.DeliveredBytes, "the bytes before the mark are fetched again");
            reader.Load(Size - 1);
            AreEqual(content, 2 * ReadAhead.Capacity, reader.Piece, ReadAhead.Capacity);
            reader.Verify();
            Assert.AreEqual(2, server.OpenCount);
        }

        [TestMethod]
        public void A_piece_fetched_ahead_that_differs_is_not_delivered()
        {
            FakeBackground background = new FakeBackground();
            byte[] content = FakeImages.Program(Size, "1.0.0");
            FakeImages server = new FakeImages(content);
            server.SpoiledDownload = 1;
            server.SpoiledAt = ReadAhead.Capacity;
            ImageReader reader = new ImageReader(server.Checked(server.Describe(0x435)), background);
            background.Work();
            reader.Load(0);
            Assert.IsFalse(background.Work());

            Assert.ThrowsException(typeof(ImageException), () => reader.Load(ReadAhead.Capacity));
        }

        [TestMethod]
        public void After_the_end_of_the_image_nothing_is_fetched()
        {
            FakeBackground background = new FakeBackground();
            FakeImages server = new FakeImages(FakeImages.Program(Size, "1.0.0"));
            ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server), background);
            reader.Dispose();

            Assert.IsFalse(background.Work());
            Assert.AreEqual(0, server.DeliveredBytes);
            Assert.AreEqual(0, server.OpenStreams);
        }

        private static void AreEqual(byte[] content, int start, byte[] buffer, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (content[start + i] != buffer[i])
                {
                    Assert.AreEqual(content[start + i], buffer[i]);
                }
            }
        }
    }
}
