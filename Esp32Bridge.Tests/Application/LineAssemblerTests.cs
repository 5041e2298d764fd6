using System.Text;
using Esp32Bridge.Application;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Application
{
    [TestClass]
    public class LineAssemblerTests
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
            Assert.AreEqual(lines, Assemble(new LineAssembler(), Encoding.UTF8.GetBytes(bytes)));
        }

        [TestMethod]
        public void Bytes_that_are_not_printable_show_as_dots()
        {
            Assert.AreEqual("..A..|", Assemble(new LineAssembler(), new byte[] { 0x00, 0x1F, 0x41, 0x80, 0xFF, 0x0A }));
        }

        [TestMethod]
        public void A_line_of_the_greatest_length_is_one()
        {
            LineAssembler assembler = new LineAssembler();
            byte[] bytes = Repeat(LineAssembler.MaximumLength);

            string lines = Assemble(assembler, bytes) + Assemble(assembler, new byte[] { 0x0D, 0x0A });

            Assert.AreEqual(new string('x', LineAssembler.MaximumLength) + "|", lines);
        }

        [TestMethod]
        public void A_longer_line_is_cut_and_nothing_of_it_is_lost()
        {
            LineAssembler assembler = new LineAssembler();

            string lines = Assemble(assembler, Repeat((2 * LineAssembler.MaximumLength) + 3)) + Assemble(assembler, new byte[] { 0x0A });

            string whole = new string('x', LineAssembler.MaximumLength);
            Assert.AreEqual(whole + "|" + whole + "|xxx|", lines);
        }

        [TestMethod]
        public void A_line_that_has_begun_can_be_forgotten()
        {
            LineAssembler assembler = new LineAssembler();
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

        private static string Assemble(LineAssembler assembler, byte[] bytes)
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
