using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Devices;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Programming;
using Xunit;
using DataRow = nanoFramework.TestFramework.DataRowAttribute;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>Checks the sources, the projects and the documentation as a whole.</summary>
    public class ArchitectureTests
    {
        private const int MostLines = 300;

        private static readonly string _root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

        // The adapter of nanoFramework.TestFramework finds the line of a test by the CRs before it.
        [Fact]
        public void The_sources_of_unit_tests_get_CRLF_and_all_others_LF()
        {
            string[] rules = File.ReadAllLines(Path.Combine(_root, ".gitattributes"));
            string[] files = Directory.EnumerateFiles(Path.Combine(_root, "Esp32Bridge.Tests"), "*.Tests.nfproj", SearchOption.AllDirectories)
                .SelectMany(project => Regex.Matches(File.ReadAllText(project), "<Compile Include=\"([^\"]+)\"").Select(source => Path.Combine(Path.GetDirectoryName(project), source.Groups[1].Value.Replace('\\', '/'))))
                .Where(file => File.ReadAllText(file).Contains("[TestMethod]", StringComparison.Ordinal) || File.ReadAllText(file).Contains("[DataRow(", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(_root, file).Replace('\\', '/'))
                .ToArray();

            Assert.Equal("* text=auto eol=lf", rules[0]);
            Assert.Contains("*.sln text eol=crlf", rules);
            Assert.Contains("Esp32Bridge.Tests/*/*Tests.cs text eol=crlf", rules);
            Assert.NotEmpty(files);
            Assert.All(files, file => Assert.Matches("^Esp32Bridge.Tests/[^/]+/[^/]+Tests.cs$", file));
        }

        [Fact]
        public void The_picture_shows_the_references_of_the_projects()
        {
            string[] pictured = Regex.Matches(Inside(), @"^  (\w+)(?:\[[^\]]*\])? --> (.+)$", RegexOptions.Multiline)
                .SelectMany(match => match.Groups[2].Value.Split(" & ").Select(used => match.Groups[1].Value + " --> " + used))
                .Concat(Products().Select(NameOf).Where(name => name != "Foundation").Select(name => name + " --> Foundation"))
                .Order(StringComparer.Ordinal)
                .ToArray();

            Assert.Equal(pictured, Products().SelectMany(project => References(project).Select(used => NameOf(project) + " --> " + NameOf(used))).Order(StringComparer.Ordinal));
        }

        [Fact]
        public void A_library_refers_only_to_lower_layers()
        {
            Assert.All(Libraries(), library => Assert.All(References(library), used => Assert.True(FloorOf(used) < FloorOf(library), library + " refers to " + used)));
        }

        // On the PC all libraries are one assembly, which sees everything.
        [Fact]
        public void A_project_refers_to_all_that_its_sources_use()
        {
            Dictionary<string, string[]> namespaces = Projects().ToDictionary(project => project, project => Declared(project));
            string[] all = namespaces.Values.SelectMany(names => names).Distinct().ToArray();
            foreach (string project in Projects())
            {
                HashSet<string> known = References(project).Append(project).SelectMany(used => namespaces[used]).ToHashSet();
                Assert.All(Used(project).Intersect(all), name => Assert.True(known.Contains(name), $"{project} uses {name} and refers to no project that declares it"));
            }
        }

        [Fact]
        public void A_project_compiles_all_sources_in_its_folder()
        {
            foreach (string project in Projects())
            {
                string folder = Path.GetDirectoryName(project);
                string[] listed = Sources(project).Where(source => IsBelow(source, folder)).Order(StringComparer.Ordinal).ToArray();
                string[] present = SourcesBelow(project).Order(StringComparer.Ordinal).ToArray();

                Assert.True(!present.Except(listed).Any(), $"{project} does not list {string.Join(", ", present.Except(listed))}");
                Assert.Equal(present, listed);
            }
        }

        [Fact]
        public void Tests_refer_to_libraries_and_compile_none_of_the_firmwares_files()
        {
            string[] names = Libraries().Select(NameOf).ToArray();
            foreach (string project in TestProjects())
            {
                Assert.All(Sources(project), source => Assert.StartsWith(Path.GetDirectoryName(project), source, StringComparison.Ordinal));
                Assert.Contains(NameOf(project).Replace(".Tests", string.Empty), names.Append("ModelTests"));
            }

            // The virtual nanoFramework device does not have the hardware that these drive: they are tested on the virtual board.
            string[] untested = { "Board", "Buses" };
            string[] tested = TestProjects().Select(project => NameOf(project).Replace(".Tests", string.Empty)).ToArray();
            Assert.Empty(tested.Intersect(untested));
            Assert.All(names.Except(untested), name => Assert.True(tested.Contains(name), $"there is no test project Esp32Bridge.Tests/{name}/{name}.Tests.nfproj"));
        }

        [Fact]
        public void All_projects_have_the_same_version_of_a_package()
        {
            var versions = Projects()
                .SelectMany(project => Regex.Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(project), "packages.config")), "id=\"([^\"]+)\" version=\"([^\"]+)\"").Select(match => (Id: match.Groups[1].Value, Version: match.Groups[2].Value)))
                .Distinct()
                .GroupBy(package => package.Id);

            Assert.All(versions, package => Assert.Single(package));
        }

        [Fact]
        public void All_assemblies_of_the_firmware_get_their_version_from_one_file()
        {
            Assert.All(Products(), project => Assert.Contains(Path.Combine(_root, "Esp32Bridge", "AssemblyInfo.cs"), Sources(project)));
        }

        [Fact]
        public void Each_project_is_built_without_inlining()
        {
            string step = Path.Combine(_root, "Esp32Bridge", "Build", "NoInlining.targets");
            foreach (string project in Projects())
            {
                string[] imports = Regex.Matches(File.ReadAllText(project), "<Import Project=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToArray();
                Assert.EndsWith("NFProjectSystem.CSharp.targets", imports[^2], StringComparison.Ordinal);
                Assert.Equal(step, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project), imports[^1].Replace('\\', '/'))));
            }
        }

        [Fact]
        public void The_solution_builds_and_deploys_all_nanoFramework_projects()
        {
            string solution = File.ReadAllText(Path.Combine(_root, "Esp32Bridge.sln"));
            foreach (string project in Projects())
            {
                string guid = Regex.Match(File.ReadAllText(project), "<ProjectGuid>(.*)</ProjectGuid>").Groups[1].Value;
                Assert.Contains("\"" + Path.GetRelativePath(_root, project).Replace('/', '\\') + "\", \"" + guid + "\"", solution, StringComparison.Ordinal);
                foreach (string build in new[] { "Debug", "Release" })
                {
                    Assert.Contains($"{guid}.{build}|Any CPU.Build.0 = {build}|Any CPU", solution, StringComparison.Ordinal);
                    Assert.Contains($"{guid}.{build}|Any CPU.Deploy.0 = {build}|Any CPU", solution, StringComparison.Ordinal);
                }
            }
        }

        [Fact]
        public void No_project_optimizes_its_Debug_build()
        {
            Assert.All(Projects(), project => Assert.DoesNotContain("Optimize", File.ReadAllText(project), StringComparison.Ordinal));
        }

        // One line of the table for each transition between states, and for each event that changes no state.
        [Fact]
        public void The_table_of_flash_states_matches_the_code()
        {
            string[] table = Regex.Matches(Inside(), @"^\| ((?:old|new|no|at)[^|]*) \| ([^|]+) \| ([^|]+) \|$", RegexOptions.Multiline)
                .SelectMany(match => match.Groups[1].Value.Split(", ").Select(from => $"{from} | {match.Groups[2].Value} | {match.Groups[3].Value}"))
                .Order(StringComparer.Ordinal)
                .ToArray();

            Assert.Equal(table, FlashTable().Order(StringComparer.Ordinal));
        }

        [Fact]
        public void All_threads_and_locks_are_in_the_documentation()
        {
            string part = Inside()[Inside().IndexOf("## Threads and locks", StringComparison.Ordinal)..];
            foreach (string file in FirmwareSources().Where(file => !file.Contains("Examples", StringComparison.Ordinal)))
            {
                if (Regex.IsMatch(File.ReadAllText(file), @"\block \(|new Thread\("))
                {
                    Assert.Contains("`" + Path.GetFileNameWithoutExtension(file) + "`", part, StringComparison.Ordinal);
                }
            }
        }

        [Fact]
        public void The_parts_in_the_documentation_match_the_device_table()
        {
            string page = File.ReadAllText(Path.Combine(_root, "Esp32Bridge", "2-Programming", "README.md"));
            string[] rows = Regex.Matches(page, @"^\| (0x[0-9A-F]{3}) \| (STM32[^|]+) \| (\d+) KiB \|", RegexOptions.Multiline)
                .Select(match => match.Groups[1].Value + " " + match.Groups[2].Value + " " + match.Groups[3].Value)
                .Order(StringComparer.Ordinal)
                .ToArray();

            Assert.Equal(Devices().Select(device => $"0x{device.Id:X3} {device.Name} {device.FlashSize / 1024}"), rows);
        }

        [Fact]
        public void The_buses_in_the_documentation_match_the_device_table()
        {
            string page = File.ReadAllText(Path.Combine(_root, "Esp32Bridge", "3-Buses", "README.md"));
            string[] rows = Regex.Matches(page, @"^\| (0x[0-9A-F]{3}) \| (STM32[^|]+) \|([^|]*)\|[^|]*\|([^|]*)\|$", RegexOptions.Multiline)
                .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}:{match.Groups[3].Value.TrimEnd()}{(match.Groups[4].Value.Contains("SPI", StringComparison.Ordinal) ? " SPI" : string.Empty)}")
                .Order(StringComparer.Ordinal)
                .ToArray();

            Assert.Equal(
                Devices().Where(device => device.I2cAddress != 0 || device.HasSpi)
                    .Select(device => $"0x{device.Id:X3} {device.Name}:{(device.I2cAddress == 0 ? string.Empty : $" 0x{device.I2cAddress:X2}{(device.HasFastI2c ? ", 1 MHz" : string.Empty)}")}{(device.HasSpi ? " SPI" : string.Empty)}"),
                rows);
        }

        [Theory]
        [InlineData(nameof(DeviceTableTests.The_flash_is_that_of_the_reference_manual))]
        [InlineData(nameof(DeviceTableTests.The_RAM_and_the_start_are_those_of_the_family))]
        public void The_figures_of_all_parts_of_the_device_table_are_tested(string test)
        {
            IEnumerable<int> tested = typeof(DeviceTableTests).GetMethod(test).GetCustomAttributes<DataRow>().Select(row => (int)row.MethodParameters[0]);

            Assert.Equal(Devices().Select(device => (int)device.Id), tested.Order());
        }

        // A setting is a property of the class.
        [Theory]
        [InlineData("## Fields", typeof(BoardDescription))]
        [InlineData("## Fields of a target", typeof(TargetDescription))]
        [InlineData("## Fields of a part of your own", typeof(Stm32Device))]
        public void The_settings_in_the_documentation_match_the_board_description(string heading, Type description)
        {
            string page = File.ReadAllText(Path.Combine(_root, "Esp32Bridge", "3-Configuration", "README.md"));

            Assert.Equal(PropertiesOf(description), SettingsIn(Section(page, heading)));
        }

        // Without CoreLibrary, and without the prefixes "nanoFramework." and "System.".
        [Fact]
        public void The_table_of_libraries_has_all_of_them_and_the_packages_that_each_adds()
        {
            string[] rows = Regex.Matches(Inside(), @"^\| (\d-\w+(?:, \d-\w+)*) \| .* \|(?: ([^|`]+))? \|$", RegexOptions.Multiline)
                .SelectMany(row => row.Groups[1].Value.Split(", ").Select(library => $"{library}: {row.Groups[2].Value}"))
                .Order(StringComparer.Ordinal)
                .ToArray();

            Assert.Equal(Libraries().Select(library => $"{Path.GetFileName(Path.GetDirectoryName(library))}: {string.Join(", ", Added(library))}").Order(StringComparer.Ordinal), rows);
        }

        [Fact]
        public void No_source_of_the_firmware_is_conditional()
        {
            Assert.All(FirmwareSources(), file => Assert.DoesNotMatch(@"(?m)^\s*#(if|define|pragma)", File.ReadAllText(file)));
        }

        // TryFinally describes what nanoFramework does to an exception that passes one of these.
        [Fact]
        public void No_source_of_the_firmware_lets_an_exception_pass_a_finally()
        {
            Assert.All(
                FirmwareSources().Where(file => Path.GetFileName(file) != "TryFinally.cs"),
                file => Assert.DoesNotMatch(@"\bfinally\b|\busing \(|\bthrow;|\) when \(", File.ReadAllText(file)));
        }

        [Fact]
        public void A_file_of_the_firmware_has_no_more_code_than_fits_a_few_screens()
        {
            Assert.All(FirmwareSources(), file => Assert.InRange(File.ReadLines(file).Count(IsCode), 1, MostLines));
        }

        private static IEnumerable<string> FlashTable()
        {
            FlashState[] programs = { FlashState.OldProgram, FlashState.NewProgram, FlashState.Unknown };
            foreach (FlashState from in Enum.GetValues<FlashState>())
            {
                if (from != FlashState.AtRisk)
                {
                    yield return Row(from, "writing or lifting the protection begins", FlashState.NewProgram, flash => flash.BeginWriting());
                }

                if (from == FlashState.Unknown)
                {
                    yield return Row(from, "its own program has shown that it runs", FlashState.NewProgram, flash => flash.ProveProgram());
                }

                if (programs.Contains(from))
                {
                    yield return Row(from, "a newer job takes over what was to be put back", FlashState.NewProgram, flash => flash.HandOver());
                    continue;
                }

                yield return Row(from, "identical, or the commit was read back", FlashState.NewProgram, flash => flash.Confirm());
                yield return Row(from, "identical, or the commit was read back, when putting back", FlashState.OldProgram, flash => flash.Confirm());
                yield return Row(from, "its own program has shown that it runs", FlashState.NewProgram, flash => flash.ProveProgram());
                if (from == FlashState.AtRisk)
                {
                    yield return Row(from, "released, its start unchanged", FlashState.NewProgram, flash => flash.Release(true));
                    yield return Row(from, "released, else", FlashState.NewProgram, flash => flash.Release(false));
                    yield return $"{NameOf(from)} | the ESP32 restarts, or another attempt begins | {NameOf(TargetFlash.AfterAttempt(from))}";
                }
            }

            // An event that is not in the table changes nothing.
            foreach (FlashState from in programs.Append(FlashState.NoProgram))
            {
                Assert.EndsWith(NameOf(from), Row(from, string.Empty, FlashState.NewProgram, flash => flash.Release(true)), StringComparison.Ordinal);
                Assert.EndsWith(NameOf(from), Row(from, string.Empty, FlashState.NewProgram, flash => flash.Release(false)), StringComparison.Ordinal);
            }

            foreach (FlashState from in new[] { FlashState.OldProgram, FlashState.NewProgram })
            {
                Assert.EndsWith(NameOf(from), Row(from, string.Empty, FlashState.NewProgram, flash => flash.ProveProgram()), StringComparison.Ordinal);
            }

            // An unknown state stays unknown if the flash is left unchanged.
            FakeFlash unknown = new FakeFlash() { Flash = FlashState.Unknown };
            TargetFlash attempt = new TargetFlash(unknown, FlashState.NewProgram);
            attempt.BeginWriting();
            Assert.True(attempt.IsAtRisk);
            attempt.Release(true);
            Assert.Equal(FlashState.Unknown, unknown.Flash);
        }

        private static string Row(FlashState from, string name, FlashState goal, Action<TargetFlash> what)
        {
            FakeFlash flash = new FakeFlash();
            TargetFlash attempt = new TargetFlash(flash, goal);
            flash.Flash = from;
            what(attempt);
            return $"{NameOf(from)} | {name} | {NameOf(flash.Flash)}";
        }

        private static string NameOf(FlashState state)
        {
            return state switch
            {
                FlashState.OldProgram => "old program",
                FlashState.AtRisk => "at risk",
                FlashState.NoProgram => "no program",
                FlashState.Unknown => "unknown",
                _ => "new program",
            };
        }

        private static bool IsCode(string line)
        {
            string text = line.Trim();
            return text.Length > 0 && !text.StartsWith("//", StringComparison.Ordinal);
        }

        private static string Inside()
        {
            return File.ReadAllText(Path.Combine(_root, "Esp32Bridge", "README.md"));
        }

        // From a heading to the next one.
        private static string Section(string text, string heading)
        {
            int start = text.IndexOf(heading + "\n", StringComparison.Ordinal);
            int end = text.IndexOf("\n#", start + heading.Length, StringComparison.Ordinal);
            return end < 0 ? text[start..] : text[start..end];
        }

        // The names in backquotes in the second column.
        private static IEnumerable<string> SettingsIn(string table)
        {
            return Regex.Matches(table, @"^\|[^|]*\| (`[^|]*) \|", RegexOptions.Multiline)
                .SelectMany(row => Regex.Matches(row.Groups[1].Value, @"\w+").Select(word => word.Value))
                .Distinct()
                .Order(StringComparer.Ordinal);
        }

        private static IEnumerable<string> PropertiesOf(Type type)
        {
            return type.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal);
        }

        private static IEnumerable<Stm32Device> Devices()
        {
            Stm32Devices devices = new Stm32Devices();
            return Enumerable.Range(0, 0x1000).Select(id => devices.Find((ushort)id)).Where(device => device != null);
        }

        private static IEnumerable<string> Projects()
        {
            return Directory.EnumerateFiles(_root, "*.nfproj", SearchOption.AllDirectories);
        }

        // The projects of the firmware: its libraries, the application, the examples.
        private static IEnumerable<string> Products()
        {
            return Directory.EnumerateFiles(Path.Combine(_root, "Esp32Bridge"), "*.nfproj", SearchOption.AllDirectories);
        }

        private static IEnumerable<string> Libraries()
        {
            return Products().Where(project => FloorOf(project) >= 0);
        }

        private static IEnumerable<string> TestProjects()
        {
            return Projects().Where(project => File.ReadAllText(project).Contains("<IsTestProject>true", StringComparison.Ordinal));
        }

        // The number before the name of its folder, or -1.
        private static int FloorOf(string project)
        {
            Match number = Regex.Match(Path.GetFileName(Path.GetDirectoryName(project)), @"^(\d)-");
            return number.Success ? number.Groups[1].Value[0] - '0' : -1;
        }

        private static string NameOf(string project)
        {
            return Path.GetFileNameWithoutExtension(project);
        }

        private static IEnumerable<string> References(string project)
        {
            return Included(project, "ProjectReference");
        }

        private static IEnumerable<string> Sources(string project)
        {
            return Included(project, "Compile");
        }

        // Without the files of projects in subfolders, and without files of the build.
        private static IEnumerable<string> SourcesBelow(string project)
        {
            string folder = Path.GetDirectoryName(project);
            string[] without = Projects().Select(Path.GetDirectoryName).Where(other => IsBelow(other, folder))
                .Concat(new[] { "bin", "obj", "Build" }.Select(name => Path.Combine(folder, name)))
                .ToArray();
            return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !without.Any(other => IsBelow(file, other)));
        }

        private static bool IsBelow(string path, string folder)
        {
            return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }

        private static string[] Declared(string project)
        {
            return Sources(project).SelectMany(source => Regex.Matches(File.ReadAllText(source), @"(?m)^namespace ([\w.]+)").Select(match => match.Groups[1].Value)).Distinct().ToArray();
        }

        private static IEnumerable<string> Used(string project)
        {
            return Sources(project).SelectMany(source => Regex.Matches(File.ReadAllText(source), @"(?m)^using ([\w.]+);").Select(match => match.Groups[1].Value)).Distinct();
        }

        // The packages of a library that no library has to which it refers.
        private static IEnumerable<string> Added(string library)
        {
            return Packages(library).Except(References(library).SelectMany(Packages))
                .Where(package => package != "nanoFramework.CoreLibrary")
                .Select(package => Regex.Replace(package, @"^nanoFramework\.(System\.)?", string.Empty))
                .Order(StringComparer.Ordinal);
        }

        private static IEnumerable<string> Packages(string project)
        {
            return Regex.Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(project), "packages.config")), "id=\"([^\"]+)\"").Select(match => match.Groups[1].Value);
        }

        private static IEnumerable<string> Included(string project, string item)
        {
            return Regex.Matches(File.ReadAllText(project), $"<{item} Include=\"([^\"]+)\"")
                .Select(match => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project), match.Groups[1].Value.Replace('\\', '/'))));
        }

        // The sources in Build run on the PC that builds.
        private static IEnumerable<string> FirmwareSources()
        {
            return Directory.EnumerateFiles(Path.Combine(_root, "Esp32Bridge"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !Regex.IsMatch(Path.GetRelativePath(_root, file), @"[\\/](obj|Build)[\\/]"));
        }

        private static string Here([CallerFilePath] string path = "")
        {
            return Path.GetDirectoryName(path);
        }
    }
}
