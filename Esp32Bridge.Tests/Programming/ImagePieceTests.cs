using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>An image in pieces: each piece must be as it was at the check of the image, also after a step back.</summary>
    [TestClass]
    public class ImagePieceTests
    {
        private const int PieceSize = 2048;
        private const int Size = (4 * PieceSize) + 100;

        private static byte[] _content;
        private static FakeImages _server;

        [DataRow(1)]
        [DataRow(16)]
        [DataRow(100)]
        [DataRow(2047)]
        [DataRow(2048)]
        [DataRow(2049)]
        [DataRow(10000)]
        public void An_image_of_any_size_arrives_whole_in_its_pieces_followed_by_FF(int size)
        {
            Begin(size);
            CheckedImage image = Checked();
            ImageReader reader = new ImageReader(image);
            int last = 0;
            for (int start = 0; start < size; start += image.PieceSize)
            {
                Assert.AreEqual(0, reader.Load(start));
                last = size - start < image.PieceSize ? size - start : image.PieceSize;
                AreEqual(start, reader.Piece, last);
                Assert.AreEqual(last - 1, reader.Load(start + last - 1));
                Assert.AreEqual(start + last, reader.Position);
            }

            for (int i = last; i < reader.Piece.Length; i++)
            {
                Assert.AreEqual((byte)0xFF, reader.Piece[i]);
            }

            reader.Verify();
            Assert.AreEqual(1, _server.OpenCount);
        }

        [DataRow(26 * 1024, 2048, 2300)]
        [DataRow(512 * 1024, 2048, 6144)]
        [DataRow(1024 * 1024, 2048, 9216)]
        [DataRow(2 * 1024 * 1024, 4096, 11264)]
        [DataRow(4 * 1024 * 1024, 8192, 15360)]
        public void Pieces_grow_with_the_image_so_that_7_KiB_of_check_values_are_enough(int size, int pieceSize, int memory)
        {
            Begin(16);
            CheckedImage image = new CheckedImage(new ImageDescription("http://test/image.bin", size, new byte[32], 0x435, 0x08000000, "1"), _server);

            Assert.AreEqual(pieceSize, image.PieceSize);
            Assert.AreEqual((uint)memory, CheckedImage.MemoryOf(size));
        }

        [DataRow(1, 18432)]
        [DataRow(26 * 1024, 18684)]
        [DataRow(512 * 1024, 22528)]
        [DataRow(1024 * 1024, 25600)]
        [DataRow(4 * 1024 * 1024, 31744)]
        public void A_job_requires_more_memory_for_an_image_that_takes_more(int size, int memory)
        {
            ImageDescription image = new ImageDescription("http://test/image.bin", size, new byte[32], 0x435, 0x08000000, "1");

            Assert.AreEqual((uint)memory, TargetProgrammer.MemoryFor(image));
            Assert.AreEqual((uint)16384, TargetProgrammer.MemoryFor(null));
        }

        [DataRow(256, 18432)]
        [DataRow(2048, 29184)]
        public void A_job_requires_more_memory_for_an_image_with_a_long_address(int length, int memory)
        {
            string url = "http://test/" + new string('a', length - 12);

            Assert.AreEqual((uint)memory, TargetProgrammer.MemoryFor(new ImageDescription(url, 1, new byte[32], 0x435, 0x08000000, "1")));
        }

        [DataRow(0, 0)]
        [DataRow(2047, 0)]
        [DataRow(2048, 1)]
        [DataRow(5000, 2)]
        [DataRow(8191, 3)]
        [DataRow(8192, 4)]
        [DataRow(8291, 4)]
        public void A_download_that_differs_delivers_the_pieces_before_the_one_that_differs(int place, int pieces)
        {
            Begin(Size);
            _server.SpoiledDownload = 1;
            _server.SpoiledAt = place;
            ImageReader reader = new ImageReader(Checked());
            for (int i = 0; i < pieces; i++)
            {
                Assert.AreEqual(0, reader.Load(i * PieceSize));
                AreEqual(i * PieceSize, reader.Piece, PieceSize);
            }

            Assert.IsTrue(ErrorOf(reader, pieces * PieceSize).IsAnother);

            // The next download delivers all of it.
            Assert.AreEqual(0, reader.Load(pieces * PieceSize));
            AreEqual(pieces * PieceSize, reader.Piece, pieces == 4 ? 100 : PieceSize);
        }

        [TestMethod]
        public void The_error_names_the_position_and_for_the_last_piece_both_hashes()
        {
            Begin(Size);
            _server.SpoiledDownload = 1;
            _server.SpoiledAt = 2048;
            Assert.AreEqual(
                "download: expected the bytes before 4096 as they were at the check; got others. The server has sent another file than before: publish images under new names.",
                ErrorOf(new ImageReader(Checked()), 2048).Message);
            _server.SpoiledDownload = 2;
            _server.SpoiledAt = Size - 1;
            Assert.StartsWith("download: expected SHA-256 ", ErrorOf(new ImageReader(Checked()), Size - 1).Message);
        }

        [DataRow(0)]
        [DataRow(Size - 1)]
        public void An_image_that_was_not_checked_delivers_nothing(int position)
        {
            Begin(Size);
            ImageReader reader = new ImageReader(new CheckedImage(_server.Describe(0x435), _server));

            Assert.StartsWith("download: expected an image that was checked; got one that was not. ", ErrorOf(reader, position).Message);
        }

        [TestMethod]
        public void An_image_whose_check_found_another_hash_delivers_nothing_although_it_is_the_same_again()
        {
            Begin(Size);
            ImageDescription image = _server.Describe(0x435);
            image.Sha256[31] ^= 1;
            CheckedImage known = new CheckedImage(image, _server);
            ImageReader reader = new ImageReader(known);
            reader.Read(new byte[Size], 0, Size);
            Assert.ThrowsException(typeof(ImageException), reader.Verify);

            Assert.StartsWith("download: expected an image that was checked; got one that was not. ", ErrorOf(new ImageReader(known), 0).Message);
        }

        [DataRow(0, 1)]
        [DataRow(1, 1)]
        [DataRow(1, 3)]
        [DataRow(2, 4)]
        [DataRow(4, 4)]
        public void The_reader_goes_back_to_its_mark_and_no_further(int mark, int piece)
        {
            Begin(Size);
            ImageReader reader = new ImageReader(Checked());
            for (int i = 0; i <= piece; i++)
            {
                if (i == mark)
                {
                    reader.Mark(i * PieceSize);
                }

                reader.Load(i * PieceSize);
            }

            reader.Unload();
            int delivered = _server.DeliveredBytes;
            int place = (mark * PieceSize) + 7;

            Assert.AreEqual(7, reader.Load(place));

            int count = mark == 4 ? 100 : PieceSize;
            AreEqual(mark * PieceSize, reader.Piece, count);
            Assert.AreEqual(delivered + count, _server.DeliveredBytes);
            Assert.AreEqual(2, _server.OpenCount);
            Assert.AreEqual(1, _server.OpenStreams);
            IsReadToItsEnd(reader, (mark * PieceSize) + count);
        }

        [DataRow(2 * PieceSize)]
        [DataRow(Size - 1)]
        public void A_difference_after_the_mark_is_detected(int place)
        {
            Begin(Size);
            _server.SpoiledDownload = 2;
            _server.SpoiledAt = place;
            ImageReader reader = new ImageReader(Checked());
            reader.Load(PieceSize);
            reader.Mark(2 * PieceSize);
            reader.Load(Size - 1);

            Assert.IsTrue(ErrorOf(reader, 2 * PieceSize, place).IsAnother);
        }

        [TestMethod]
        public void Going_back_before_the_mark_starts_at_the_first_byte()
        {
            Begin(Size);
            ImageReader reader = new ImageReader(Checked());
            reader.Load(PieceSize);
            reader.Mark(2 * PieceSize);
            reader.Load(3 * PieceSize);

            Assert.AreEqual(PieceSize - 1, reader.Load((2 * PieceSize) - 1));

            AreEqual(PieceSize, reader.Piece, PieceSize);
            IsReadToItsEnd(reader, 2 * PieceSize);
        }

        [DataRow(0)]
        [DataRow(PieceSize)]
        [DataRow(3 * PieceSize)]
        public void A_mark_at_an_unknown_position_changes_nothing(int position)
        {
            Begin(Size);
            ImageReader reader = new ImageReader(Checked());
            reader.Load(4 * PieceSize);
            reader.Mark(position + 1);
            reader.Mark(position);

            Assert.AreEqual(0, reader.Load(position));

            AreEqual(position, reader.Piece, PieceSize);
            IsReadToItsEnd(reader, position + PieceSize);
        }

        [DataRow(0)]
        [DataRow(PieceSize + 5)]
        public void After_a_broken_connection_the_image_continues(int at)
        {
            Begin(Size);
            _server.BreakingDownload = 1;
            _server.BreaksAt = at;
            _server.PieceSize = 1;
            ImageReader reader = new ImageReader(Checked());
            Assert.IsFalse(ErrorOf(reader, Size - 1).IsAnother);
            _server.IsMissing = true;
            Assert.Contains("404", ErrorOf(reader, at).Message);
            _server.IsMissing = false;

            Assert.AreEqual(at % PieceSize, reader.Load(at));

            AreEqual(at - (at % PieceSize), reader.Piece, PieceSize);
            reader.Dispose();
            Assert.AreEqual(0, _server.OpenStreams);
        }

        // A much later piece, and back again: between them, nothing is fetched.
        [DataRow(40, 5)]
        [DataRow(100, 99)]
        public void For_a_much_later_piece_the_image_is_opened_behind_the_pieces_between(int pieces, int back)
        {
            int size = (pieces * PieceSize) + 100;
            Begin(size);
            ImageReader reader = new ImageReader(Checked());
            reader.Load(0);
            int delivered = _server.DeliveredBytes;
            int opened = _server.OpenCount;

            Assert.AreEqual(7, reader.Load((pieces * PieceSize) + 7));

            AreEqual(pieces * PieceSize, reader.Piece, 100);
            Assert.AreEqual(opened + 1, _server.OpenCount);
            Assert.IsTrue(_server.DeliveredBytes - delivered < 5 * PieceSize, "delivered " + (_server.DeliveredBytes - delivered));
            Assert.AreEqual(0, reader.Load(back * PieceSize));
            AreEqual(back * PieceSize, reader.Piece, PieceSize);
            Assert.AreEqual(1, _server.OpenStreams);
        }

        [TestMethod]
        public void After_pieces_that_were_left_out_a_difference_is_detected()
        {
            Begin((40 * PieceSize) + 100);
            _server.SpoiledDownload = 2;
            _server.SpoiledAt = (38 * PieceSize) + 5;
            ImageReader reader = new ImageReader(Checked());
            reader.Load(0);

            Assert.IsTrue(ErrorOf(reader, 39 * PieceSize).IsAnother);
        }

        [TestMethod]
        public void An_image_that_is_shorter_the_second_time_is_an_error()
        {
            Begin(Size);
            CheckedImage image = Checked();
            _server.EndsAt = 3000;
            ImageReader reader = new ImageReader(image);
            reader.Load(0);

            Assert.StartsWith("download: expected " + Size + " bytes; got 3000 bytes. ", ErrorOf(reader, 3000).Message);
        }

        private static void Begin(int size)
        {
            _content = new byte[size];
            for (int i = 0; i < size; i++)
            {
                _content[i] = (byte)((i * 7) + (i >> 8));
            }

            _server = new FakeImages(_content);
        }

        private static CheckedImage Checked()
        {
            return _server.Checked(_server.Describe(0x435));
        }

        private static ImageException ErrorOf(ImageReader reader, params int[] positions)
        {
            ImageException error = null;
            try
            {
                for (int i = 0; i < positions.Length; i++)
                {
                    reader.Load(positions[i]);
                }
            }
            catch (ImageException caught)
            {
                error = caught;
            }

            Assert.IsNotNull(error);
            return error;
        }

        private static void IsReadToItsEnd(ImageReader reader, int from)
        {
            for (int start = from; start < Size; start += PieceSize)
            {
                reader.Load(start);
                AreEqual(start, reader.Piece, Size - start < PieceSize ? Size - start : PieceSize);
            }

            reader.Verify();
        }

        private static void AreEqual(int start, byte[] piece, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (_content[start + i] != piece[i])
                {
                    Assert.AreEqual(_content[start + i], piece[i], "at " + (start + i));
                }
            }
        }
    }
}
