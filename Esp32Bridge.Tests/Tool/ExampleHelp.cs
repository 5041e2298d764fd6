using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Esp32Bridge.Tool
{
    /// <summary>The usual help of a command, and its examples below it.</summary>
    public sealed class ExampleHelp : SynchronousCommandLineAction
    {
        private readonly HelpAction _usual;

        /// <summary>Creates the help.</summary>
        /// <param name="usual">The help without examples.</param>
        public ExampleHelp(HelpAction usual)
        {
            _usual = usual;
        }

        /// <inheritdoc/>
        public override int Invoke(ParseResult parseResult)
        {
            int code = _usual.Invoke(parseResult);
            if (parseResult.CommandResult.Command is ToolCommand command)
            {
                parseResult.InvocationConfiguration.Output.WriteLine("Examples:");
                foreach (string example in command.Examples)
                {
                    parseResult.InvocationConfiguration.Output.WriteLine("  " + example);
                }
            }

            return code;
        }
    }
}
