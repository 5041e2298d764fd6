using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class ImageReaderTests
    {
        [DataRow(1)]
        [DataRow(7)]
        [DataRow(255)]
        [DataRow(256)]
        [DataRow(257)]
        [DataRow(10000)]
        public void Pieces_of_any_size_make_full_blocks_and_a_remainder(int pieceSize)
        {
            byte[] content = FakeImages.Program(1000, "1.0.0");
            FakeImages server = new FakeImages(content);
            server.PieceSize = pieceSize;
            byte[] block = new byte[256];
            int done = 0;
            using (ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server)))
            {
                for (int i = 0; i < 4; i++)
                {
                    int count = reader.Read(block, 0, block.Length);
                    Assert.AreEqual(i < 3 ? 256 : 232, count);
                    for (int k = 0; k < count; k++)
                    {
                        Assert.AreEqual(content[done + k], block[k]);
                    }

                    done += count;
                    Assert.AreEqual(done, reader.Position);
                }

                Assert.AreEqual(0, reader.Read(block, 0, block.Length));
                reader.Verify();
            }

            Assert.AreEqual(0, server.OpenStreams);
        }

        [DataRow(16)]
        [DataRow(255)]
        [DataRow(256)]
        [DataRow(257)]
        [DataRow(512)]
        public void An_image_of_any_size_is_whole(int size)
        {
            byte[] content = new byte[size];
            FakeImages server = new FakeImages(content);

            Assert.AreEqual(string.Empty, ErrorOf(server, server.Describe(0x435)));
        }

        [DataRow(0)]
        [DataRow(1)]
        [DataRow(255)]
        [DataRow(256)]
        [DataRow(300)]
        [DataRow(511)]
        public void A_stream_that_ends_early_is_an_error_with_its_position(int end)
        {
            FakeImages server = new FakeImages(new byte[512]);
            server.EndsAt = end;

            Assert.StartsWith("download: expected 512 bytes; got " + end + " bytes. ", ErrorOf(server, server.Describe(0x435)));
        }

        [TestMethod]
        public void A_stream_with_one_more_byte_is_an_error()
        {
            FakeImages server = new FakeImages(new byte[513]);
            ImageDescription image = server.Describe(0x435);
            ImageDescription shorter = new ImageDescription(image.Url, 512, new FakeImages(new byte[512]).Describe(0x435).Sha256, 0x435, 0x08000000, "1");

            Assert.StartsWith("download: expected 512 bytes; got more. ", ErrorOf(server, shorter));
        }

        [TestMethod]
        public void Any_bit_that_differs_is_an_error_that_names_both_hashes()
        {
            for (int bit = 0; bit < 400; bit += 57)
            {
                byte[] content = new byte[50];
                FakeImages original = new FakeImages(content);
                ImageDescription image = original.Describe(0x435);
                byte[] changed = new byte[50];
                changed[bit / 8] ^= (byte)(1 << (bit % 8));
                FakeImages server = new FakeImages(changed);

                string error = ErrorOf(server, image);

                Assert.StartsWith("download: expected SHA-256 cc2786e1f9910a9d811400edcddaf7075195f7a16b216dcbefba3bc7c4f2ae51; got ", error);
                Assert.Contains(HexOf(server.Describe(0x435).Sha256), error);
            }
        }

        [TestMethod]
        public void A_hash_that_differs_only_in_its_last_byte_is_an_error()
        {
            FakeImages server = new FakeImages(new byte[50]);
            ImageDescription image = server.Describe(0x435);
            image.Sha256[31] ^= 1;

            Assert.Contains("SHA-256", ErrorOf(server, image));
        }

        [TestMethod]
        public void An_error_of_the_server_passes_through()
        {
            FakeImages server = new FakeImages(new byte[512]);
            ImageDescription image = server.Describe(0x435);
            server.IsMissing = true;

            Assert.Contains("404", ErrorOf(server, image));
            Assert.AreEqual(0, server.OpenStreams);
        }

        [TestMethod]
        public void A_connection_that_breaks_is_an_error_and_is_closed()
        {
            FakeImages server = new FakeImages(new byte[512]);
            server.BreakingDownload = 1;
            server.BreaksAt = 300;
            server.PieceSize = 100;
            server.Break = new ImageException("a connection", "a reset", "look");

            Assert.AreEqual("download: expected a connection; got a reset. look", ErrorOf(server, server.Describe(0x435)));
            Assert.AreEqual(0, server.OpenStreams);
        }

        [TestMethod]
        public void The_buffer_is_unchanged_after_the_end_of_the_image()
        {
            FakeImages server = new FakeImages(new byte[20]);
            byte[] block = new byte[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9 };
            using (ImageReader reader = new ImageReader(new CheckedImage(server.Describe(0x435), server)))
            {
                Assert.AreEqual(20, reader.Read(block, 0, block.Length));
            }

            Assert.AreEqual("00 00 00 00 09 09 09 09", Hex.ToText(block, 16, 8));
        }

        private static string ErrorOf(FakeImages server, ImageDescription image)
        {
            byte[] block = new byte[256];
            try
            {
                using (ImageReader reader = new ImageReader(new CheckedImage(image, server)))
                {
                    while (reader.Read(block, 0, block.Length) > 0)
                    {
                    }

                    reader.Verify();
                }

                return string.Empty;
            }
            catch (ImageException error)
            {
                return error.Message;
            }
        }

        private static string HexOf(byte[] bytes)
        {
            string text = string.Empty;
            for (int i = 0; i < bytes.Length; i++)
            {
                text += bytes[i].ToString("x2");
            }

            return text;
        }
    }
}
