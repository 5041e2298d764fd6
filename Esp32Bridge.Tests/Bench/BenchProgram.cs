using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Benchmark;
using Esp32Bridge.Bench.Board;
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
            Description = $"The part of a target, as TARGET=PART. Parts: {string.Join(", ", Stm32Parts.Names)}. Default: A=L476 B=U575.",
            HelpName = "TARGET=PART",
            AllowMultipleArgumentsPerToken = true,
        };

        private static readonly Option<string[]> _images = new Option<string[]>("--image")
        {
            Description = "The new image of a target: an .elf, .hex, .s19 or .bin, as TARGET=FILE. Default: the image of the bench, version 2.0.0.",
            HelpName = "TARGET=FILE",
            AllowMultipleArgumentsPerToken = true,
        };

        private static readonly Option<string[]> _programs = new Option<string[]>("--image")
        {
            Description = "The program in a part at the start: an .elf, .hex, .s19 or .bin, as TARGET=FILE. Default: the program of the bench, version 1.0.0.",
            HelpName = "TARGET=FILE",
            AllowMultipleArgumentsPerToken = true,
        };

        private static readonly Option<string> _configuration = new Option<string>("--config")
        {
            Description = "The esp32bridge.json of the device, or the folder that contains it. Default: the shipped board. The name of its server resolves to the server of the bench; 127.0.0.1 is this PC.",
            HelpName = "FILE",
        };

        private static readonly Option<string> _report = new Option<string>("--report")
        {
            Description = "The address on this PC to which the firmware posts its reports: http://127.0.0.1:PORT/PATH.",
            HelpName = "ADDRESS",
        };

        private static readonly Option<string> _folder = new Option<string>("--keep")
        {
            Description = "A folder that keeps the drive of the ESP32 and the flash memories of the parts from run to run.",
            HelpName = "FOLDER",
        };

        private static readonly Option<bool> _quiet = new Option<bool>("--quiet")
        {
            Description = "Print only the first line, without the firmware's log.",
        };

        private static readonly NumberOption _baud = new NumberOption("--baud", "RATE", 1200, 921600, "The highest baud rate of the bootloaders, 1200 to 921600.", 115200);

        private static readonly Option<bool> _unpaced = new Option<bool>("--unpaced")
        {
            Description = "Skip the time that bytes take on a line and that the flash memories take.",
        };

        private static readonly Option<string> _svg = new Option<string>("--svg")
        {
            Description = "Also draw the story into this file, as an animated terminal in SVG.",
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
            RootCommand story = new RootCommand("The virtual board of Esp32Bridge: an ESP32 that runs the firmware, two STM32s, and a server. Without a command it runs the main job from beginning to end: both parts run their old program, an OTA job arrives, both are programmed and run the new one. " + CommandLine.ExitCodes)
            {
                _parts,
                _images,
                _baud,
                _unpaced,
                _svg,
            };
            story.SetAction(TellStory);
            Command board = new Command("board", "Run the board until Ctrl-C. The first line is JSON. It has the address of the server, which takes jobs and images by PUT; the port of each target's bridge; and the pseudo-terminal of each part's bootloader (Linux). Commands on the input: " + BoardConsole.Commands + ".")
            {
                _parts,
                _programs,
                _configuration,
                _report,
                _folder,
                _baud,
                _unpaced,
                _quiet,
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
            BenchOptions options = Read(parsed);
            options.Programs = Each(parsed, _programs);
            options.Configuration = parsed.GetValue(_configuration);
            options.Report = parsed.GetValue(_report);
            options.Folder = parsed.GetValue(_folder);
            options.IsQuiet = parsed.GetValue(_quiet);
            if (options.Configuration != null)
            {
                options.BaudRate = parsed.GetResult(_baud).Implicit ? null : throw new UsageException($"{_baud.Name} cannot be combined with {_configuration.Name}. The configuration has the rates: bootloaderBaud.");
            }

            BoardCommand.Run(options, stop);
            return CommandLine.Good;
        }

        private static void TellStory(ParseResult parsed)
        {
            OutputFile.Check(parsed, _svg);
            BenchOptions options = Read(parsed);
            options.Images = Each(parsed, _images);
            IStoryView shown = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected ? new TerminalView() : new PlainView();
            RecordedView view = new RecordedView(shown);
            new UpdateStory(options, view).Tell();
            view.Say("All of it held: both parts run their new image, and the firmware is back in its application loop.");
            string svg = parsed.GetValue(_svg);
            if (svg != null)
            {
                view.WritePicture(svg);
            }
        }

        private static BenchOptions Read(ParseResult parsed)
        {
            return new BenchOptions
            {
                Parts = Each(parsed, _parts),
                BaudRate = parsed.GetValue(_baud).Value,
                Paced = !parsed.GetValue(_unpaced),
            };
        }

        private static Dictionary<string, string> Each(ParseResult parsed, Option<string[]> option)
        {
            Dictionary<string, string> choices = new Dictionary<string, string>();
            foreach (Assignment choice in (parsed.GetValue(option) ?? Array.Empty<string>()).Select(text => Assignment.Parse(text, option.Name + " " + option.HelpName)))
            {
                if (!choices.TryAdd(choice.Name, choice.Value))
                {
                    throw new UsageException($"{option.Name} names '{choice.Name}' twice.");
                }
            }

            return choices;
        }
    }
}
