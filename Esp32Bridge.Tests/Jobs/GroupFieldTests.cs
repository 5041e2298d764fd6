using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>The fields of a job for groups, previous images and signs of health.</summary>
    [TestClass]
    public class GroupFieldTests
    {
        [DataRow("", false)]
        [DataRow("\"together\":false,", false)]
        [DataRow("\"together\":true,", true)]
        public void Together_is_optional(string field, bool isTogether)
        {
            Assert.AreEqual(isTogether, Manifests.Parse("{" + field + "\"job\":7,\"for\":\"bridge-1\",\"targets\":[" + Manifests.Target("A", null, null) + "]}").IsTogether);
        }

        [DataRow("1", "1")]
        [DataRow("\"true\"", "'true' in quotation marks")]
        [DataRow("null", "null")]
        [DataRow("[true]", "")]
        public void Another_value_of_together_refuses_the_job(string json, string got)
        {
            Assert.StartsWith(
                "job.json: together: expected true or false; got " + got,
                Manifests.ErrorOf("{\"together\":" + json + ",\"job\":7,\"for\":\"bridge-1\",\"targets\":[" + Manifests.Target("A", null, null) + "]}"));
        }

        [TestMethod]
        public void By_default_there_is_no_previous_image_and_no_sign_of_health()
        {
            JobTarget target = Parse(string.Empty);

            Assert.IsNull(target.Previous);
            Assert.IsNull(target.Health);
        }

        [TestMethod]
        public void The_previous_image_is_for_the_same_part_at_the_same_address()
        {
            JobTarget target = Parse("\"kind\":\"data\",\"protection\":\"lift\",\"verify\":\"read\",\"previous\":" + Manifests.Previous(null, null));

            Assert.AreEqual("http://host/jobs/old.bin", target.Previous.Url);
            Assert.AreEqual(999, target.Previous.Size);
            Assert.AreEqual("1.0.0", target.Previous.Version);
            Assert.AreEqual((byte)0xFF, target.Previous.Sha256[31]);
            Assert.AreEqual((ushort)0x415, target.Previous.DeviceId);
            Assert.IsTrue(target.Previous.Address == 0x08004000);
            Assert.IsTrue(target.Previous.IsData);
            Assert.IsTrue(target.Previous.MayUnprotect);
            Assert.IsTrue(target.Previous.IsReadBack);
            Assert.AreEqual("http://host/jobs/a.bin", target.Image.Url);
        }

        [DataRow("image")]
        [DataRow("size")]
        [DataRow("sha256")]
        [DataRow("version")]
        public void A_missing_field_of_the_previous_image_is_named(string field)
        {
            IsRefused("\"previous\":" + Manifests.Previous(field, null), "previous: " + field + ": expected a value; got none. ");
        }

        [DataRow("image", "7", "an address of 1 to 2048 characters; got no text. ")]
        [DataRow("image", "\"\"", "an address of 1 to 2048 characters; got 0 characters. ")]
        [DataRow("size", "15", "a number of 16 to 2147483647; got 15. ")]
        [DataRow("size", "\"999\"", "a number of 16 to 2147483647; got '999' in quotation marks. ")]
        [DataRow("sha256", "\"00\"", "64 hexadecimal digits; got 2 characters. ")]
        [DataRow("sha256", "null", "1 to 64 printable characters; got null. ")]
        [DataRow("version", "1", "1 to 32 printable characters; got 1 without quotation marks. ")]
        [DataRow("version", "\"\"", "1 to 32 printable characters; got ''. ")]
        public void A_wrong_value_in_the_previous_image_is_named(string field, string json, string error)
        {
            IsRefused("\"previous\":" + Manifests.Previous(field, json), "previous: " + field + ": expected " + error);
        }

        [DataRow("null")]
        [DataRow("\"old.bin\"")]
        [DataRow("[]")]
        [DataRow("true")]
        public void A_previous_image_that_is_not_an_object_is_named(string json)
        {
            IsRefused("\"previous\":" + json, "previous: expected an object; got ");
        }

        [DataRow(1, 1000)]
        [DataRow(120, 120000)]
        public void The_sign_of_health_has_a_text_and_a_time_in_seconds(int seconds, int milliseconds)
        {
            JobTarget target = Parse("\"health\":{\"text\":\"self test ok\",\"within\":" + seconds + "}");

            Assert.AreEqual("self test ok", target.Health.Text);
            Assert.AreEqual(milliseconds, target.Health.Timeout);
        }

        [TestMethod]
        public void The_text_of_health_has_up_to_64_characters()
        {
            string longest = Manifests.Repeat('x', 64);

            Assert.AreEqual("\"ok\"", Parse("\"health\":{\"text\":\"\\\"ok\\\"\",\"within\":1}").Health.Text);
            Assert.AreEqual(longest, Parse("\"health\":{\"text\":\"" + longest + "\",\"within\":1}").Health.Text);
            IsRefused("\"health\":{\"text\":\"x" + longest + "\",\"within\":1}", "health: text: expected 1 to 64 printable characters; got ");
        }

        [DataRow("{\"within\":1}", "text: expected a value; got none. ")]
        [DataRow("{\"text\":\"ok\"}", "within: expected a value; got none. ")]
        [DataRow("{\"text\":\"\",\"within\":1}", "text: expected 1 to 64 printable characters; got ''. ")]
        [DataRow("{\"text\":1,\"within\":1}", "text: expected 1 to 64 printable characters; got 1 without quotation marks. ")]
        [DataRow("{\"text\":\"a\\nb\",\"within\":1}", "text: expected 1 to 64 printable characters; got a character that is not printable ASCII. ")]
        [DataRow("{\"text\":\"ok\",\"within\":0}", "within: expected a number of 1 to 120; got 0. ")]
        [DataRow("{\"text\":\"ok\",\"within\":121}", "within: expected a number of 1 to 120; got 121. ")]
        [DataRow("{\"text\":\"ok\",\"within\":\"5\"}", "within: expected a number of 1 to 120; got '5' in quotation marks. ")]
        [DataRow("{\"text\":\"ok\",\"within\":1.5}", "within: expected a number of 1 to 120; got 1.5. ")]
        [DataRow("{\"text\":\"ok\",\"within\":null}", "within: expected a number of 1 to 120; got null. ")]
        public void A_wrong_value_in_the_sign_of_health_is_named(string json, string error)
        {
            IsRefused("\"health\":" + json, "health: " + error);
        }

        [DataRow("null")]
        [DataRow("\"ok\"")]
        [DataRow("[]")]
        [DataRow("5")]
        public void A_sign_of_health_that_is_not_an_object_is_named(string json)
        {
            IsRefused("\"health\":" + json, "health: expected an object; got ");
        }

        [TestMethod]
        public void A_job_finds_its_targets_by_name()
        {
            Job job = Manifests.Parse(Manifests.Of("7", Manifests.Target("A", null, null) + "," + Manifests.Target("B", null, null)));

            Assert.IsTrue(job.Names("A"));
            Assert.IsTrue(job.Names("B"));
            Assert.IsFalse(job.Names("C"));
        }

        private static JobTarget Parse(string fields)
        {
            return Manifests.Parse(Manifests.Of("7", Manifests.With(Manifests.Target("A", null, null), fields))).Targets[0];
        }

        private static void IsRefused(string fields, string error)
        {
            Assert.StartsWith("A: job.json: " + error, Manifests.ErrorOf(Manifests.Of("7", Manifests.With(Manifests.Target("A", null, null), fields))));
        }
    }
}
