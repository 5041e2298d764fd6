using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Esp32Bridge.Tool
{
    /// <summary>An option with a whole number in a range. Its value is null if it is not given and has no default.</summary>
    public sealed class NumberOption : Option<int?>
    {
        private readonly int _least;
        private readonly int _most;

        /// <summary>Creates the option.</summary>
        /// <param name="name">Its name, "--port".</param>
        /// <param name="help">The placeholder of its value in the help, "PORT".</param>
        /// <param name="least">The minimum.</param>
        /// <param name="most">The maximum.</param>
        /// <param name="description">What it does.</param>
        /// <param name="usual">The default, or null.</param>
        public NumberOption(string name, string help, int least, int most, string description, int? usual = null)
            : base(name)
        {
            _least = least;
            _most = most;
            HelpName = help;
            Description = description;
            CustomParser = Parse;
            if (usual != null)
            {
                DefaultValueFactory = _ => usual;
            }
        }

        private int? Parse(ArgumentResult result)
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= _least && number <= _most)
            {
                return number;
            }

            result.AddError($"{Name} takes a whole number from {_least} to {_most}, not '{text}'.");
            return null;
        }
    }
}
