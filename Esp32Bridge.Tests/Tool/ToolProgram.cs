using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Esp32Bridge.Errors;
using Esp32Bridge.Tool.Devices;
using Esp32Bridge.Tool.Jobs;
using Esp32Bridge.Tool.Keys;

namespace Esp32Bridge.Tool
{
    /// <summary>The command line for those who make jobs and configure devices.</summary>
    public static class ToolProgram
    {
        /// <summary>The exit code when it was done.</summary>
        public const int Good = 0;

        /// <summary>The exit code when it did not work.</summary>
        public const int Failed = 1;

        /// <summary>The exit code when the command line does not say what is to be done.</summary>
        public const int WrongUse = 2;

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
            if (args.Length == 0)
            {
                await parsed.RootCommandResult.Command.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
                return WrongUse;
            }

            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction and not ExampleHelp)
            {
                string unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
                errors.WriteLine($"{(unknown == null ? parsed.Errors[0].Message : $"'{unknown}' is not understood.")} {HelpFor(parsed)}");
                return WrongUse;
            }

            try
            {
                return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
            }
            catch (UsageException error)
            {
                errors.WriteLine($"{error.Message} {HelpFor(parsed)}");
                return WrongUse;
            }
            catch (OperationCanceledException)
            {
                errors.WriteLine("stopped; a job that the device has taken goes on as far as it can");
                return Failed;
            }
            catch (Exception error)
            {
                // What is none of ours is told as well as it can be: nobody outside can do anything with a stack trace.
                string message = error is BridgeException or IOException or UnauthorizedAccessException ? error.Message : $"{error.GetType().Name}: {error.Message}";
                errors.WriteLine(message.ReplaceLineEndings(" "));
                return Failed;
            }
        }

        private static RootCommand CreateRoot()
        {
            RootCommand root = new RootCommand("Esp32Bridge: keys, jobs and devices. From the file of the linker to the programmed STM32: key new, device config, job push.")
            {
                KeyCommand.Create(),
                DeviceCommand.Create(),
                JobCommand.Create(),
            };
            HelpOption help = root.Options.OfType<HelpOption>().First();
            help.Action = new ExampleHelp((HelpAction)help.Action);
            return root;
        }

        // The command that was meant, without the name of the program.
        private static string HelpFor(ParseResult parsed)
        {
            string path = string.Empty;
            for (CommandResult result = parsed.CommandResult; result.Parent != null; result = (CommandResult)result.Parent)
            {
                path = result.Command.Name + " " + path;
            }

            return $"See: {path}--help";
        }
    }
}
