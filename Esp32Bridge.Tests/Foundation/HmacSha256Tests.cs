using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    /// <summary>The test cases of RFC 4231 4.2 to 4.8, and keys whose length is close to a block.</summary>
    [TestClass]
    public class HmacSha256Tests
    {
        [TestMethod]
        public void Test_case_1_is_a_key_of_20_bytes()
        {
            Has("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", Repeated(0x0B, 20), "Hi There");
        }

        [TestMethod]
        public void Test_case_2_is_a_key_shorter_than_the_hash()
        {
            Has("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Encoding.UTF8.GetBytes("Jefe"), "what do ya want for nothing?");
        }

        [TestMethod]
        public void Test_case_3_is_a_key_and_a_message_that_fill_more_than_a_block()
        {
            Assert.AreEqual("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe", HexText.Of(HmacSha256.Compute(Repeated(0xAA, 20), Repeated(0xDD, 50))));
        }

        [TestMethod]
        public void Test_case_4_is_a_key_of_25_bytes()
        {
            byte[] key = HexText.Parse("0102030405060708090a0b0c0d0e0f10111213141516171819");

            Assert.AreEqual("82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b", HexText.Of(HmacSha256.Compute(key, Repeated(0xCD, 50))));
        }

        [TestMethod]
        public void Test_case_5_is_cut_to_128_bits()
        {
            byte[] hash = HmacSha256.Compute(Repeated(0x0C, 20), Encoding.UTF8.GetBytes("Test With Truncation"));

            Assert.AreEqual("a3b6167473100ee06e0c796c2955552b", HexText.Of(hash).Substring(0, 32));
        }

        [TestMethod]
        public void Test_case_6_is_a_key_longer_than_a_block()
        {
            Has("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54", Repeated(0xAA, 131), "Test Using Larger Than Block-Size Key - Hash Key First");
        }

        [TestMethod]
        public void Test_case_7_is_a_key_and_a_message_longer_than_a_block()
        {
            Has(
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
                Repeated(0xAA, 131),
                "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.");
        }

        [DataRow(1, "8df1165d641fb86561e9dbf913030a5f3f62744974c069a547ba470bbb642bb2")]
        [DataRow(16, "99f3178c37bf2b25ea734f7126a73ce7a88829b68bc9158c2af7afc8b2bdeaa9")]
        [DataRow(32, "76ca401b7fa13ae93b1c211e2603372d81e9c5ee20b5e31b01a68035041a586b")]
        [DataRow(63, "6a0c1e59f4ee9dd61290917e69d03acbe6d31b0a7a7aa5e867f5a7df22628571")]
        [DataRow(64, "d669f5d9bbe85075dfd0850604179a337efeea9deacd3ced950eafc99b00156f")]
        [DataRow(65, "6f2ab36fb6f57c6aee4441de2c9ba667223c325f89d752d8a07e173d73e602ed")]
        [DataRow(66, "daa5848c4d6e0f86b4196cad3f67ce624ab67571b1d1cdf2ba05c49f0cedc50e")]
        [DataRow(129, "a47a073de1990d8d6f391cf112cc1a36447bdf883f4280ada61270f89fc4428f")]
        public void A_key_of_any_length_gives_the_hash_of_openssl(int length, string expected)
        {
            Has(expected, Repeated((byte)'k', length), "{\"job\":7}");
        }

        [TestMethod]
        public void Hashing_does_not_change_the_key_and_the_message()
        {
            byte[] key = Repeated(0x41, 20);
            byte[] message = Repeated(0x42, 30);
            HmacSha256.Compute(key, message);

            Assert.AreEqual(HexText.Of(Repeated(0x41, 20)), HexText.Of(key));
            Assert.AreEqual(HexText.Of(Repeated(0x42, 30)), HexText.Of(message));
        }

        private static void Has(string expected, byte[] key, string message)
        {
            Assert.AreEqual(expected, HexText.Of(HmacSha256.Compute(key, Encoding.UTF8.GetBytes(message))));
        }

        private static byte[] Repeated(byte value, int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = value;
            }

            return bytes;
        }
    }
}
