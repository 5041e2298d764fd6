using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobManifestTests
    {
        [TestMethod]
        public void All_fields_of_a_valid_manifest_are_read()
        {
            Job job = Manifests.Parse(Manifests.Good(7));

            Assert.AreEqual(7, job.Number);
            Assert.AreEqual(2, job.Targets.Length);
            Assert.AreEqual("A", job.Targets[0].Name);
            Assert.AreEqual("B", job.Targets[1].Name);
            ImageDescription image = job.Targets[0].Image;
            Assert.AreEqual("http://host/jobs/a.bin", image.Url);
            Assert.AreEqual(1234, image.Size);
            Assert.AreEqual((ushort)0x415, image.DeviceId);
            Assert.IsTrue(image.Address == 0x08004000);
            Assert.AreEqual("1.2.3", image.Version);
            Assert.AreEqual(32, image.Sha256.Length);
            Assert.AreEqual((byte)0x00, image.Sha256[0]);
            Assert.AreEqual((byte)0x0A, image.Sha256[10]);
            Assert.AreEqual((byte)0x1A, image.Sha256[26]);
            Assert.AreEqual((byte)0xFF, image.Sha256[31]);
        }

        [TestMethod]
        public void White_space_and_the_order_of_fields_do_not_matter()
        {
            Job job = Manifests.Parse("\r\n\t{ \"for\" : [ \"bridge-1\" ] , \"targets\" : [\n " + Manifests.Target("A", null, null) + " ] ,\n\"job\" : 8 }\r\n");

            Assert.AreEqual(8, job.Number);
            Assert.AreEqual("A", job.Targets[0].Name);
        }

        [DataRow("1", 1)]
        [DataRow("2147483647", int.MaxValue)]
        public void The_number_has_its_whole_range(string json, int number)
        {
            Assert.AreEqual(number, Manifests.Parse(Manifests.Of(json, Manifests.Target("A", null, null))).Number);
        }

        [DataRow("0")]
        [DataRow("-1")]
        [DataRow("2147483648")]
        [DataRow("9999999999999")]
        [DataRow("18446744073709551615")]
        [DataRow("1.5")]
        [DataRow("1e3")]
        [DataRow("\"7\"")]
        [DataRow("\"\"")]
        [DataRow("\"2026-01-31T12:00:00Z\"")]
        [DataRow("true")]
        [DataRow("null")]
        [DataRow("[7]")]
        [DataRow("{}")]
        public void An_invalid_number_is_refused_by_name(string json)
        {
            Assert.StartsWith("job.json: job: expected a number of 1 to 2147483647; got ", Manifests.ErrorOf(Manifests.Of(json, Manifests.Target("A", null, null))));
        }

        [DataRow("{\"targets\":[]}", "job.json: job: expected a value; got none")]
        [DataRow("{\"job\":7}", "job.json: for: expected a value; got none")]
        [DataRow("{\"job\":7,\"for\":\"a\"}", "job.json: targets: expected a value; got none")]
        [DataRow("{\"job\":7,\"for\":\"bridge-1\",\"targets\":[]}", "job.json: targets: expected an array of 1 to 8; got ")]
        [DataRow("{\"job\":7,\"for\":\"bridge-1\",\"targets\":{}}", "job.json: targets: expected an array of 1 to 8; got ")]
        [DataRow("{\"job\":7,\"for\":\"bridge-1\",\"targets\":\"A\"}", "job.json: targets: expected an array of 1 to 8; got ")]
        [DataRow("{\"job\":7,\"for\":\"bridge-1\",\"targets\":null}", "job.json: targets: expected an array of 1 to 8; got null")]
        [DataRow("{\"Job\":7,\"targets\":[1]}", "job.json: expected a field that is known; got 'Job'")]
        public void Missing_fields_of_a_manifest_are_named(string text, string error)
        {
            Assert.StartsWith(error, Manifests.ErrorOf(text));
        }

        [TestMethod]
        public void Eight_targets_are_accepted_and_nine_refused()
        {
            string targets = Manifests.Target("T1", null, null);
            for (int i = 2; i <= 8; i++)
            {
                targets += "," + Manifests.Target("T" + i, null, null);
            }

            Assert.AreEqual(8, Manifests.Parse(Manifests.Of("7", targets)).Targets.Length);
            Assert.StartsWith("job.json: targets: expected an array of 1 to 8; got ", Manifests.ErrorOf(Manifests.Of("7", targets + "," + Manifests.Target("T9", null, null))));
        }

        [TestMethod]
        public void A_name_that_appears_twice_is_refused()
        {
            string a = Manifests.Target("A", null, null);

            Assert.StartsWith("A: job.json: name: expected each target once; got A again. ", Manifests.ErrorOf(Manifests.Of("7", a + "," + a + "," + Manifests.Target("B", null, null))));
        }

        [DataRow("5")]
        [DataRow("\"A\"")]
        [DataRow("null")]
        [DataRow("true")]
        public void An_entry_that_is_not_an_object_is_refused(string entry)
        {
            Assert.StartsWith("target 1: job.json: targets: expected an object; got ", Manifests.ErrorOf(Manifests.Of("7", entry + "," + Manifests.Target("B", null, null))));
        }

        // A misspelt name must not be read as a missing field.
        [TestMethod]
        public void An_unknown_field_is_refused_in_every_object()
        {
            const string Unknown = "expected a field that is known; got ";
            string a = Manifests.Target("A", null, null);

            Assert.StartsWith("job.json: " + Unknown + "'togethr'", Manifests.ErrorOf("{\"togethr\":true," + Manifests.Of("7", a).Substring(1)));
            Assert.StartsWith("A: job.json: " + Unknown + "'heath'", Manifests.ErrorOf(Manifests.Of("7", Manifests.With(a, "\"heath\":{\"text\":\"x\",\"within\":5}"))));
            Assert.StartsWith("A: job.json: health: " + Unknown + "'withn'", Manifests.ErrorOf(Manifests.Of("7", Manifests.With(a, "\"health\":{\"text\":\"x\",\"withn\":5,\"within\":5}"))));
            Assert.StartsWith("A: job.json: previous: " + Unknown + "'Size'", Manifests.ErrorOf(Manifests.Of("7", Manifests.With(a, "\"previous\":" + Manifests.Previous("size", "16,\"Size\":17")))));
        }

        [TestMethod]
        public void The_error_of_a_job_gives_advice()
        {
            Assert.EndsWith(" Correct the job.", Manifests.ErrorOf("{}"));
        }
    }
}
