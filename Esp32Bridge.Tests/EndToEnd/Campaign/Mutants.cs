using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>Benches with one wrong expression in the firmware: one compilation each, next to the other assemblies of this build.</summary>
    public sealed class Mutants : IDisposable
    {
        private const string Project = "Esp32Bridge.Tests/Bench/NanoFramework/NanoFramework.csproj";
        private const string Firmware = "Esp32Bridge.NanoFramework.dll";

        // The mutated source replaces the original.
        private const string Swap = """
            <Project>
              <ItemGroup>
                <Compile Remove="$(MutatedSource)" />
                <Compile Include="$(Mutant)" />
              </ItemGroup>
            </Project>
            """;

        private const int SideBySide = 4;

        private readonly ConcurrentDictionary<(string Mutation, Campaigns Campaign), (int Code, string Output)> _results = new();
        private readonly string _folder = Directory.CreateTempSubdirectory("mutants").FullName;
        private readonly string _root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

        /// <summary>Builds all mutants in one build, and runs the campaigns that have to detect them.</summary>
        public Mutants()
        {
            File.WriteAllText(Path.Combine(_folder, "swap.targets"), Swap);
            StringBuilder builds = new StringBuilder();
            foreach (Mutation mutation in Mutation.All)
            {
                builds.AppendLine(Prepare(mutation));
            }

            string all = Path.Combine(_folder, "all.proj");
            File.WriteAllText(all, $"<Project DefaultTargets=\"Build\">\n<Target Name=\"Build\">\n{builds}</Target>\n</Project>\n");
            (int code, string output) = Run("msbuild", all, "-nologo", "-nodeReuse:false", "-verbosity:quiet");
            if (code != 0)
            {
                throw new InvalidOperationException(output);
            }

            RunCampaigns();
        }

        /// <summary>Gets the result of a campaign.</summary>
        /// <param name="mutation">The name of the mutation.</param>
        /// <param name="campaign">The campaign.</param>
        /// <returns>The exit code and the output.</returns>
        public (int Code, string Output) ResultOf(string mutation, Campaigns campaign)
        {
            return _results[(mutation, campaign)];
        }

        // A board mostly waits.
        private void RunCampaigns()
        {
            (Mutation, Campaigns)[] runs = Mutation.All.SelectMany(mutation => mutation.Runs.Select(campaign => (mutation, campaign))).ToArray();
            Parallel.ForEach(Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, run =>
            {
                (Mutation mutation, Campaigns campaign) = run;
                string arguments = campaign == Campaigns.Faults ? "campaign faults --seed 1 --runs 48" : $"campaign power --seed {mutation.PowerSeed} --runs 16";
                _results[(mutation.Name, campaign)] = Run(arguments.Split(' ').Prepend(Path.Combine(_folder, mutation.Name, "Esp32Bridge.Bench.dll")).ToArray());
            });
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        private string Prepare(Mutation mutation)
        {
            string source = Path.Combine(_root, "Esp32Bridge", mutation.Source);
            string text = File.ReadAllText(source);
            int place = text.IndexOf(mutation.Right, StringComparison.Ordinal);
            if (place < 0 || text.IndexOf(mutation.Right, place + 1, StringComparison.Ordinal) >= 0)
            {
                throw new InvalidOperationException($"{mutation.Source} does not have exactly once: {mutation.Right}");
            }

            string folder = Path.Combine(_folder, mutation.Name);
            Directory.CreateDirectory(folder);
            foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => IsOfBench(Path.GetFileName(file))))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            string mutant = Path.Combine(folder, Path.GetFileName(source));
            File.WriteAllText(mutant, text.Replace(mutation.Right, mutation.Wrong, StringComparison.Ordinal));
            string properties = string.Join(
                ";",
                $"MutatedSource={source}",
                $"Mutant={mutant}",
                $"CustomAfterMicrosoftCommonTargets={Path.Combine(_folder, "swap.targets")}",
                $"OutDir={folder}/",
                $"IntermediateOutputPath={folder}/obj/",
                "TreatWarningsAsErrors=false",
                "ProduceReferenceAssembly=false",
                "DebugType=none",
                "RunAnalyzers=false");
            return $"<MSBuild Projects=\"{Path.Combine(_root, Project)}\" Targets=\"Build\" Properties=\"{properties}\" />";
        }

        private static bool IsOfBench(string file)
        {
            return file != Firmware
                && (file.EndsWith(".dll", StringComparison.Ordinal) || file.StartsWith("Esp32Bridge.Bench.", StringComparison.Ordinal))
                && !file.Contains("xunit", StringComparison.Ordinal)
                && !file.Contains("testhost", StringComparison.Ordinal)
                && !file.StartsWith("Microsoft.", StringComparison.Ordinal);
        }

        private static (int Code, string Output) Run(params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
            Array.ForEach(arguments, start.ArgumentList.Add);
            using Process process = Process.Start(start);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }

        private static string Here([CallerFilePath] string path = "")
        {
            return Path.GetDirectoryName(path);
        }
    }
}
