using System;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>Writes job.json as the README describes it.</summary>
    public sealed class JobFile
    {
        // "+" and quotation marks stay readable: a job is never part of a web page.
        private static readonly JsonSerializerOptions _format = new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        private readonly JsonArray _targets = new JsonArray();
        private readonly int _number;

        /// <summary>Creates a job without targets.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="addressees">The names of the addressed devices and fleets.</param>
        public JobFile(int number, params string[] addressees)
        {
            _number = number;
            For = JsonSerializer.SerializeToNode(addressees);
        }

        /// <summary>Gets the entries, for tests that change them.</summary>
        public JsonArray Targets
        {
            get { return _targets; }
        }

        /// <summary>Gets or sets the value of "for": the addressees; null to leave it out.</summary>
        public JsonNode For { get; set; }

        /// <summary>Gets or sets the public key that the job announces, or null.</summary>
        public string NextKey { get; set; }

        /// <summary>Gets or sets whether all targets get their images or none does.</summary>
        public bool IsTogether { get; set; }

        /// <summary>Gets or sets for how many days the device retries while the server is away, or null.</summary>
        public int? Patience { get; set; }

        /// <summary>Adds a target.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="image">The image's address, absolute or relative to the job's.</param>
        /// <param name="content">The image.</param>
        /// <param name="deviceId">The device id of the part.</param>
        /// <param name="address">The address of the image in the flash.</param>
        /// <param name="version">The image's version.</param>
        /// <returns>The entry.</returns>
        public JsonObject Add(string name, string image, byte[] content, ushort deviceId, uint address, string version)
        {
            JsonObject target = new JsonObject { ["name"] = name };
            AddImage(target, image, content);
            target["device"] = $"0x{deviceId:X3}";
            target["address"] = $"0x{address:X8}";
            target["version"] = version;
            _targets.Add(target);
            return target;
        }

        /// <summary>Sets the image that a target had before.</summary>
        /// <param name="index">The index of the target.</param>
        /// <param name="image">The image's address, absolute or relative to the job's.</param>
        /// <param name="content">The image.</param>
        /// <param name="version">The image's version.</param>
        public void SetPrevious(int index, string image, byte[] content, string version)
        {
            JsonObject previous = new JsonObject();
            AddImage(previous, image, content);
            previous["version"] = version;
            _targets[index]["previous"] = previous;
        }

        /// <summary>Lets the target's own program take the image. That program knows the part and the address.</summary>
        /// <param name="index">The index of the target.</param>
        /// <param name="method">The transfer method.</param>
        /// <param name="trigger">The text that starts the transfer, or null.</param>
        public void SetMethod(int index, string method, string trigger)
        {
            JsonObject target = _targets[index].AsObject();
            target.Remove("device");
            target.Remove("address");
            target["method"] = method;
            if (trigger != null)
            {
                target["trigger"] = trigger;
            }
        }

        /// <summary>Sets whether a target is reset before its own program takes the image.</summary>
        /// <param name="index">The index of the target.</param>
        /// <param name="isReset">Whether it is reset.</param>
        public void SetReset(int index, bool isReset)
        {
            _targets[index]["reset"] = isReset;
        }

        /// <summary>Marks a target's image as data, not a program.</summary>
        /// <param name="index">The index of the target.</param>
        public void SetData(int index)
        {
            _targets[index]["kind"] = "data";
        }

        /// <summary>Allows to lift a target's read protection, which erases all of its flash.</summary>
        /// <param name="index">The index of the target.</param>
        public void SetLift(int index)
        {
            _targets[index]["protection"] = "lift";
        }

        /// <summary>Has all of a target's flash read back.</summary>
        /// <param name="index">The index of the target.</param>
        public void SetReadBack(int index)
        {
            _targets[index]["verify"] = "read";
        }

        /// <summary>Sets the text with which a target's program reports its health.</summary>
        /// <param name="index">The index of the target.</param>
        /// <param name="text">The text.</param>
        /// <param name="seconds">The time limit for the text, in seconds.</param>
        public void SetHealth(int index, string text, int seconds)
        {
            _targets[index]["health"] = new JsonObject { ["text"] = text, ["within"] = seconds };
        }

        /// <summary>Writes the file.</summary>
        /// <returns>Its bytes.</returns>
        public byte[] ToBytes()
        {
            JsonObject job = new JsonObject { ["job"] = _number };
            if (For != null)
            {
                job["for"] = For.DeepClone();
            }

            if (IsTogether)
            {
                job["together"] = true;
            }

            if (Patience != null)
            {
                job["patience"] = Patience;
            }

            if (NextKey != null)
            {
                job["nextKey"] = NextKey;
            }

            job["targets"] = _targets.DeepClone();
            return JsonSerializer.SerializeToUtf8Bytes(job, _format);
        }

        private static void AddImage(JsonObject entry, string image, byte[] content)
        {
            entry["image"] = image;
            entry["size"] = content.Length;
            entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content));
        }
    }
}
