using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>The fields of a target: an error names the field, and does not affect the other target.</summary>
    [TestClass]
    public class JobFieldTests
    {
        [DataRow("name")]
        [DataRow("device")]
        [DataRow("address")]
        [DataRow("image")]
        [DataRow("size")]
        [DataRow("sha256")]
        [DataRow("version")]
        public void A_missing_field_is_named(string field)
        {
            IsRefused(field, null, "expected a value; got none. ");
        }

        [DataRow("name", "null")]
        [DataRow("name", "5")]
        [DataRow("name", "true")]
        [DataRow("name", "{}")]
        [DataRow("name", "[]")]
        [DataRow("name", "\"\"")]
        [DataRow("name", "\"123456789012345678901234567890123\"")]
        [DataRow("name", "\"A\\nB\"")]
        [DataRow("version", "null")]
        [DataRow("version", "12")]
        [DataRow("version", "1.2")]
        [DataRow("version", "\"\"")]
        [DataRow("version", "\"123456789012345678901234567890123\"")]
        [DataRow("version", "\"1\\t2\"")]
        public void A_text_of_another_type_or_too_long_or_not_printable_is_refused(string field, string json)
        {
            IsRefused(field, json, "expected 1 to 32 printable characters; got ");
        }

        [DataRow("null")]
        [DataRow("7")]
        [DataRow("\"\"")]
        [DataRow("[\"a.bin\"]")]
        public void An_image_that_is_not_a_text_is_refused(string json)
        {
            IsRefused("image", json, "expected an address of 1 to 2048 characters; got ");
        }

        [TestMethod]
        public void The_address_of_an_image_has_a_maximum_length()
        {
            string longest = "http://host/" + Manifests.Repeat('a', 2036);

            Assert.AreEqual(longest, Manifests.Parse(Manifests.Of("7", Manifests.Target("A", "image", "\"" + longest + "\""))).Targets[0].Image.Url);
            IsRefused("image", "\"" + longest + "a\"", "expected an address of 1 to 2048 characters; got 2049 characters. ");
            IsRefused("image", "\"" + Manifests.Repeat('a', 2048) + "\"", "expected an address of 1 to 2048 characters; got 2065 with that of job.json. ");
        }

        [DataRow("a b.bin", "a blank as character 2 (write %20). ")]
        [DataRow("a.bin ", "a blank as character 6 (write %20). ")]
        [DataRow("f\u00fcr.bin", "one that is not ASCII as character 2 (write its UTF-8 bytes as %C3%BC). ")]
        [DataRow("a.bin?x=\u20ac", "one that is not ASCII as character 9 (write its UTF-8 bytes as %C3%BC). ")]
        [DataRow("a\\tb.bin", "the character 0x09 as character 2. ")]
        [DataRow("dir\\\\a.bin", "the character 0x5C as character 4. ")]
        public void A_character_that_is_not_allowed_in_an_address_is_named(string address, string got)
        {
            IsRefused("image", "\"" + address + "\"", "expected an address of 1 to 2048 characters; got " + got);
        }

        [DataRow("ftp://host/a.bin")]
        [DataRow("file:///a.bin")]
        [DataRow("c:a.bin")]
        [DataRow("http://")]
        [DataRow("http:///a.bin")]
        [DataRow("http://host:99999/a.bin")]
        [DataRow("http://host:x/a.bin")]
        [DataRow("http://:80/a.bin")]
        public void An_address_that_is_not_http_or_https_is_named(string address)
        {
            IsRefused("image", "\"" + address + "\"", "expected an address of http:// or https:// with a host; got '" + address + "'. ");
        }

        [DataRow("size", "\"1234\"", "a number of 16 to 2147483647; got '1234' in quotation marks. ")]
        [DataRow("device", "1045", "a text of 0x0 to 0xFFF; got 1045 without quotation marks. ")]
        [DataRow("address", "134217728", "a text of 0x0 to 0xFFFFFFFF; got 134217728 without quotation marks. ")]
        [DataRow("version", "2", "1 to 32 printable characters; got 2 without quotation marks. ")]
        public void Missing_and_surplus_quotation_marks_are_named(string field, string json, string error)
        {
            IsRefused(field, json, "expected " + error);
        }

        [DataRow("null")]
        [DataRow("\"1234\"")]
        [DataRow("0")]
        [DataRow("15")]
        [DataRow("-1234")]
        [DataRow("2147483648")]
        [DataRow("18446744073709551615")]
        [DataRow("1234.5")]
        [DataRow("1e3")]
        [DataRow("false")]
        [DataRow("[1234]")]
        [DataRow("\"2026-01-31T12:00:00Z\"")]
        public void A_size_that_is_not_a_number_or_out_of_range_is_refused(string json)
        {
            IsRefused("size", json, "expected a number of 16 to 2147483647; got ");
        }

        [TestMethod]
        public void The_limits_of_a_size_are_accepted()
        {
            Assert.AreEqual(16, Manifests.Parse(Manifests.Of("7", Manifests.Target("A", "size", "16"))).Targets[0].Image.Size);
            Assert.AreEqual(int.MaxValue, Manifests.Parse(Manifests.Of("7", Manifests.Target("A", "size", "2147483647"))).Targets[0].Image.Size);
        }

        [DataRow("\"415\"")]
        [DataRow("\"0x\"")]
        [DataRow("\"0xG\"")]
        [DataRow("\"0x41 \"")]
        [DataRow("\"0x-1\"")]
        [DataRow("\"0x1000\"")]
        [DataRow("\"0xFFFFFFFF\"")]
        [DataRow("\"x415\"")]
        public void A_device_that_is_not_a_hexadecimal_number_in_range_is_refused(string json)
        {
            IsRefused("device", json, "expected a text of 0x0 to 0xFFF; got ");
        }

        [DataRow("null")]
        [DataRow("1045")]
        [DataRow("\"0x000000415\"")]
        public void A_device_that_is_not_a_short_text_is_refused(string json)
        {
            IsRefused("device", json, "expected a text of 0x0 to 0xFFF; got ");
        }

        [DataRow("\"08000000\"")]
        [DataRow("\"0xZ\"")]
        [DataRow("\"134217728\"")]
        public void An_address_that_is_not_a_hexadecimal_number_is_refused(string json)
        {
            IsRefused("address", json, "expected a text of 0x0 to 0xFFFFFFFF; got ");
        }

        [TestMethod]
        public void Hexadecimal_numbers_have_their_whole_range_and_both_cases()
        {
            Assert.IsTrue(Manifests.Parse(Manifests.Of("7", Manifests.Target("A", "address", "\"0XffFFffFF\""))).Targets[0].Image.Address == 0xFFFFFFFF);
            Assert.IsTrue(Manifests.Parse(Manifests.Of("7", Manifests.Target("A", "address", "\"0x0\""))).Targets[0].Image.Address == 0);
            Assert.AreEqual((ushort)0xFFF, Manifests.Parse(Manifests.Of("7", Manifests.Target("A", "device", "\"0xfff\""))).Targets[0].Image.DeviceId);
        }

        [TestMethod]
        public void A_hash_of_another_length_or_with_other_digits_is_refused()
        {
            IsRefused("sha256", "\"" + Manifests.Hash.Substring(1) + "\"", "expected 64 hexadecimal digits; got 63 characters. ");
            IsRefused("sha256", "\"g" + Manifests.Hash.Substring(1) + "\"", "expected 64 hexadecimal digits; got ");
            IsRefused("sha256", "\"" + Manifests.Hash.Substring(1) + " \"", "expected 64 hexadecimal digits; got ");
            IsRefused("sha256", "\"" + Manifests.Hash + "0\"", "expected ");
            IsRefused("sha256", "null", "expected ");
            IsRefused("sha256", "[]", "expected ");
        }

        [TestMethod]
        public void A_version_that_looks_like_a_date_is_a_text_like_others()
        {
            Assert.AreEqual("2026-01-31T12:00:00Z", Manifests.Parse(Manifests.Of("7", Manifests.Target("A", "version", "\"2026-01-31T12:00:00Z\""))).Targets[0].Image.Version);
        }

        [TestMethod]
        public void An_error_is_one_line_for_any_job()
        {
            string error = IsRefused("size", "\"a\\nb\\rc,d\"", "expected a number ");

            Assert.IsTrue(error.IndexOf('\n') < 0 && error.IndexOf('\r') < 0 && error.IndexOf(',') < 0, "there is a line end or a comma in it");
        }

        [TestMethod]
        public void An_error_truncates_a_long_text()
        {
            string error = IsRefused("size", "\"" + Manifests.Repeat('x', 3000) + "\"", "expected a number ");

            Assert.IsTrue(error.Length < 300);
        }

        [DataRow("", false, false, false)]
        [DataRow("\"kind\":\"program\",\"protection\":\"keep\",\"verify\":\"checksum\"", false, false, false)]
        [DataRow("\"kind\":\"data\"", true, false, false)]
        [DataRow("\"protection\":\"lift\"", false, true, false)]
        [DataRow("\"verify\":\"read\"", false, false, true)]
        [DataRow("\"verify\":\"read\",\"protection\":\"lift\",\"kind\":\"data\"", true, true, true)]
        public void Kind_and_protection_and_verify_are_optional_and_have_two_values_each(string json, bool isData, bool mayUnprotect, bool isReadBack)
        {
            Job job = Manifests.Parse(Manifests.Of("7", With(json)));

            Assert.AreEqual(isData, job.Targets[0].Image.IsData);
            Assert.AreEqual(mayUnprotect, job.Targets[0].Image.MayUnprotect);
            Assert.AreEqual(isReadBack, job.Targets[0].Image.IsReadBack);
        }

        [DataRow("kind", "\"Data\"", "'program' or 'data'; got 'Data'. ")]
        [DataRow("kind", "\"\"", "'program' or 'data'; got ''. ")]
        [DataRow("kind", "null", "'program' or 'data'; got null. ")]
        [DataRow("kind", "true", "'program' or 'data'; got True. ")]
        [DataRow("kind", "\"lift\"", "'program' or 'data'; got 'lift'. ")]
        [DataRow("protection", "\"LIFT\"", "'keep' or 'lift'; got 'LIFT'. ")]
        [DataRow("protection", "\"lift \"", "'keep' or 'lift'; got 'lift '. ")]
        [DataRow("verify", "\"crc\"", "'checksum' or 'read'; got 'crc'. ")]
        [DataRow("protection", "1", "'keep' or 'lift'; got 1. ")]
        [DataRow("protection", "null", "'keep' or 'lift'; got null. ")]
        public void Another_value_is_refused_with_the_name_of_its_field(string field, string json, string error)
        {
            Assert.StartsWith("A: job.json: " + field + ": expected " + error, Manifests.ErrorOf(Manifests.Of("7", With("\"" + field + "\":" + json))));
        }

        private static string With(string fields)
        {
            return Manifests.With(Manifests.Target("A", null, null), fields);
        }

        private static string IsRefused(string field, string json, string error)
        {
            string refusal = Manifests.ErrorOf(Manifests.Of("7", Manifests.Target("B", null, null) + "," + Manifests.Target("A", field, json)));
            string name = field == "name" ? "target 2" : "A";

            Assert.StartsWith(name + ": job.json: " + field + ": " + error, refusal);
            return refusal;
        }
    }
}
