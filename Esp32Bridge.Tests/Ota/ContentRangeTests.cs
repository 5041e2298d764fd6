using Esp32Bridge.Ota;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ota
{
    [TestClass]
    public class ContentRangeTests
    {
        [DataRow("bytes 700-2999/3000", 700)]
        [DataRow("bytes 0-0/3000", 0)]
        [DataRow("bytes 700-1023/*", 700)]
        [DataRow("Bytes 700-2999/3000 ", 700)]
        public void A_range_begins_at_its_first_byte(string text, int start)
        {
            Assert.AreEqual(start, ContentRange.StartOf(text, 3000));
        }

        [DataRow("")]
        [DataRow("bytes")]
        [DataRow("bytes ")]
        [DataRow("bytes -")]
        [DataRow("bytes -/3000")]
        [DataRow("bytes */3000")]
        [DataRow("bytes /-3000")]
        [DataRow("bytes 700-/3000")]
        [DataRow("bytes -2999/3000")]
        [DataRow("bytes 700-2999")]
        [DataRow("bytes 700-2999/")]
        [DataRow("bytes 700-3000/3000")]
        [DataRow("bytes 700-699/3000")]
        [DataRow("bytes 700-2999/3001")]
        [DataRow("bytes 7x0-2999/3000")]
        [DataRow("bytes 4294967996-2999/3000")]
        [DataRow("lines 700-2999/3000")]
        public void An_invalid_range_has_no_start(string text)
        {
            Assert.AreEqual(ContentRange.Nowhere, ContentRange.StartOf(text, 3000));
        }

        [TestMethod]
        public void Without_the_field_there_is_no_start()
        {
            Assert.AreEqual(ContentRange.Nowhere, ContentRange.StartOf(null, 3000));
        }
    }
}
