using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>The firmware's sources as a whole.</summary>
    public class ArchitectureTests
    {
        private static readonly string[] _common = { "Errors", "Logging", "Timing" };

        private static readonly string _root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

        [Fact]
        public void The_picture_in_the_README_is_what_the_folders_show()
        {
            string readme = File.ReadAllText(Path.Combine(_root, "README.md"));
            SortedSet<string> pictured = new SortedSet<string>(
                Regex.Matches(readme, @"^  (\w+)(?:\[[^\]]*\]|\([^)]*\))?\)? --> (\w+)", RegexOptions.Multiline)
                    .Select(match => match.Groups[1].Value + " uses " + match.Groups[2].Value)
                    .Where(arrow => !arrow.StartsWith("Program uses", System.StringComparison.Ordinal)));

            Assert.Equal(pictured, Arrows());
        }

        [Fact]
        public void Arrows_between_folders_go_one_way()
        {
            Dictionary<string, string[]> uses = Arrows()
                .Select(arrow => arrow.Split(" uses "))
                .GroupBy(ends => ends[0], ends => ends[1])
                .ToDictionary(group => group.Key, group => group.ToArray());
            foreach (string folder in uses.Keys)
            {
                Assert.DoesNotContain(folder, Reachable(folder, uses));
            }
        }

        [Fact]
        public void No_source_of_the_firmware_is_conditional()
        {
            foreach (string file in Sources())
            {
                Assert.DoesNotMatch(@"(?m)^\s*#(if|define|pragma)", File.ReadAllText(file));
            }
        }

        // What nanoFramework does to an exception that passes one of these: see TryFinally.
        [Fact]
        public void No_source_of_the_firmware_lets_an_exception_pass_a_finally()
        {
            foreach (string file in Sources().Where(file => Path.GetFileName(file) != "TryFinally.cs"))
            {
                Assert.DoesNotMatch(@"\bfinally\b|\busing \(|\bthrow;|\) when \(", File.ReadAllText(file));
            }
        }

        [Fact]
        public void A_file_fits_a_screen_or_two()
        {
            foreach (string file in Sources())
            {
                Assert.True(File.ReadLines(file).Count() <= 300, Path.GetRelativePath(_root, file));
            }
        }

        // "A uses B" for each folder (or file in the root) whose sources name the namespace of another folder.
        private static SortedSet<string> Arrows()
        {
            SortedSet<string> arrows = new SortedSet<string>();
            string firmware = Path.Combine(_root, "Esp32Bridge");
            foreach (string file in Sources())
            {
                string relative = Path.GetRelativePath(firmware, file);
                string user = relative.Split(Path.DirectorySeparatorChar, '.')[0];
                foreach (Match match in Regex.Matches(File.ReadAllText(file), @"^using Esp32Bridge\.(\w+);", RegexOptions.Multiline))
                {
                    string used = match.Groups[1].Value;
                    if (user != "Program" && !_common.Contains(used))
                    {
                        arrows.Add(user + " uses " + used);
                    }
                }
            }

            return arrows;
        }

        private static HashSet<string> Reachable(string folder, Dictionary<string, string[]> uses)
        {
            HashSet<string> reached = new HashSet<string>();
            Stack<string> open = new Stack<string>(uses[folder]);
            while (open.TryPop(out string next))
            {
                if (reached.Add(next) && uses.TryGetValue(next, out string[] further))
                {
                    foreach (string other in further)
                    {
                        open.Push(other);
                    }
                }
            }

            return reached;
        }

        private static IEnumerable<string> Sources()
        {
            return Directory.EnumerateFiles(Path.Combine(_root, "Esp32Bridge"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar));
        }

        private static string Here([CallerFilePath] string path = "")
        {
            return Path.GetDirectoryName(path);
        }
    }
}
