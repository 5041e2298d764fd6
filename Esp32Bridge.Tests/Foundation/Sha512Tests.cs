using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Signatures;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    [TestClass]
    public class Sha512Tests
    {
        // The examples of FIPS 180-4 (csrc.nist.gov).
        [DataRow("abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")]
        [DataRow("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909")]
        public void The_published_examples_have_the_published_hashes(string text, string expected)
        {
            byte[] message = Encoding.UTF8.GetBytes(text);

            Assert.AreEqual(expected, HashOf(message, message.Length));
        }

        // Lengths close to the ends of blocks and of their padding. The bytes are 0, 7, 14 and so on; the hashes are those of sha512sum.
        [DataRow(0, "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e")]
        [DataRow(1, "b8244d028981d693af7b456af8efa4cad63d282e19ff14942c246e50d9351d22704a802a71c3580b6370de4ceb293c324a8423342557d4e5c38438f0e36910ee")]
        [DataRow(111, "d2026b9857418e96d800f55017d1c1566c027453ff240da88f0a25558fabf5d6ffbe00bb14bc04f120af1cac53f21cb4a81765140b9249f52aaab4935079dd94")]
        [DataRow(112, "4dc754b8985c03b8015b1efd61af5c05828b6d07eecda8d90dd5863f7704bd375905932f2fbdeb4ee1b754a7778e4a0327e7d75b71ae95d1f619136e27564467")]
        [DataRow(127, "78de13cc28717e3ee7a3cb21b2ecac6d201f32f4a81bc1becdf9de5126e1a0139e25784aeb8baf327cc32f98d54d20e80e61d4d6bff5b37872fdaa645a4f3886")]
        [DataRow(128, "6e7f10bc87eacc3e98014eaade39e273285ba13c79231361c24c304a8d409018f543a28847fcc829b87fdde605caa5ab5fdb00e296737fa4687d5ee8d130ceea")]
        [DataRow(129, "cdc5b3e2f22ed03935760389c88672f8b3c867503aff012d5f9653e426c9b530e091356459108edadc8e09a444a50415b30d38f9d75cb8c456fec0ae3ca6901f")]
        [DataRow(239, "d29cefaac62d3e8acd367abe0804c702a4848773ada2ad537619bc5c29a3a1f0c7d58c639638ede6869cf43536bb0530c2e8cee6b29ac3999e1216b6e88bab4f")]
        [DataRow(240, "44f1b40dcf17562fc7119b65ea16035838ccb0438092ef3c7ba8011fda5448d6ccff715c5d17e4e399154938c8e89be6cf724018868cac11f383709af4e0d0e5")]
        [DataRow(8192, "e8b4e422658af33dc8803ddfd41942c0f88249a10bcd1fb375cfe609fe07c6cc599c37904efc08b636a11e2a8d44398b3d9289e56d13fbac6ff34a25caf6cd26")]
        public void A_message_of_any_length_has_the_hash_of_sha512sum_in_one_piece_and_in_several(int length, string expected)
        {
            byte[] message = new byte[length];
            for (int i = 0; i < length; i++)
            {
                message[i] = (byte)(7 * i);
            }

            Assert.AreEqual(expected, HashOf(message, 8192));
            Assert.AreEqual(expected, HashOf(message, 37));
        }

        private static string HashOf(byte[] message, int piece)
        {
            Sha512 sha = new Sha512(new CallCount());
            for (int done = 0; done < message.Length; done += piece)
            {
                int rest = message.Length - done;
                sha.Update(message, done, rest < piece ? rest : piece);
            }

            byte[] hash = new byte[Sha512.HashSize];
            sha.Finish(hash);
            return HexText.Of(hash);
        }
    }
}
