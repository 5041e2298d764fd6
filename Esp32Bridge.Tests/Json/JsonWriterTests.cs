using System.Text;
using Esp32Bridge.Json;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Json
{
    [TestClass]
    public class JsonWriterTests
    {
        [TestMethod]
        public void An_object_may_be_empty()
        {
            Assert.AreEqual("{}", TextOf(new JsonWriter()));
        }

        [TestMethod]
        public void Fields_keep_the_order_in_which_they_were_written()
        {
            JsonWriter json = new JsonWriter();
            json.Add("text", "x");
            json.Add("number", -7);
            json.Add("yes", true);
            json.Add("no", false);

            Assert.AreEqual("{\"text\":\"x\",\"number\":-7,\"yes\":true,\"no\":false}", TextOf(json));
        }

        [TestMethod]
        public void Objects_and_lists_can_be_nested()
        {
            JsonWriter json = new JsonWriter();
            json.OpenObject("a");
            json.Add("b", 1);
            json.CloseObject();
            json.OpenList("c");
            json.CloseList();
            json.OpenList("d");
            json.OpenObject();
            json.CloseObject();
            json.OpenObject();
            json.Add("e", "{");
            json.Add("f", "[");
            json.CloseObject();
            json.Add("g");
            json.CloseList();
            json.Add("h", 2);

            Assert.AreEqual("{\"a\":{\"b\":1},\"c\":[],\"d\":[{},{\"e\":\"{\",\"f\":\"[\"},\"g\"],\"h\":2}", TextOf(json));
        }

        [DataRow("", "")]
        [DataRow("he said \"no\"", "he said \\\"no\\\"")]
        [DataRow("C:\\", "C:\\\\")]
        [DataRow("a\r\n\tb\u001f", "a\\u000D\\u000A\\u0009b\\u001F")]
        [DataRow("K\u00e4se \u20ac / \u007f", "K\u00e4se \u20ac / \u007f")]
        public void Characters_that_would_end_a_text_are_escaped(string text, string expected)
        {
            JsonWriter json = new JsonWriter();
            json.Add("x", text);

            Assert.AreEqual("{\"x\":\"" + expected + "\"}", TextOf(json));
        }

        [DataRow(255)]
        [DataRow(256)]
        [DataRow(257)]
        [DataRow(3000)]
        public void A_text_may_be_long(int length)
        {
            string text = new string('x', length);
            JsonWriter json = new JsonWriter();
            json.Add("x", text);
            json.Add("y", text);

            Assert.AreEqual("{\"x\":\"" + text + "\",\"y\":\"" + text + "\"}", TextOf(json));
        }

        private static string TextOf(JsonWriter json)
        {
            byte[] bytes = json.Finish();
            return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
        }
    }
}
