using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    [TestClass]
    public class Sha256Tests
    {
        // The examples of FIPS 180-4 (csrc.nist.gov, "SHA-256 examples").
        [DataRow("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
        [DataRow("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
        [DataRow("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
        [DataRow("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
        public void The_published_examples_have_the_published_hashes(string text, string expected)
        {
            Sha256 hash = new Sha256();
            byte[] message = Encoding.UTF8.GetBytes(text);
            hash.Update(message, 0, message.Length);

            Assert.AreEqual(expected, ToText(hash.Finish()));
        }

        [DataRow(64, 0)]
        [DataRow(64, 64)]
        [DataRow(128, 1)]
        [DataRow(2048, 200)]
        public void Another_hash_continues_from_a_chaining_value_and_does_not_change_it(int before, int behind)
        {
            byte[] message = new byte[before + behind];
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = (byte)(7 * i);
            }

            Sha256 whole = new Sha256();
            whole.Update(message, 0, message.Length);
            Sha256 hash = new Sha256();
            hash.Update(message, 0, before);
            uint[] state = new uint[Sha256.StateSize];
            hash.CopyState(state);
            Sha256 other = new Sha256(state, before);
            other.Update(message, before, behind);
            string expected = ToText(whole.Finish());
            Assert.AreEqual(expected, ToText(other.Finish()));

            hash.Update(message, before, behind);

            Assert.AreEqual(expected, ToText(hash.Finish()));
        }

        [TestMethod]
        public void The_chaining_value_of_a_block_is_the_published_one()
        {
            // FIPS 180-2 B.2, after the first of two blocks: 85e655d6 417a1795 ...
            byte[] block = new byte[Sha256.BlockSize];
            System.Text.Encoding.UTF8.GetBytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").CopyTo(block, 0);
            block[56] = 0x80;
            Sha256 hash = new Sha256();
            hash.Update(block, 0, block.Length);

            Assert.AreEqual("85E655D6417A1795", hash.Chain.ToString("X16"));
        }

        [TestMethod]
        public void A_million_times_a_in_odd_pieces_has_the_published_hash()
        {
            const int Total = 1000000;
            byte[] piece = new byte[977];
            for (int i = 0; i < piece.Length; i++)
            {
                piece[i] = (byte)'a';
            }

            Sha256 hash = new Sha256();
            int done = 0;
            int size = 1;
            while (done < Total)
            {
                int count = size < Total - done ? size : Total - done;
                hash.Update(piece, 0, count);
                done += count;
                size = ((size * 5) + 1) % piece.Length;
            }

            Assert.AreEqual("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", ToText(hash.Finish()));
        }

        [DataRow(1, "084fed08b978af4d7d196a7446a86b58009e636b611db16211b65a9aadff29c5")]
        [DataRow(3, "6ab0dba1f4f1dfbb37b4f9eeb092c09fca4900ad32bdcd147d8dde35d6c87c35")]
        [DataRow(31, "721f1b54dd0f746ef819ba479fcd63b6117bfbe44acc432bf0cb0a639fd41766")]
        [DataRow(32, "ab5f8b5cb9435354c7b58603592d5faf081e17ceb05f7a7c67f4b666f12ca457")]
        [DataRow(54, "160bbf14b458c877b7049e7cb5771dd653930f97d20bdd8ee795c16062906233")]
        [DataRow(55, "e7313d333c272e639f790978283f9eb392e843d0f29b7016828bb1daa4aac70b")]
        [DataRow(56, "4324d65f3c103567f5589c710bc08f8523f929a9272e3af36fc968e52abc6c27")]
        [DataRow(57, "35df609437dcfea3279283ab79fd554e2bf78f8f7ae2de532d8ee300b09e8f73")]
        [DataRow(62, "5b50d7a374c35bf46f501a178cceb2cfe649cd8f96c4a21d57377fcbb0eec4ab")]
        [DataRow(63, "81c80242132f230c3bd41b3e63bbcff16107339549214a99614ff26664625055")]
        [DataRow(64, "39e3d7b6b5d075d37d053ad89b24b41bef4f3c29760c84447cab3f3be1882241")]
        [DataRow(65, "aacca6ff74fdbb296d165a45cecfa04e5127bc008770fbbdd48006f2d2fae95e")]
        [DataRow(66, "11fdf00350687cdd9dc4312de9734ad3ddf5eeb4d0c442ad34b05f3e484e8ffd")]
        [DataRow(118, "2c49b89c5aaaaaa69ae70251cc0803f14afaf1a2caa461fa6b083750bc07ce88")]
        [DataRow(119, "9ce7368e4daf32341631b492e80359dc9f594b48453cd0dd5bf0b19279cc177e")]
        [DataRow(120, "7836b787757e95e58b3ca5aec90b1b004e8deba1e50e9675af9cabf1a13a04b5")]
        [DataRow(121, "1189a98a00c71bc1848ea8bdc9700b442bee0be7c3f45172303f1ab0b6f1617e")]
        [DataRow(127, "a8d23e75d936f303d248888d9b165ee543f4cbafcad3c9dd2a79bd84faa11d07")]
        [DataRow(128, "d2742f1f4ac6bb7ca2b239ee18402ba8b3f9f8e652d2a72973c2b9ba11c08cf6")]
        [DataRow(129, "307f8fc2c1622b92762e818d39a185d4d667ad49a4b07ceae1f4afa008a93ec4")]
        [DataRow(191, "52be17f8f5d0b166f3b1917d2b6bb862083001967fd0aa39d2da9947eeba437d")]
        [DataRow(192, "ec6732214091fa8455ee2251fb756475b04ec62610fbceaa64218a11faf571cd")]
        [DataRow(193, "c2e8235fc1c184c4f889cc8e481540dd11356b65b7c3bf4a0443f6be2851dcd5")]
        [DataRow(255, "3c8af6e36699077166f180b277f93992e354c66a63a3541ef18d61524eac85e9")]
        [DataRow(256, "d9c76fa34978cb9620dab8c3f46bbe075fddc145eb282b39009141f98d0cfe82")]
        [DataRow(257, "b65c390e4482123ae81c3462cd2ce5bac55cd9dfde2fcf9295c7d320ee453fc5")]
        [DataRow(511, "93b22d6ad4cee7e445d1a86c499ee7ebede7cd81d11f56ea484d70bd10f07cca")]
        [DataRow(512, "c9d8e3352f9f790d8b0be13cb1c18ed7963009888be04acc065ee5efbd934076")]
        [DataRow(513, "9987b6609789df83b895850308b1e1a04c31bd496acdc0ac3a231ba0f7075514")]
        [DataRow(1000, "1e9bc38cbf860b9ec31918b065f9b52476c549a782e0e7990bed8ce3868d2371")]
        public void A_message_of_any_length_has_its_hash_in_one_piece_and_in_many(int length, string expected)
        {
            byte[] message = new byte[length + 5];
            for (int i = 0; i < length; i++)
            {
                message[i + 2] = (byte)((i * 7) + 3);
            }

            Sha256 hash = new Sha256();
            hash.Update(message, 2, length);
            Assert.AreEqual(expected, ToText(hash.Finish()), "in one piece");

            for (int size = 1; size < length && size < 130; size = (size * 2) + 1)
            {
                hash = new Sha256();
                for (int done = 0; done < length; done += size)
                {
                    hash.Update(message, 2 + done, size < length - done ? size : length - done);
                }

                Assert.AreEqual(expected, ToText(hash.Finish()), "in pieces of " + size);
            }
        }

        [TestMethod]
        public void An_empty_piece_changes_nothing()
        {
            Sha256 hash = new Sha256();
            byte[] message = Encoding.UTF8.GetBytes("abc");
            hash.Update(message, 0, 0);
            hash.Update(message, 0, 2);
            hash.Update(message, 3, 0);
            hash.Update(message, 2, 1);

            Assert.AreEqual("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ToText(hash.Finish()));
        }

        [TestMethod]
        public void Hashing_does_not_change_the_message()
        {
            byte[] message = new byte[128];
            message[77] = 0x5A;
            Sha256 hash = new Sha256();
            hash.Update(message, 0, message.Length);
            hash.Finish();

            int sum = 0;
            for (int i = 0; i < message.Length; i++)
            {
                sum += message[i];
            }

            Assert.AreEqual(0x5A, sum);
        }

        [TestMethod]
        public void A_comparison_detects_a_difference_in_any_bit()
        {
            byte[] hash = new byte[Sha256.HashSize];
            byte[] buffer = new byte[Sha256.HashSize + 5];
            for (int i = 0; i < hash.Length; i++)
            {
                hash[i] = (byte)(i * 9);
                buffer[i + 3] = hash[i];
            }

            Assert.IsTrue(Sha256.AreEqual(hash, buffer, 3));
            for (int bit = 0; bit < 8 * Sha256.HashSize; bit++)
            {
                buffer[3 + (bit / 8)] ^= (byte)(1 << (bit % 8));
                Assert.IsFalse(Sha256.AreEqual(hash, buffer, 3), "bit " + bit);
                buffer[3 + (bit / 8)] ^= (byte)(1 << (bit % 8));
            }
        }

        private static string ToText(byte[] hash)
        {
            return HexText.Of(hash);
        }
    }
}
