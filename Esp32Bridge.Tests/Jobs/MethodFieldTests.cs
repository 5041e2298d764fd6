using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>The fields of a job for methods other than the system bootloader.</summary>
    [TestClass]
    public class MethodFieldTests
    {
        private const string Names = "{\"name\":\"A\",\"image\":\"a.bin\",\"sha256\":\"" + Manifests.Hash + "\",\"version\":\"1.2.3\"";

        [DataRow("")]
        [DataRow("\"method\":\"bootloader\"")]
        public void The_default_method_is_the_system_bootloader(string field)
        {
            ImageDescription image = Parse(Manifests.With(Manifests.Target("A", null, null), field)).Image;

            Assert.AreEqual(TransferMethod.Bootloader, image.Method);
            Assert.IsNull(image.Trigger);
            Assert.IsFalse(image.IsReset);
        }

        [DataRow("ymodem", true)]
        [DataRow("fetch", false)]
        public void A_method_that_uses_the_program_of_the_part_needs_neither_device_nor_address(string method, bool isReset)
        {
            JobTarget target = Parse(Names + ",\"size\":1,\"method\":\"" + method + "\"}");

            Assert.AreEqual(method, target.Image.Method);
            Assert.AreEqual(1, target.Image.Size);
            Assert.AreEqual("http://host/jobs/a.bin", target.Image.Url);
            Assert.AreEqual("1.2.3", target.Image.Version);
            Assert.AreEqual((byte)0xFF, target.Image.Sha256[31]);
            Assert.AreEqual(isReset, target.Image.IsReset);
            Assert.IsNull(target.Image.Trigger);
        }

        [DataRow("ymodem", "device", "\"0x415\"")]
        [DataRow("fetch", "address", "\"0x08000000\"")]
        [DataRow("ymodem", "kind", "\"data\"")]
        [DataRow("fetch", "protection", "\"lift\"")]
        [DataRow("ymodem", "verify", "\"read\"")]
        public void Fields_of_the_system_bootloader_are_refused_with_other_methods(string method, string field, string json)
        {
            IsRefused("\"size\":5,\"" + field + "\":" + json + ",\"method\":\"" + method + "\"", "expected a field that is known; got '" + field + "'. ");
        }

        [DataRow("ymodem", false)]
        [DataRow("ymodem", true)]
        [DataRow("fetch", false)]
        [DataRow("fetch", true)]
        public void The_field_reset_is_optional(string method, bool isReset)
        {
            JobTarget target = Parse(Names + ",\"size\":5,\"method\":\"" + method + "\",\"reset\":" + (isReset ? "true" : "false") + "}");

            Assert.AreEqual(isReset, target.Image.IsReset);
        }

        [DataRow("1", "1")]
        [DataRow("update\\r\\n", "update\r\n")]
        [DataRow("\\r", "\r")]
        [DataRow("\\n", "\n")]
        [DataRow("a\\rb\\nc", "a\rb\nc")]
        [DataRow("go \\\"now\\\" \\\\ 'it'", "go \"now\" \\ 'it'")]
        public void The_trigger_is_a_text_with_line_ends(string json, string trigger)
        {
            JobTarget target = Parse(Names + ",\"size\":5,\"method\":\"ymodem\",\"trigger\":\"" + json + "\"}");

            Assert.AreEqual(trigger, target.Image.Trigger);
        }

        [TestMethod]
        public void The_trigger_has_up_to_64_characters()
        {
            string longest = Manifests.Repeat('x', 64);

            Assert.AreEqual(longest, Parse(Names + ",\"size\":5,\"method\":\"fetch\",\"trigger\":\"" + longest + "\"}").Image.Trigger);
            IsRefused("\"size\":5,\"method\":\"fetch\",\"trigger\":\"x" + longest + "\"", "trigger: expected 1 to 64 printable characters or \\r or \\n; got ");
        }

        [DataRow("\"\"", "''. ")]
        [DataRow("5", "5 without quotation marks. ")]
        [DataRow("null", "null. ")]
        [DataRow("\"a\\tb\"", "a character that is not printable ASCII. ")]
        [DataRow("\"a\\bb\"", "a character that is not printable ASCII. ")]
        public void Another_trigger_is_named(string json, string got)
        {
            IsRefused("\"size\":5,\"method\":\"ymodem\",\"trigger\":" + json, "trigger: expected 1 to 64 printable characters or \\r or \\n; got " + got);
        }

        [DataRow("\"xmodem\"", "'xmodem'")]
        [DataRow("\"YMODEM\"", "'YMODEM'")]
        [DataRow("\"\"", "''")]
        [DataRow("null", "null")]
        [DataRow("1", "1")]
        [DataRow("true", "True")]
        public void Another_method_is_named(string json, string got)
        {
            IsRefused("\"size\":5,\"method\":" + json, "method: expected 'bootloader' or 'ymodem' or 'fetch'; got " + got + ". ");
        }

        [DataRow("\"size\":0", "size: expected a number of 1 to 2147483647; got 0. ")]
        [DataRow("\"size\":5,\"reset\":\"true\"", "reset: expected true or false; got 'true' in quotation marks. ")]
        [DataRow("\"size\":5,\"reset\":null", "reset: expected true or false; got null. ")]
        public void A_wrong_value_of_another_field_is_named(string fields, string error)
        {
            IsRefused("\"method\":\"ymodem\"," + fields, error);
        }

        [DataRow("ymodem")]
        [DataRow("fetch")]
        public void The_previous_image_uses_the_same_method(string method)
        {
            ImageDescription previous = Parse(Names + ",\"size\":5,\"method\":\"" + method + "\",\"trigger\":\"up\\r\",\"reset\":true,\"previous\":" + Manifests.Previous("size", "1") + "}").Previous;

            Assert.AreEqual(method, previous.Method);
            Assert.AreEqual("up\r", previous.Trigger);
            Assert.IsTrue(previous.IsReset);
            Assert.AreEqual(1, previous.Size);
            Assert.AreEqual("1.0.0", previous.Version);
        }

        [DataRow("ymodem")]
        [DataRow("fetch")]
        public void A_method_that_cannot_delay_its_commit_is_refused_in_a_group(string method)
        {
            string targets = Names + ",\"size\":5,\"method\":\"" + method + "\"}," + Manifests.Target("B", null, null);

            Assert.StartsWith(
                "A: job.json: method: expected 'bootloader' for targets that belong together; got '" + method + "'. ",
                Manifests.ErrorOf("{\"together\":true,\"job\":7,\"for\":\"bridge-1\",\"targets\":[" + targets + "]}"));
            Assert.AreEqual("A", Manifests.Parse(Manifests.Of("7", targets)).Targets[0].Name);
        }

        private static JobTarget Parse(string target)
        {
            return Manifests.Parse(Manifests.Of("7", target)).Targets[0];
        }

        private static void IsRefused(string fields, string error)
        {
            Assert.StartsWith("A: job.json: " + error, Manifests.ErrorOf(Manifests.Of("7", Names + "," + fields + "}")));
        }
    }
}
