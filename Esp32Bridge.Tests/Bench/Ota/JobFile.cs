using System;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>Writes job.json as the README describes it.</summary>
    public sealed class JobFile
    {
        private readonly JsonArray _targets = new JsonArray();
        private readonly int _number;

        /// <summary>Creates a job without targets.</summary>
        /// <param name="number">Its number.</param>
        public JobFile(int number)
        {
            _number = number;
        }

        /// <summary>Gets the entries, to be changed by tests.</summary>
        public JsonArray Targets
        {
            get { return _targets; }
        }

        /// <summary>Gets or sets whom it is for, the value of "for"; null to leave it out. At first it is for all devices of the bench.</summary>
        public JsonNode For { get; set; } = new JsonArray("bench", "esp32bridge", "push-only");

        /// <summary>Gets or sets the public key that it announces, or null.</summary>
        public string NextKey { get; set; }

        /// <summary>Gets or sets whether either all targets get their images or none does.</summary>
        public bool IsTogether { get; set; }

        /// <summary>Gives a target the image that it had before.</summary>
        /// <param name="index">Which target.</param>
        /// <param name="image">The image's address, absolute or relative to the job's.</param>
        /// <param name="content">The image.</param>
        /// <param name="version">The image's version.</param>
        public void SetPrevious(int index, string image, byte[] content, string version)
        {
            _targets[index]["previous"] = new JsonObject
            {
                ["image"] = image,
                ["size"] = content.Length,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
                ["version"] = version,
            };
        }

        /// <summary>Has a target's own program take the image; that knows what part it is and where the image goes.</summary>
        /// <param name="index">Which target.</param>
        /// <param name="method">How.</param>
        /// <param name="trigger">What makes it begin, or null.</param>
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

        /// <summary>Says that a target's image is no program.</summary>
        /// <param name="index">Which target.</param>
        public void SetData(int index)
        {
            _targets[index]["kind"] = "data";
        }

        /// <summary>Says by what a target's program shows that it is well.</summary>
        /// <param name="index">Which target.</param>
        /// <param name="text">The text.</param>
        /// <param name="seconds">Within which time it has to come.</param>
        public void SetHealth(int index, string text, int seconds)
        {
            _targets[index]["health"] = new JsonObject { ["text"] = text, ["within"] = seconds };
        }

        /// <summary>Adds a target.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="image">The image's address, absolute or relative to the job's.</param>
        /// <param name="content">The image.</param>
        /// <param name="deviceId">The part.</param>
        /// <param name="address">Where the image goes.</param>
        /// <param name="version">The image's version.</param>
        /// <returns>The entry.</returns>
        public JsonObject Add(string name, string image, byte[] content, ushort deviceId, uint address, string version)
        {
            JsonObject target = new JsonObject
            {
                ["name"] = name,
                ["image"] = image,
                ["size"] = content.Length,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
                ["device"] = $"0x{deviceId:X3}",
                ["address"] = $"0x{address:X8}",
                ["version"] = version,
            };
            _targets.Add(target);
            return target;
        }

        /// <summary>Writes the file.</summary>
        /// <returns>Its bytes.</returns>
        public byte[] ToBytes()
        {
            JsonObject job = new JsonObject { ["job"] = _number, ["for"] = For?.DeepClone(), ["targets"] = _targets.DeepClone() };
            if (For == null)
            {
                job.Remove("for");
            }

            if (IsTogether)
            {
                job["together"] = true;
            }

            if (NextKey != null)
            {
                job["nextKey"] = NextKey;
            }

            return JsonSerializer.SerializeToUtf8Bytes(job, new JsonSerializerOptions { WriteIndented = true });
        }
    }
}
