using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Spectre.Console;

namespace Esp32Bridge.Bench.Fleet
{
    /// <summary>The command "fleet".</summary>
    public static class FleetCommand
    {
        private const int FirstBoot = 5;
        private const int LastBoot = 15;

        private static readonly Option<int> _devices = Number("--devices", "How many devices there are.", 100000, "N");
        private static readonly Option<int> _minutes = Number("--minutes", "For how long the fleet is looked at.", 60, "N");
        private static readonly Option<int> _capacity = Number("--capacity", "How many requests a second a server answers that is not as large as it would have to be.", 500, "N");
        private static readonly int[] _intervals = { 60, 300, 3600 };

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Command fleet = new Command("fleet", "Simulate a fleet that gets its supply back at one moment, as behind a power failure of a whole town: each device asks as the firmware does, with its own pauses and jitter. It tells the requests per second.")
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
            int devices = parsed.GetValue(_devices);
            int capacity = parsed.GetValue(_capacity);
            Table table = new Table().Border(TableBorder.Markdown);
            table.AddColumns("interval", "jitter", "server", "peak a second", "at the end", "requests", "all served within");
            foreach (int interval in _intervals)
            {
                FleetOptions options = new FleetOptions(devices, interval, FirstBoot, LastBoot, parsed.GetValue(_minutes));
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

        private static Option<int> Number(string name, string description, int usual, string help)
        {
            Option<int> option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual, HelpName = help };
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > 1000000)
                {
                    result.AddError(name + " takes 1 to 1000000");
                }
            });
            return option;
        }
    }
}
