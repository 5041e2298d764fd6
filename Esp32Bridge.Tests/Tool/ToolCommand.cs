using System.Collections.Generic;
using System.CommandLine;

namespace Esp32Bridge.Tool
{
    /// <summary>A command with examples for its help.</summary>
    public sealed class ToolCommand : Command
    {
        /// <summary>Creates the command.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="description">What it does.</param>
        /// <param name="examples">Command lines, without the name of the tool.</param>
        public ToolCommand(string name, string description, params string[] examples)
            : base(name, description)
        {
            Examples = examples;
        }

        /// <summary>Gets the examples.</summary>
        public IReadOnlyList<string> Examples { get; }
    }
}
