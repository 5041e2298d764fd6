using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Tool
{
    /// <summary>Runs a command line. Reports an error in one line and by the exit code.</summary>
    public static class CommandLine
    {
        /// <summary>The exit code of success.</summary>
        public const int Good = 0;

        /// <summary>The exit code of a failed command.</summary>
        public const int Failed = 1;

        /// <summary>The exit code of a wrong command line.</summary>
        public const int WrongUse = 2;

        /// <summary>The text of the help on exit codes.</summary>
        public const string ExitCodes = "Exit code: 0 on success, 1 on failure, 2 if the command line is wrong.";

        /// <summary>Runs a command line.</summary>
        /// <param name="parsed">The command line.</param>
        /// <param name="stopped">What to print after Ctrl-C ended a command.</param>
        /// <param name="output">Where results go.</param>
        /// <param name="errors">Where an error goes, in one line.</param>
        /// <returns>The exit code.</returns>
        public static async Task<int> Run(ParseResult parsed, string stopped, TextWriter output, TextWriter errors)
        {
            // No option and no argument may be empty. The system's own errors about an empty path would not say which one it is.
            if (parsed.Tokens.Any(token => token.Value.Length == 0))
            {
                errors.WriteLine($"'' is not understood. {HelpFor(parsed)}");
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
                return await Invoke(parsed, new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            }
            catch (UsageException error)
            {
                errors.WriteLine($"{error.Message} {HelpFor(parsed)}");
                return WrongUse;
            }
            catch (OperationCanceledException)
            {
                errors.WriteLine(stopped);
                return Failed;
            }
            catch (Exception error)
            {
                errors.WriteLine(MessageOf((error as AggregateException)?.InnerException ?? error).ReplaceLineEndings(" "));
                return Failed;
            }
        }

        // Ctrl-C or SIGTERM asks a command to stop that can be asked, and ends all others at once, as it does the second time. The handler
        // of System.CommandLine 3.0 throws then.
        private static async Task<int> Invoke(ParseResult parsed, InvocationConfiguration configuration)
        {
            using CancellationTokenSource stop = new CancellationTokenSource();
            bool canStop = parsed.Action is AsynchronousCommandLineAction;
            using PosixSignalRegistration interrupt = canStop ? PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop)) : null;
            using PosixSignalRegistration termination = canStop ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop)) : null;
            return await parsed.InvokeAsync(configuration, stop.Token);
        }

        private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        // Any other exception is reported in one line too: a stack trace does not help the user.
        private static string MessageOf(Exception error)
        {
            return error is BridgeException or CommandException or IOException or UnauthorizedAccessException ? error.Message : $"{error.GetType().Name}: {error.Message}";
        }

        // The command that was meant, without the program's name.
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
