using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Esp32Bridge.Tool.Devices;
using Esp32Bridge.Tool.Jobs;
using Esp32Bridge.Tool.Keys;

namespace Esp32Bridge.Tool
{
    /// <summary>The command line for those who make jobs and configure devices.</summary>
    public static class ToolProgram
    {
        /// <summary>Runs the tool.</summary>
        /// <param name="args">The command line.</param>
        /// <returns>The exit code.</returns>
        public static Task<int> Main(string[] args)
        {
            return Run(args, Console.Out, Console.Error);
        }

        /// <summary>Runs the tool.</summary>
        /// <param name="args">The command line.</param>
        /// <param name="output">Where results go.</param>
        /// <param name="errors">Where an error goes, in one line.</param>
        /// <returns>The exit code.</returns>
        public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
        {
            ParseResult parsed = CreateRoot().Parse(args);
            if (args.Length > 0)
            {
                return await CommandLine.Run(parsed, "stopped; a job that the device has accepted goes on", output, errors);
            }

            await parsed.RootCommandResult.Command.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
            return CommandLine.WrongUse;
        }

        private static RootCommand CreateRoot()
        {
            RootCommand root = new RootCommand("Esp32Bridge: keys, jobs and devices. From the file of the linker to the programmed STM32: key new, device config, job push. " + CommandLine.ExitCodes)
            {
                KeyCommand.Create(),
                DeviceCommand.Create(),
                JobCommand.Create(),
            };
            HelpOption help = root.Options.OfType<HelpOption>().First();
            help.Action = new ExampleHelp((HelpAction)help.Action);
            return root;
        }
    }
}
