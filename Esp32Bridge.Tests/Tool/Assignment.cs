using System;

namespace Esp32Bridge.Tool
{
    /// <summary>"NAME=VALUE" on a command line.</summary>
    /// <param name="Name">What precedes the first '='.</param>
    /// <param name="Value">What follows the first '='.</param>
    public sealed record Assignment(string Name, string Value)
    {
        /// <summary>Parses an assignment.</summary>
        /// <param name="text">The text.</param>
        /// <param name="form">The required form, such as "TARGET=FILE".</param>
        /// <param name="mayBeEmpty">Whether the value may be empty.</param>
        /// <returns>The name and the value.</returns>
        /// <exception cref="UsageException">The text does not have this form.</exception>
        public static Assignment Parse(string text, string form, bool mayBeEmpty = false)
        {
            int sign = text.IndexOf('=', StringComparison.Ordinal);
            bool isValid = sign > 0 && (mayBeEmpty || sign < text.Length - 1);
            return isValid ? new Assignment(text[..sign], text[(sign + 1)..]) : throw new UsageException($"'{text}' is not of the form {form}.");
        }
    }
}
