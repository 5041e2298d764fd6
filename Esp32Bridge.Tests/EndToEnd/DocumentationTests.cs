using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Esp32Bridge.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>Checks the pages: their links lead somewhere, each names its readers, and the first one is short.</summary>
    public class DocumentationTests
    {
        private const int MostLinesOfFirstPage = 250;

        private static readonly string _root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here()), "..", ".."));
        private static readonly string _first = Path.Combine(_root, "README.md");

        // Names in sources are not checked, nor on the page that introduces nanoFramework's tools.
        private static readonly Lazy<HashSet<string>> _words = new Lazy<HashSet<string>>(() => Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".c" or ".html" or ".nfproj" || Path.GetFileName(file) == "DEPLOY.md")
            .SelectMany(file => Regex.Matches(file + File.ReadAllText(file), @"\w+").Select(word => word.Value))
            .ToHashSet());

        public static TheoryData<string> Pages
        {
            get
            {
                return new TheoryData<string>(Directory.EnumerateFiles(_root, "*.md", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(_root, file).Replace('\\', '/'))
                    .Where(file => !Regex.IsMatch(file, "(^|/)(bin|obj|packages|TestResults)/"))
                    .Order(StringComparer.Ordinal));
            }
        }

        [Theory]
        [MemberData(nameof(Pages))]
        public void Each_link_and_each_picture_leads_to_a_file_and_each_anchor_to_a_heading(string page)
        {
            foreach ((string file, string anchor) in LinksOf(Path.Combine(_root, page)))
            {
                Assert.True(File.Exists(file) || Directory.Exists(file), $"there is no {file}");
                Assert.True(anchor.Length == 0 || AnchorsOf(file).Contains(anchor), $"there is no heading #{anchor} in {file}");
            }
        }

        [Theory]
        [MemberData(nameof(Pages))]
        public void Each_page_names_its_readers_at_the_top(string page)
        {
            Assert.Matches(@"^# [^\n]+\n\n\*For ", File.ReadAllText(Path.Combine(_root, page)));
        }

        [Theory]
        [MemberData(nameof(Pages))]
        public void Each_page_can_be_reached_from_the_first_one(string page)
        {
            HashSet<string> reached = new HashSet<string>();
            Stack<string> left = new Stack<string>(new[] { _first });
            while (left.TryPop(out string file))
            {
                if (file.EndsWith(".md", StringComparison.Ordinal) && reached.Add(file))
                {
                    LinksOf(file).ForEach(link => left.Push(link.File));
                }
            }

            Assert.Contains(Path.GetFullPath(Path.Combine(_root, page)), reached);
        }

        [Theory]
        [MemberData(nameof(Pages))]
        public void The_types_members_and_projects_that_a_page_names_exist(string page)
        {
            Assert.All(Regex.Matches(File.ReadAllText(Path.Combine(_root, page)), @"`([A-Z]\w+)(?:\.\w+)?`"), match => Assert.Contains(match.Groups[1].Value, _words.Value));
        }

        [Fact]
        public void The_first_page_is_short()
        {
            Assert.InRange(File.ReadLines(_first).Count(), 1, MostLinesOfFirstPage);
        }

        [Fact]
        public void All_states_of_a_target_are_in_the_documentation()
        {
            string page = File.ReadAllText(Path.Combine(_root, "Esp32Bridge", "4-Ota", "README.md"));

            Assert.All(typeof(TargetState).GetFields(BindingFlags.Public | BindingFlags.Static), state => Assert.Contains($"`{state.GetRawConstantValue()}`", page, StringComparison.Ordinal));
        }

        [Fact]
        public void The_newest_version_of_the_changelog_is_that_of_the_firmware()
        {
            string newest = File.ReadLines(Path.Combine(_root, ".github", "CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal)).Split(' ', ',')[1];

            Assert.Contains($"[assembly: AssemblyVersion(\"{newest}.0\")]", File.ReadAllText(Path.Combine(_root, "Esp32Bridge", "AssemblyInfo.cs")), StringComparison.Ordinal);
        }

        // The links within the repository.
        private static List<(string File, string Anchor)> LinksOf(string page)
        {
            string text = Regex.Replace(File.ReadAllText(page), @"^ *```.*?^ *```$|`[^`\n]+`", string.Empty, RegexOptions.Multiline | RegexOptions.Singleline);
            return Regex.Matches(text, @"\]\(([^)\s]+)\)")
                .Select(link => link.Groups[1].Value)
                .Where(link => !link.Contains("://", StringComparison.Ordinal))
                .Select(link => link.Split('#', 2))
                .Select(link => (link[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page), link[0])), link.Length == 1 ? string.Empty : link[1]))
                .ToList();
        }

        // As GitHub derives them from headings.
        private static HashSet<string> AnchorsOf(string page)
        {
            HashSet<string> anchors = new HashSet<string>();
            foreach (Match heading in Regex.Matches(File.ReadAllText(page), @"^#+ (.+)$", RegexOptions.Multiline))
            {
                string anchor = Regex.Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", string.Empty).Replace(' ', '-');
                for (int again = 1; !anchors.Add(again == 1 ? anchor : anchor + "-" + (again - 1)); again++)
                {
                }
            }

            return anchors;
        }

        private static string Here([CallerFilePath] string path = null)
        {
            return path;
        }
    }
}
