using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Valid manifests, and manifests with one error.</summary>
    public static class Manifests
    {
        /// <summary>The hash in all of them.</summary>
        public const string Hash = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1EFF";

        private static readonly string[] _names = new string[] { "name", "device", "address", "image", "size", "sha256", "version" };

        /// <summary>Writes a valid manifest with the targets A and B.</summary>
        /// <param name="number">The job's number.</param>
        /// <returns>The text.</returns>
        public static string Good(int number)
        {
            return Of(number.ToString(), Target("A", null, null) + "," + Target("B", null, null));
        }

        /// <summary>Writes a manifest.</summary>
        /// <param name="number">The value of "job".</param>
        /// <param name="targets">The elements of "targets".</param>
        /// <returns>The text.</returns>
        public static string Of(string number, string targets)
        {
            return For("\"" + JobTable.Device + "\"", number, targets);
        }

        /// <summary>Writes a manifest with addressees.</summary>
        /// <param name="addressees">The value of "for".</param>
        /// <param name="number">The value of "job".</param>
        /// <param name="targets">The elements of "targets".</param>
        /// <returns>The text.</returns>
        public static string For(string addressees, string number, string targets)
        {
            return "{\"job\":" + number + ",\"for\":" + addressees + ",\"targets\":[" + targets + "]}";
        }

        /// <summary>Writes the entry of a target.</summary>
        /// <param name="target">Its name.</param>
        /// <param name="field">The field that differs from a valid entry, or null.</param>
        /// <param name="json">Its value, or null to leave the field out.</param>
        /// <returns>The text.</returns>
        public static string Target(string target, string field, string json)
        {
            string[] values = new string[] { "\"" + target + "\"", "\"0x415\"", "\"0x08004000\"", "\"a.bin\"", "1234", "\"" + Hash + "\"", "\"1.2.3\"" };
            string text = string.Empty;
            for (int i = 0; i < _names.Length; i++)
            {
                string value = _names[i] == field ? json : values[i];
                if (value != null)
                {
                    text += (text.Length == 0 ? "{" : ",") + "\"" + _names[i] + "\":" + value;
                }
            }

            return text + "}";
        }

        /// <summary>Adds fields to the entry of a target.</summary>
        /// <param name="target">The entry.</param>
        /// <param name="fields">The fields, or an empty text.</param>
        /// <returns>The text.</returns>
        public static string With(string target, string fields)
        {
            return fields.Length == 0 ? target : target.Substring(0, target.Length - 1) + "," + fields + "}";
        }

        /// <summary>Writes the entry of a previous image.</summary>
        /// <param name="field">The field that differs from a valid entry, or null.</param>
        /// <param name="json">Its value, or null to leave the field out.</param>
        /// <returns>The text.</returns>
        public static string Previous(string field, string json)
        {
            string[] names = new string[] { "image", "size", "sha256", "version" };
            string[] values = new string[] { "\"old.bin\"", "999", "\"" + Hash + "\"", "\"1.0.0\"" };
            string text = string.Empty;
            for (int i = 0; i < names.Length; i++)
            {
                string value = names[i] == field ? json : values[i];
                if (value != null)
                {
                    text += (text.Length == 0 ? "{" : ",") + "\"" + names[i] + "\":" + value;
                }
            }

            return text + "}";
        }

        /// <summary>Reads a manifest that was fetched from http://host/jobs/job.json.</summary>
        /// <param name="text">The text.</param>
        /// <returns>The job.</returns>
        public static Job Parse(string text)
        {
            return JobManifest.Parse(Encoding.UTF8.GetBytes(text), "http://host/jobs/job.json");
        }

        /// <summary>Reads a manifest that must be refused as a whole.</summary>
        /// <param name="text">The text.</param>
        /// <returns>The error's message, or an empty text if there was no error.</returns>
        public static string ErrorOf(string text)
        {
            try
            {
                Parse(text);
                return string.Empty;
            }
            catch (JsonException error)
            {
                return error.Message;
            }
        }

        /// <summary>Repeats a character.</summary>
        /// <param name="character">The character.</param>
        /// <param name="count">How many times.</param>
        /// <returns>The text.</returns>
        public static string Repeat(char character, int count)
        {
            return new string(character, count);
        }
    }
}
