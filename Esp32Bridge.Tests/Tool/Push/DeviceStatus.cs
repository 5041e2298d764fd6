using System.Linq;
using System.Text.Json.Nodes;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>The status of a device: GET /status.</summary>
    public sealed class DeviceStatus
    {
        /// <summary>Parses the status.</summary>
        /// <param name="fields">The answer of the device.</param>
        public DeviceStatus(JsonObject fields)
        {
            Fields = fields;
            Device = Text(fields, "device");
            Highest = Number(fields, "highest");
            Job = Number(fields, "job");
            HasEnded = Text(fields, "state") == "ended";
            Targets = (fields["targets"] as JsonArray ?? new JsonArray()).OfType<JsonObject>()
                .Select(target => new TargetStatus(Text(target, "name"), Text(target, "state"), Text(target, "version"), Number(target, "percent"), Text(target, "cause"), Text(target, "obstacle"), Text(target, "flash")))
                .ToArray();
        }

        /// <summary>Gets all fields.</summary>
        public JsonObject Fields { get; }

        /// <summary>Gets the name of the device.</summary>
        public string Device { get; }

        /// <summary>Gets the highest job number that it accepted.</summary>
        public int Highest { get; }

        /// <summary>Gets the number of the current or the last job, or 0.</summary>
        public int Job { get; }

        /// <summary>Gets whether that job has ended.</summary>
        public bool HasEnded { get; }

        /// <summary>Gets the targets of that job.</summary>
        public TargetStatus[] Targets { get; }

        private static string Text(JsonObject fields, string name)
        {
            return fields[name] is JsonValue value && value.TryGetValue(out string text) ? text : string.Empty;
        }

        private static int Number(JsonObject fields, string name)
        {
            return fields[name] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
        }
    }
}
