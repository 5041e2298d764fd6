using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Benchmark;
using Esp32Bridge.Bench.Campaign;
using Esp32Bridge.Bench.Fleet;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool;
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
            AllowMultipleArgumentsPerToken = true,
        };

        private static readonly Option<string[]> _images = new Option<string[]>("--image")
        {
            Description = "The image that a target gets, an .elf, .hex, .s19 or .bin, as TARGET=FILE. Default: the bench's own, version 2.0.0.",
            HelpName = "TARGET=FILE",
            AllowMultipleArgumentsPerToken = true,
        };

        private static readonly NumberOption _baud = new NumberOption("--baud", "RATE", 1200, 921600, "The highest baud rate of the bootloaders, 1200 to 921600.", 115200);

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
        /// <returns>The exit code.</returns>
        public static Task<int> Main(string[] args)
        {
            return Run(args, Console.Out, Console.Error);
        }

        /// <summary>Runs the bench.</summary>
        /// <param name="args">The command line.</param>
        /// <param name="output">Where the help goes.</param>
        /// <param name="errors">Where an error goes, in one line.</param>
        /// <returns>The exit code.</returns>
        public static Task<int> Run(string[] args, TextWriter output, TextWriter errors)
        {
            return CommandLine.Run(CreateRoot().Parse(args), "stopped", output, errors);
        }

        private static RootCommand CreateRoot()
        {
            RootCommand story = new RootCommand("The virtual board of Esp32Bridge: an ESP32 that runs the firmware, two STM32s, and a server. Without a command it tells the main job from beginning to end: both parts run their old program, an OTA job arrives, both are programmed and run the new one. " + CommandLine.ExitCodes)
            {
                _parts,
                _images,
                _baud,
                _unpaced,
                _svg,
            };
            story.SetAction(parsed => TellStory(Read(parsed), parsed.GetValue(_svg)));
            Command board = new Command("board", "Run the board until Ctrl-C. The first line is JSON and tells the server, to which jobs and images can be PUT, the port of each target's bridge, and the pseudo-terminal of each part's bootloader.")
            {
                _parts,
                _baud,
                _unpaced,
            };
            board.SetAction((parsed, stop) => Task.FromResult(RunBoard(parsed, stop)));
            story.Subcommands.Add(board);
            story.Subcommands.Add(CampaignCommand.Create());
            story.Subcommands.Add(BenchmarkCommand.Create());
            story.Subcommands.Add(FleetCommand.Create());
            return story;
        }

        private static int RunBoard(ParseResult parsed, CancellationToken stop)
        {
            BoardCommand.Run(Read(parsed), stop);
            return CommandLine.Good;
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
            BenchOptions options = new BenchOptions { BaudRate = parsed.GetValue(_baud).Value, Paced = !parsed.GetValue(_unpaced) };
            foreach (Assignment part in Each(parsed, _parts, options.Parts.Keys))
            {
                options.Parts[part.Name] = PartName.Find($"{_parts.Name} {part.Name}", part.Value, Stm32Parts.Names);
            }

            foreach (Assignment image in Each(parsed, _images, options.Parts.Keys))
            {
                options.Images[image.Name] = image.Value;
            }

            return options;
        }

        private static Assignment[] Each(ParseResult parsed, Option<string[]> option, ICollection<string> targets)
        {
            Assignment[] assignments = (parsed.GetValue(option) ?? Array.Empty<string>()).Select(text => Assignment.Parse(text, option.Name + " " + option.HelpName)).ToArray();
            return Array.Find(assignments, assignment => !targets.Contains(assignment.Name)) is Assignment unknown
                ? throw new UsageException($"{option.Name} takes one of the targets {string.Join(", ", targets)}, not '{unknown.Name}'.")
                : assignments;
        }
    }
}
