using System.Collections;
using Esp32Bridge.Data;
using Esp32Bridge.Images;
using Esp32Bridge.Json;
using Esp32Bridge.Programming;
using Esp32Bridge.Signatures;

namespace Esp32Bridge.Jobs
{
    /// <summary>Reads job.json. The README describes the format. An error names the field that is not understood.</summary>
    public static class JobManifest
    {
        /// <summary>The largest manifest, in bytes.</summary>
        public const int MaximumSize = 8 * 1024;

        // An object in an array in an object, plus one.
        private const int MaximumDepth = 4;

        /// <summary>The longest version, in characters.</summary>
        public const int LongestVersion = 32;

        /// <summary>The most devices and fleets in the field "for".</summary>
        public const int MostAddressees = 64;

        /// <summary>The longest name of a device or a fleet, in characters.</summary>
        public const int LongestAddressee = 32;

        /// <summary>For how many days the job waits for an unreachable server if it does not say so itself.</summary>
        internal const int UsualPatience = 7;

        private const int LongestPatience = 365;
        private const int LongestKey = 128;
        private const int MaximumHealthText = 64;
        private const int MaximumTrigger = 64;
        private const int LongestHealthTime = 120;

        /// <summary>Reads a manifest.</summary>
        /// <param name="bytes">The bytes of the manifest, UTF-8.</param>
        /// <param name="url">Its address, the base of relative image addresses.</param>
        /// <returns>The job.</returns>
        /// <exception cref="JsonException">It is not JSON, or has a field that is not understood.</exception>
        public static Job Parse(byte[] bytes, string url)
        {
            JsonFields fields = JsonReader.Parse(bytes, MaximumDepth, "job.json", JobException.CorrectTheJob);
            fields.Allow(new string[] { "job", "for", "targets", "together", "patience", "nextKey" });
            int number = fields.Number("job", 1, int.MaxValue);
            string[] addressees = fields.Texts("for", MostAddressees, LongestAddressee);
            ArrayList entries = fields.List("targets", TargetProgrammer.MostTargets);
            JobTarget[] targets = new JobTarget[entries.Count];
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i] = ParseTarget(fields, entries[i], i, url);
                CheckOnce(targets, i);
            }

            bool isTogether = fields.Flag("together", false);
            for (int i = 0; isTogether && i < targets.Length; i++)
            {
                CheckCanWait(targets[i]);
            }

            return new Job(number, addressees, targets)
            {
                IsTogether = isTogether,
                Patience = fields.Has("patience") ? fields.Number("patience", 1, LongestPatience) : UsualPatience,
                NextKey = fields.Has("nextKey") ? ParseKey(fields) : null,
            };
        }

        private static byte[] ParseKey(JsonFields fields)
        {
            try
            {
                return KeyText.Parse(fields.Text("nextKey", LongestKey));
            }
            catch (SignatureFormatException error)
            {
                throw fields.Error("nextKey", error.Expected, error.Got);
            }
        }

        private static JobTarget ParseTarget(JsonFields job, object entry, int index, string url)
        {
            string name = "target " + (index + 1);
            try
            {
                JsonFields fields = job.Child("targets", entry);
                name = fields.Text("name", TargetProgrammer.LongestName);
                ImageDescription image = ParseImage(fields, url);
                return new JobTarget(name, image)
                {
                    Previous = fields.Has("previous") ? ParsePrevious(fields.Object("previous"), image, url) : null,
                    Health = fields.Has("health") ? ParseHealth(fields.Object("health")) : null,
                };
            }
            catch (JsonException problem)
            {
                problem.Target = name;
                throw problem;
            }
        }

        private static ImageDescription ParseImage(JsonFields fields, string url)
        {
            string method = fields.Word("method", TransferMethod.All);
            fields.Allow(method == TransferMethod.Bootloader
                ? new string[] { "name", "method", "image", "size", "sha256", "version", "device", "address", "kind", "protection", "verify", "previous", "health" }
                : new string[] { "name", "method", "image", "size", "sha256", "version", "trigger", "reset", "previous", "health" });
            if (method != TransferMethod.Bootloader)
            {
                return ParseForProgram(fields, url, method);
            }

            return new ImageDescription(
                ParseAddress(fields, url),
                fields.Number("size", ImageDescription.StartSize, int.MaxValue),
                fields.Hash("sha256"),
                (ushort)fields.Hex("device", 0xFFF),
                fields.Hex("address", uint.MaxValue),
                fields.Text("version", LongestVersion))
            {
                IsData = fields.Choice("kind", "program", "data"),
                MayUnprotect = fields.Choice("protection", "keep", "lift"),
                IsReadBack = fields.Choice("verify", "checksum", "read"),
            };
        }

        private static string ParseAddress(JsonFields fields, string url)
        {
            string address = UrlText.Resolve(url, fields.Address("image"));
            if (!UrlText.IsOfWeb(address))
            {
                throw fields.Error("image", "an address of http:// or https:// with a host", ValueText.Of(UrlText.Shown(address)));
            }

            return address.Length <= UrlText.Longest ? address : throw fields.Error("image", "an address of 1 to " + UrlText.Longest + " characters", address.Length + " with that of job.json");
        }

        // Only the program on the part knows the type of the part and the address of the image.
        private static ImageDescription ParseForProgram(JsonFields fields, string url, string method)
        {
            return new ImageDescription(
                ParseAddress(fields, url),
                fields.Number("size", 1, int.MaxValue),
                fields.Hash("sha256"),
                0,
                0,
                fields.Text("version", LongestVersion))
            {
                Method = method,
                Trigger = fields.Has("trigger") ? fields.Lines("trigger", MaximumTrigger) : null,
                IsReset = fields.Flag("reset", method == TransferMethod.Ymodem),
            };
        }

        // For the same part, address and method.
        private static ImageDescription ParsePrevious(JsonFields fields, ImageDescription image, string url)
        {
            fields.Allow(new string[] { "image", "size", "sha256", "version" });
            return new ImageDescription(
                ParseAddress(fields, url),
                fields.Number("size", image.Method == TransferMethod.Bootloader ? ImageDescription.StartSize : 1, int.MaxValue),
                fields.Hash("sha256"),
                image.DeviceId,
                image.Address,
                fields.Text("version", LongestVersion))
            {
                IsData = image.IsData,
                MayUnprotect = image.MayUnprotect,
                IsReadBack = image.IsReadBack,
                Method = image.Method,
                Trigger = image.Trigger,
                IsReset = image.IsReset,
            };
        }

        private static HealthSign ParseHealth(JsonFields fields)
        {
            fields.Allow(new string[] { "text", "within" });
            return new HealthSign(fields.Text("text", MaximumHealthText), fields.Number("within", 1, LongestHealthTime) * 1000);
        }

        private static void CheckOnce(JobTarget[] targets, int index)
        {
            for (int i = 0; i < index; i++)
            {
                if (targets[i].Name == targets[index].Name)
                {
                    throw Refusal(targets[index], "name", "each target once", targets[index].Name + " again");
                }
            }
        }

        // Images that only the program on the part can make valid cannot be held back until the other targets are written.
        private static void CheckCanWait(JobTarget target)
        {
            if (target.Image.Method != TransferMethod.Bootloader)
            {
                throw Refusal(target, "method", "'" + TransferMethod.Bootloader + "' for targets that belong together", "'" + target.Image.Method + "'");
            }
        }

        private static JsonException Refusal(JobTarget target, string field, string expected, string got)
        {
            return new JsonException("job.json: " + field, expected, got, JobException.CorrectTheJob) { Target = target.Name };
        }
    }
}
