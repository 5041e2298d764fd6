using Esp32Bridge.Data;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    [TestClass]
    public class HexTextTests
    {
        [TestMethod]
        public void Every_byte_is_written_in_two_digits_and_read_again()
        {
            byte[] bytes = new byte[256];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)i;
            }

            string text = HexText.Of(bytes);
            byte[] read = HexText.Parse(text);

            Assert.StartsWith("000102030405060708090a0b0c0d0e0f10", text);
            Assert.EndsWith("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", text);
            Assert.AreEqual(256, read.Length);
            for (int i = 0; i < read.Length; i++)
            {
                Assert.AreEqual(i, read[i]);
            }
        }

        [TestMethod]
        public void Both_cases_are_read()
        {
            Assert.AreEqual("abcdef", HexText.Of(HexText.Parse("aBCdEf")));
        }

        [TestMethod]
        public void An_empty_text_is_no_bytes()
        {
            Assert.AreEqual(0, HexText.Parse(string.Empty).Length);
            Assert.AreEqual(string.Empty, HexText.Of(new byte[0]));
        }

        [DataRow("0")]
        [DataRow("012")]
        [DataRow("0g")]
        [DataRow("g0")]
        [DataRow("/0")]
        [DataRow(":0")]
        [DataRow("@0")]
        [DataRow("`0")]
        [DataRow("0 ")]
        [DataRow("0x")]
        [DataRow("-1")]
        public void Text_that_is_not_pairs_of_digits_is_refused(string text)
        {
            Assert.IsNull(HexText.Parse(text));
        }
    }
}
