using System.Text;
using Esp32Bridge.Logging;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    [TestClass]
    public class TextAssemblerTests
    {
        [DataRow("one\r", "one|")]
        [DataRow("one\n", "one|")]
        [DataRow("one\r\n", "one|")]
        [DataRow("one\n\r", "one|")]
        [DataRow("one\r\ntwo\rthree\nfour", "one|two|three|")]
        [DataRow("\r\n\r\n\n\r", "")]
        [DataRow("", "")]
        [DataRow(" a b ~\n", " a b ~|")]
        [DataRow("a\tb\n", "a.b|")]
        [DataRow("a\u007f\n", "a.|")]
        public void Lines_end_with_CR_or_LF_or_both(string bytes, string lines)
        {
            Assert.AreEqual(lines, Assemble(new TextAssembler(), Encoding.UTF8.GetBytes(bytes)));
        }

        [TestMethod]
        public void Bytes_that_are_not_printable_show_as_dots()
        {
            Assert.AreEqual("..A..|", Assemble(new TextAssembler(), new byte[] { 0x00, 0x1F, 0x41, 0x80, 0xFF, 0x0A }));
        }

        [TestMethod]
        public void A_line_of_the_maximum_length_is_one_line()
        {
            TextAssembler assembler = new TextAssembler();
            byte[] bytes = Repeat(TextAssembler.MaximumLength);

            string lines = Assemble(assembler, bytes) + Assemble(assembler, new byte[] { 0x0D, 0x0A });

            Assert.AreEqual(new string('x', TextAssembler.MaximumLength) + "|", lines);
        }

        [TestMethod]
        public void A_longer_line_is_split_and_nothing_of_it_is_lost()
        {
            TextAssembler assembler = new TextAssembler();

            string lines = Assemble(assembler, Repeat((2 * TextAssembler.MaximumLength) + 3)) + Assemble(assembler, new byte[] { 0x0A });

            string whole = new string('x', TextAssembler.MaximumLength);
            Assert.AreEqual(whole + "|" + whole + "|xxx|", lines);
        }

        [TestMethod]
        public void An_incomplete_line_can_be_dropped()
        {
            TextAssembler assembler = new TextAssembler();
            Assemble(assembler, Encoding.UTF8.GetBytes("old"));

            assembler.Clear();

            Assert.AreEqual("new|", Assemble(assembler, Encoding.UTF8.GetBytes("new\n")));
        }

        private static byte[] Repeat(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)'x';
            }

            return bytes;
        }

        private static string Assemble(TextAssembler assembler, byte[] bytes)
        {
            string lines = string.Empty;
            for (int i = 0; i < bytes.Length; i++)
            {
                string line = assembler.Add(bytes[i]);
                if (line != null)
                {
                    lines += line + "|";
                }
            }

            return lines;
        }
    }
}
