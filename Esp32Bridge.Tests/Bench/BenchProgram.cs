using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Benchmark;
using Esp32Bridge.Bench.Campaign;
using Esp32Bridge.Bench.Fleet;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Tests.Model;
using Spectre.Console;

namespace Esp32Bridge.Bench
{
    /// <summary>The command line of the bench.</summary>
    public static class BenchProgram
    {
        private static readonly Option<string[]> _parts = new Option<string[]>("--part")
        {
            Description = $"Which part a target is, as TARGET=PART. Targets: A, B. Parts: {string.Join(", ", Stm32Parts.Names)}. Default: A=L476 B=U575.",
            HelpName = "TARGET=PART",
        };

        private static readonly Option<string[]> _images = new Option<string[]>("--image")
        {
            Description = "The image that a target gets, an .elf, .hex, .s19 or .bin, as TARGET=FILE. Default: the bench's own, version 2.0.0.",
            HelpName = "TARGET=FILE",
        };

        private static readonly Option<int> _baud = new Option<int>("--baud")
        {
            Description = "The highest baud rate of the bootloaders, 1200 to 921600.",
            DefaultValueFactory = _ => 115200,
            HelpName = "RATE",
        };

        private static readonly Option<bool> _unpaced = new Option<bool>("--unpaced")
        {
            Description = "Do not wait for the time that bytes take on a line and that a flash takes.",
        };

        private static readonly Option<string> _svg = new Option<string>("--svg")
        {
            Description = "Draw the story into this file too, as a terminal that moves, in SVG.",
            HelpName = "FILE",
        };

        /// <summary>Runs the bench.</summary>
        /// <param name="args">The command line.</param>
        /// <returns>0 when all went as it should.</returns>
        public static Task<int> Main(string[] args)
        {
            RootCommand story = new RootCommand("The virtual board of Esp32Bridge: an ESP32 that runs the firmware, two STM32s, and a server. Without a command it tells the main job from beginning to end: both parts run their old program, an OTA job arrives, both are programmed and run the new one.")
            {
                _parts,
                _images,
                _baud,
                _unpaced,
                _svg,
            };
            story.SetAction(parsed => Guard(() => TellStory(Read(parsed), parsed.GetValue(_svg))));
            _baud.Validators.Add(CheckBaud);

            Command board = new Command("board", "Run the board until Ctrl-C. The first line is JSON and tells the server, to which jobs and images can be PUT, the port of each target's bridge, and the pseudo-terminal of each part's bootloader.")
            {
                _parts,
                _baud,
                _unpaced,
            };
            board.SetAction((parsed, stop) => Task.FromResult(Guard(() => BoardCommand.Run(Read(parsed), stop))));
            story.Subcommands.Add(board);
            story.Subcommands.Add(CampaignCommand.Create());
            story.Subcommands.Add(BenchmarkCommand.Create());
            story.Subcommands.Add(FleetCommand.Create());
            return story.Parse(args).InvokeAsync();
        }

        private static void TellStory(BenchOptions options, string svg)
        {
            IStoryView shown = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected ? new TerminalView() : new PlainView();
            RecordedView view = new RecordedView(shown);
            new UpdateStory(options, view).Tell();
            view.Say("All of it held: both parts run their new image, and the firmware is back in its application loop.");
            if (svg != null)
            {
                view.WritePicture(svg);
            }
        }

        private static BenchOptions Read(ParseResult parsed)
        {
            BenchOptions options = new BenchOptions { BaudRate = parsed.GetValue(_baud), Paced = !parsed.GetValue(_unpaced) };
            foreach (string part in parsed.GetValue(_parts) ?? Array.Empty<string>())
            {
                (string target, string value) = Split(part);
                options.Parts[target] = value;
            }

            foreach (string image in parsed.GetValue(_images) ?? Array.Empty<string>())
            {
                (string target, string value) = Split(image);
                options.Images[target] = value;
            }

            return options;
        }

        private static (string Target, string Value) Split(string assignment)
        {
            string[] sides = assignment.Split('=', 2);
            return sides.Length == 2 && sides[0] is "A" or "B" ? (sides[0], sides[1]) : throw new StoryException($"'{assignment}' is not of the form A=... or B=...");
        }

        private static void CheckBaud(OptionResult result)
        {
            if (result.GetValueOrDefault<int>() is < 1200 or > 921600)
            {
                result.AddError("--baud takes 1200 to 921600");
            }
        }

        private static int Guard(Action action)
        {
            try
            {
                action();
                return 0;
            }
            catch (StoryException error)
            {
                Console.Error.WriteLine("bench: " + error.Message);
                return 1;
            }
        }
    }
}
