using Esp32Bridge.Ota;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ota
{
    [TestClass]
    public class EntityTagTests
    {
        [DataRow("\"\"")]
        [DataRow("\"5f3a-12\"")]
        [DataRow("W/\"5f3a\"")]
        [DataRow("\"0123456789012345678901234567890123456789012345678901234567890.\"")]
        public void A_usual_tag_is_sent_back(string tag)
        {
            Assert.AreEqual(tag, EntityTag.Harmless(tag));
        }

        [DataRow("")]
        [DataRow("*")]
        [DataRow("\"")]
        [DataRow("W/\"")]
        [DataRow("abc")]
        [DataRow("\"abc")]
        [DataRow("w/\"abc\"")]
        [DataRow("\"a\"b\"")]
        [DataRow("\"a\" \"b\"")]
        [DataRow("\"a\", *")]
        [DataRow("\"a\tb\"")]
        [DataRow("\"\u00fc\"")]
        [DataRow("\"01234567890123456789012345678901234567890123456789012345678901.\"")]
        public void Any_other_tag_is_not(string tag)
        {
            Assert.IsNull(EntityTag.Harmless(tag));
        }

        [TestMethod]
        public void Without_a_tag_none_is_sent_back()
        {
            Assert.IsNull(EntityTag.Harmless(null));
        }
    }
}
