using System.Collections;
using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Json
{
    /// <summary>Bytes that are not a manifest: always the same kind of error.</summary>
    [TestClass]
    public class JsonReaderTests
    {
        [DataRow("")]
        [DataRow(" ")]
        [DataRow("hello")]
        [DataRow("<html><body>404</body></html>")]
        [DataRow("null")]
        [DataRow("true")]
        [DataRow("5")]
        [DataRow("\"job\"")]
        [DataRow("[]")]
        [DataRow("[{\"job\":7}]")]
        [DataRow("{job:7}")]
        [DataRow("{\"job\" 7}")]
        [DataRow("{\"job\":}")]
        [DataRow("{\"job\":7,}")]
        [DataRow("{\"job\":7")]
        [DataRow("{\"job\":1-2}")]
        [DataRow("{\"job\":7,\"job\":8}")]
        public void Text_that_is_not_a_JSON_object_is_refused(string text)
        {
            Assert.StartsWith("job.json", Manifests.ErrorOf(text));
        }

        [TestMethod]
        public void A_byte_order_mark_is_skipped()
        {
            byte[] text = Encoding.UTF8.GetBytes("   " + Manifests.Good(7));
            text[0] = 0xEF;
            text[1] = 0xBB;
            text[2] = 0xBF;

            Assert.AreEqual(7, JobManifest.Parse(text, "http://host/job.json").Number);
        }

        [TestMethod]
        public void A_manifest_truncated_at_any_byte_is_refused()
        {
            string text = Manifests.Good(7);
            for (int length = 0; length < text.Length; length++)
            {
                Assert.StartsWith("job.json", Manifests.ErrorOf(text.Substring(0, length)), "after " + length);
            }
        }

        [TestMethod]
        public void Bytes_that_are_not_text_are_refused()
        {
            byte[] bytes = new byte[64];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(0x80 + (i * 5));
            }

            Assert.ThrowsException(typeof(JsonException), () => JobManifest.Parse(bytes, "http://host/job.json"));
        }

        [TestMethod]
        public void A_manifest_that_is_nested_too_deeply_is_refused_before_it_is_read()
        {
            Assert.StartsWith("job.json: expected at most 4 levels; got more. ", Manifests.ErrorOf("{\"a\":" + Manifests.Repeat('[', 5)));
            Assert.StartsWith("job.json: expected at most 4 levels; got more. ", Manifests.ErrorOf("{\"a\":" + Manifests.Repeat('[', 8000)));
            Assert.StartsWith("job.json: expected at most 4 levels; got more. ", Manifests.ErrorOf("{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}"));
        }

        [DataRow("{[{[{[", "{[{[{[")]
        [DataRow("a\\\"{[{[{[", "a\"{[{[{[")]
        [DataRow("{[{[\\\\", "{[{[\\")]
        [DataRow("it's {[{[{[", "it's {[{[{[")]
        public void Brackets_within_texts_do_not_count_as_levels(string json, string version)
        {
            Job job = Manifests.Parse(Manifests.Of("7", Manifests.Target("A", "version", "\"" + json + "\"")));

            Assert.AreEqual(version, job.Targets[0].Image.Version);
        }

        [TestMethod]
        public void Brackets_within_texts_do_not_hide_levels()
        {
            string deep = "{\"a\":\"" + Manifests.Repeat('}', 3000) + "\",\"b\":" + Manifests.Repeat('[', 3000);

            Assert.StartsWith("job.json: expected at most 4 levels; got more. ", Manifests.ErrorOf(deep));
        }

        [TestMethod]
        public void Another_encoding_is_named()
        {
            string utf16 = "job.json: expected a JSON object in UTF-8; got UTF-16. ";

            Assert.StartsWith(utf16, ErrorOf(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 }));
            Assert.StartsWith(utf16, ErrorOf(new byte[] { 0xFE, 0xFF, 0, (byte)'{', 0, (byte)'}' }));
            Assert.StartsWith(utf16, ErrorOf(new byte[] { (byte)'{', 0, (byte)'}', 0 }));
            Assert.StartsWith(utf16, ErrorOf(new byte[] { 0, (byte)'{', 0, (byte)'}' }));
            Assert.StartsWith("job.json: expected a JSON object in UTF-8; got another encoding at line 1 column 6. ", ErrorOf(new byte[] { (byte)'{', (byte)'"', (byte)'f', (byte)'o', (byte)'r', 0xFC, (byte)'"', (byte)':', (byte)'1', (byte)'}' }));
        }

        [DataRow("{\\\"a\":", "a name in quotation marks or '}'; got '\\' at line 1 column 2")]
        [DataRow("{'\"':", "a name in quotation marks or '}'; got an apostrophe at line 1 column 2")]
        [DataRow("{\"a\":'\"','b':", "a value; got an apostrophe at line 1 column 6")]
        [DataRow("{\"\\u\"041\":\"", "a text that ends in its line and has only JSON's escapes; got another one at line 1 column 2")]
        [DataRow("{\"\\q\":", "a text that ends in its line and has only JSON's escapes; got another one at line 1 column 2")]
        [DataRow("{\"\\u00\":", "a text that ends in its line and has only JSON's escapes; got another one at line 1 column 2")]
        [DataRow("{\"a\":],\"b\":],\"c\":],\"d\":", "a value; got ']' at line 1 column 6")]
        [DataRow("{\"a\":[1},\"b\":", "',' or ']'; got '}' at line 1 column 8")]
        [DataRow("}}}{\"a\":", "a JSON object; got '}' at line 1 column 1")]
        [DataRow("{/*\"*/\"a\":", "a name in quotation marks or '}'; got a comment at line 1 column 2")]
        [DataRow("{#\"\n\"a\":", "a name in quotation marks or '}'; got '#' at line 1 column 2")]
        [DataRow("{\u00e4\"a\":", "a name in quotation marks or '}'; got 0xC3 at line 1 column 2")]
        [DataRow("{\"a\n\":", "a text that ends in its line and has only JSON's escapes; got another one at line 1 column 2")]
        public void Invalid_JSON_hides_no_levels(string begin, string error)
        {
            string deep = begin + Manifests.Repeat('[', 3000);

            Assert.StartsWith("job.json: expected " + error + ". ", Manifests.ErrorOf(deep));
        }

        [DataRow("{\n  \"job\": 7,\n  // the pump\n  \"for\": []\n}", "a name in quotation marks or '}'; got a comment at line 3 column 3")]
        [DataRow("{\n  \"job\": 7\n  \"for\": []\n}", "',' or '}'; got '\"' at line 3 column 3")]
        [DataRow("{\n  \"job\": 7,\n  \"for\": [\"a\"\n}\n", "',' or ']'; got '}' at line 4 column 1")]
        [DataRow("{\n  \"job\": 7,\n", "a name in quotation marks or '}'; got the end at line 3 column 1")]
        [DataRow("{\r\n\t\"job\" 7\r\n}", "':'; got '7' at line 2 column 8")]
        [DataRow("{\"job\": yes}", "a number or true or false or null; got another one at line 1 column 9")]
        [DataRow("{\"job\": True}", "a number or true or false or null; got another one at line 1 column 9")]
        [DataRow("{\"job\": 7}}", "the end; got '}' at line 1 column 11")]
        [DataRow("{\"job\": 7} // done", "the end; got a comment at line 1 column 12")]
        [DataRow("{\"job: 7}", "a text that ends in its line and has only JSON's escapes; got another one at line 1 column 2")]
        [DataRow("[7]", "a JSON object; got '[' at line 1 column 1")]
        [DataRow("<html>", "a JSON object; got '<' at line 1 column 1")]
        [DataRow("", "a JSON object; got the end at line 1 column 1")]
        public void Invalid_JSON_is_refused_with_its_position(string json, string error)
        {
            Assert.StartsWith("job.json: expected " + error + ". ", Manifests.ErrorOf(json));
        }

        [TestMethod]
        public void A_comma_before_a_closing_bracket_is_accepted()
        {
            JsonReader.Parse(Encoding.UTF8.GetBytes("{\"a\":[1,2,],\"b\":{\"c\":1,},}"), 3, "file", "None.");
        }

        [DataRow((byte)0x80)]
        [DataRow((byte)0xC3)]
        [DataRow((byte)0xE2)]
        [DataRow((byte)0xF0)]
        [DataRow((byte)0xFF)]
        public void An_incomplete_character_hides_no_levels(byte first)
        {
            byte[] bytes = Encoding.UTF8.GetBytes("{\"?\":\":" + Manifests.Repeat('[', 3000));
            bytes[2] = first;
            JsonException error = null;
            try
            {
                JobManifest.Parse(bytes, "http://host/job.json");
            }
            catch (JsonException caught)
            {
                error = caught;
            }

            Assert.IsNotNull(error, "nothing was thrown");
            Assert.AreEqual("another encoding at line 1 column 3", error.Got);
        }

        [DataRow("\\\"\\\\\\b\\f\\n\\r\\t")]
        [DataRow("\\u0041\\u007e")]
        [DataRow("\u00e4\u20ac")]
        public void Each_character_that_JSON_allows_in_a_text_is_accepted(string json)
        {
            JsonReader.Parse(Encoding.UTF8.GetBytes(" \t\r\n{ \"" + json + "\" : [ -1.5E+2 , true , { } ] , \"b\" : null }"), 3, "file", "None.");
        }

        [TestMethod]
        public void The_largest_manifest_is_read()
        {
            string text = Manifests.Good(7);
            text += Manifests.Repeat(' ', JobManifest.MaximumSize - text.Length);

            Assert.AreEqual(7, JobManifest.Parse(Encoding.UTF8.GetBytes(text), "http://host/job.json").Number);
        }

        [DataRow("http:\\/\\/host\\/a", "http://host/a")]
        [DataRow("\\\"a\\\\b", "\"a\\b")]
        [DataRow("\\n\\r\\t\\b\\f", "\n\r\t\b\f")]
        [DataRow("\\u0041\\u00e4\\u20AC", "A\u00e4\u20ac")]
        [DataRow("\u00e4\u20ac", "\u00e4\u20ac")]
        [DataRow("a\\u0000b", "a\ufffdb")]
        [DataRow("\\ud83d\\ude00", "\ufffd\ufffd")]
        [DataRow("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z")]
        [DataRow("", "")]
        public void A_text_is_read_as_JSON_means_it(string json, string expected)
        {
            Assert.AreEqual(expected, (string)ValueOf("\"" + json + "\""));
        }

        [DataRow("0")]
        [DataRow("-1")]
        [DataRow("2147483648")]
        [DataRow("-99999999999999999")]
        [DataRow("999999999999999999")]
        public void A_whole_number_is_exact(string json)
        {
            Assert.AreEqual(json, ((long)ValueOf(json)).ToString());
        }

        [DataRow("1.5")]
        [DataRow("-0.5e-2")]
        [DataRow("1E+2")]
        [DataRow("1e3")]
        [DataRow("18446744073709551615")]
        public void Another_number_is_read_too(string json)
        {
            Assert.IsTrue(ValueOf(json) is double);
        }

        [DataRow("01")]
        [DataRow("-01")]
        [DataRow("1.")]
        [DataRow("+1")]
        [DataRow("1e")]
        [DataRow("1e+")]
        [DataRow("-")]
        [DataRow("--1")]
        [DataRow("1-2")]
        [DataRow("0x10")]
        [DataRow("1.2.3")]
        [DataRow("NaN")]
        [DataRow("nulls")]
        public void What_only_looks_like_a_number_or_a_word_is_refused(string json)
        {
            Assert.StartsWith("job.json: expected a number or true or false or null; got another one at line 1 column 6. ", ErrorOf(Encoding.UTF8.GetBytes("{\"a\":" + json + "}")));
        }

        [TestMethod]
        public void A_name_that_occurs_twice_is_refused_at_its_place()
        {
            Assert.StartsWith("job.json: expected a name that occurs once; got another one at line 1 column 8. ", ErrorOf(Encoding.UTF8.GetBytes("{\"a\":1,\"a\":2}")));
            Assert.AreEqual(string.Empty, ErrorOf(Encoding.UTF8.GetBytes("{\"a\":{\"a\":2}}")));
        }

        [TestMethod]
        public void Arrays_may_be_nested()
        {
            ArrayList list = (ArrayList)ValueOf("[[1],[2,[]]]");

            Assert.AreEqual(2, list.Count);
            Assert.AreEqual(2L, (long)((ArrayList)list[1])[0]);
        }

        private static object ValueOf(string json)
        {
            return new JsonParser(Encoding.UTF8.GetBytes("{\"a\":" + json + "}"), 0, 4, "job.json", "Look.").Parse()["a"];
        }

        private static string ErrorOf(byte[] bytes)
        {
            try
            {
                JsonReader.Parse(bytes, 4, "job.json", "Look.");
                return string.Empty;
            }
            catch (JsonException error)
            {
                return error.Message;
            }
        }
    }
}
