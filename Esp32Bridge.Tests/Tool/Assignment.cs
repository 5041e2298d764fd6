using System;

namespace Esp32Bridge.Tool
{
    /// <summary>"NAME=VALUE" on a command line.</summary>
    /// <param name="Name">What is in front of the first '='.</param>
    /// <param name="Value">What follows it.</param>
    public sealed record Assignment(string Name, string Value)
    {
        /// <summary>Reads it.</summary>
        /// <param name="text">The text.</param>
        /// <param name="form">The form that it should have, "TARGET=FILE".</param>
        /// <param name="mayBeEmpty">Whether nothing is a value.</param>
        /// <returns>Its two sides.</returns>
        /// <exception cref="UsageException">It has another form.</exception>
        public static Assignment Parse(string text, string form, bool mayBeEmpty = false)
        {
            int sign = text.IndexOf('=', StringComparison.Ordinal);
            bool isValid = sign > 0 && (mayBeEmpty || sign < text.Length - 1);
            return isValid ? new Assignment(text[..sign], text[(sign + 1)..]) : throw new UsageException($"'{text}' is not of the form {form}.");
        }
    }
}
