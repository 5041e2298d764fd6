using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Esp32Bridge.Tool
{
    /// <summary>An option that takes a whole number of a range; its value is null where it is not given and has no usual value.</summary>
    public sealed class NumberOption : Option<int?>
    {
        private readonly int _least;
        private readonly int _most;

        /// <summary>Creates the option.</summary>
        /// <param name="name">Its name, "--port".</param>
        /// <param name="help">What the help calls its value, "PORT".</param>
        /// <param name="least">The least value.</param>
        /// <param name="most">The largest value.</param>
        /// <param name="description">What it does.</param>
        /// <param name="usual">The value where it is not given, or null.</param>
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
