using System.CommandLine;
using System.Globalization;
using Esp32Bridge.Tool;
using Spectre.Console;

namespace Esp32Bridge.Bench.Fleet
{
    /// <summary>The command "fleet".</summary>
    public static class FleetCommand
    {
        private const int FirstBoot = 5;
        private const int LastBoot = 15;

        private const int Most = 1000000;
        private const int LongestTime = 24 * 60;

        private static readonly NumberOption _devices = new NumberOption("--devices", "N", 1, Most, "How many devices there are.", 100000);
        private static readonly NumberOption _minutes = new NumberOption("--minutes", "N", 1, LongestTime, "The simulated time in minutes.", 60);
        private static readonly NumberOption _capacity = new NumberOption("--capacity", "N", 1, Most, "How many requests a second a server answers that is too small.", 500);
        private static readonly int[] _intervals = { 60, 300, 3600 };

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Command fleet = new Command("fleet", "Simulate a fleet whose supply returns at one moment, as after a power failure of a whole town. Each device polls as the firmware does, with its own pauses and jitter. Shows the requests per second.")
            {
                _devices,
                _minutes,
                _capacity,
            };
            fleet.SetAction(Run);
            return fleet;
        }

        private static int Run(ParseResult parsed)
        {
            int devices = parsed.GetValue(_devices).Value;
            int capacity = parsed.GetValue(_capacity).Value;
            Table table = new Table().Border(TableBorder.Markdown);
            table.AddColumns("interval", "jitter", "server", "peak a second", "at the end", "requests", "all served within");
            foreach (int interval in _intervals)
            {
                FleetOptions options = new FleetOptions(devices, interval, FirstBoot, LastBoot, parsed.GetValue(_minutes).Value);
                Add(table, options, false, 0, 0);
                Add(table, options, true, 0, 0);
                Add(table, options, false, capacity, 0);
                Add(table, options, true, capacity, 0);
                Add(table, options, true, capacity, 2 * interval);
            }

            AnsiConsole.Console.Profile.Width = 160;
            AnsiConsole.Write(table);
            return 0;
        }

        private static void Add(Table table, FleetOptions options, bool hasJitter, int capacity, int rest)
        {
            FleetRun run = new FleetRun(options, hasJitter, capacity, rest);
            string server = capacity == 0 ? "answers all" : $"{Text(capacity)} a second, else 503" + (rest == 0 ? string.Empty : $", Retry-After: {rest}");
            string end = run.LastServed == null ? "not all" : Text(run.LastServed.Value) + " s";
            table.AddRow(Text(options.Interval) + " s", hasJitter ? "yes" : "no", server, Text(run.Peak), Text(run.LatePeak), Text(run.Requests), end);
        }

        private static string Text(int number)
        {
            return number.ToString("N0", CultureInfo.InvariantCulture);
        }
    }
}
