using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Esp32Bridge.EndToEnd.Examples
{
    /// <summary>The examples in the pages of the documentation.</summary>
    internal static class Handbook
    {
        private static readonly string _root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here()), "..", "..", ".."));

        /// <summary>Gets all pages, by their paths from the root of the repository.</summary>
        internal static IEnumerable<string> Pages
        {
            get
            {
                return Directory.EnumerateFiles(_root, "*.md", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(_root, file).Replace('\\', '/'))
                    .Where(file => !Regex.IsMatch(file, "(^|/)(bin|obj|packages|TestResults)/"))
                    .Order(StringComparer.Ordinal);
            }
        }

        /// <summary>Gets the path of a file of the repository.</summary>
        /// <param name="name">Its path from the root.</param>
        /// <returns>Its path.</returns>
        internal static string PathOf(string name)
        {
            return Path.Combine(_root, name);
        }

        /// <summary>Reads the examples of a page.</summary>
        /// <param name="page">The page.</param>
        /// <returns>The language of each, or an empty text, and its text without the indentation of its list.</returns>
        internal static (string Language, string Text)[] ExamplesOf(string page)
        {
            return Regex.Matches(File.ReadAllText(PathOf(page)).ReplaceLineEndings("\n"), @"(?ms)^( *)```(\w*)\n(.*?)^ *```")
                .Select(match => (match.Groups[2].Value, Regex.Replace(match.Groups[3].Value, "(?m)^" + match.Groups[1].Value, string.Empty)))
                .ToArray();
        }

        /// <summary>Gets the only example of a page that contains a text.</summary>
        /// <param name="page">The page.</param>
        /// <param name="text">The text.</param>
        /// <returns>The example.</returns>
        internal static string Example(string page, string text)
        {
            return ExamplesOf(page).Select(example => example.Text).Single(example => example.Contains(text, StringComparison.Ordinal));
        }

        private static string Here([CallerFilePath] string path = null)
        {
            return path;
        }
    }
}
