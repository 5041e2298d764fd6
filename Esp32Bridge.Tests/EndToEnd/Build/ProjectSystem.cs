using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.CompilerServices;

namespace Esp32Bridge.EndToEnd.Build
{
    /// <summary>
    /// Builds a project as nanoFramework's project system does, as far as NoInlining.targets takes part: the targets have the
    /// names, the order and the files of NFProjectSystem.MDP.targets; the metadata processor's output is an existing file.
    /// </summary>
    public sealed class ProjectSystem : IDisposable
    {
        private const string Targets = """
            <Project DefaultTargets="Build">
              <PropertyGroup>
                <NanoFramework_IntermediateAssembly>$(MSBuildProjectDirectory)/obj/App</NanoFramework_IntermediateAssembly>
              </PropertyGroup>
              <Target Name="ResolveAssemblyReferences">
                <ItemGroup>
                  <ReferencePath Include="packages/mscorlib.dll;packages/Interop.dll" />
                </ItemGroup>
              </Target>
              <Target Name="MetaDataProcessor" DependsOnTargets="ResolveAssemblyReferences" Inputs="compiled.pe" Outputs="$(NanoFramework_IntermediateAssembly).pe">
                <Copy SourceFiles="compiled.pe" DestinationFiles="$(NanoFramework_IntermediateAssembly).pe" />
                <CallTarget Targets="NanoGenerateBinaryOutput" />
              </Target>
              <Target Name="NanoGenerateBinaryOutput">
                <Copy SourceFiles="$(NanoFramework_IntermediateAssembly).pe" DestinationFiles="bin/App.bin" />
              </Target>
              <Target Name="Build" DependsOnTargets="MetaDataProcessor">
                <Copy SourceFiles="$(NanoFramework_IntermediateAssembly).pe;packages/mscorlib.pe" DestinationFolder="bin" />
              </Target>
              <Import Project="NOINLINING" />
            </Project>
            """;

        private readonly string _folder = Directory.CreateTempSubdirectory("nfproj").FullName;

        /// <summary>Creates a project.</summary>
        /// <param name="compiled">The output of the metadata processor.</param>
        /// <param name="package">The assembly of the package that it refers to.</param>
        public ProjectSystem(byte[] compiled, byte[] package)
        {
            Directory.CreateDirectory(Path.Combine(_folder, "packages"));
            File.WriteAllText(Path.Combine(_folder, "App.nfproj"), Targets.Replace("NOINLINING", TargetsFile(), StringComparison.Ordinal));
            File.WriteAllBytes(Path.Combine(_folder, "compiled.pe"), compiled);
            File.WriteAllBytes(PackagePath, package);
        }

        /// <summary>Gets the output of the last build.</summary>
        public string Output { get; private set; }

        /// <summary>Gets the path of the package's assembly.</summary>
        public string PackagePath
        {
            get { return Path.Combine(_folder, "packages", "mscorlib.pe"); }
        }

        /// <summary>Gets the path of the metadata processor's output.</summary>
        public string IntermediatePath
        {
            get { return Path.Combine(_folder, "obj", "App.pe"); }
        }

        /// <summary>Reads an output of the build.</summary>
        /// <param name="name">The name of the file in its output folder.</param>
        /// <returns>The content.</returns>
        public byte[] Read(string name)
        {
            return File.ReadAllBytes(Path.Combine(_folder, "bin", name));
        }

        /// <summary>Builds the project.</summary>
        /// <param name="options">Additional options of MSBuild.</param>
        /// <returns>Whether the build succeeded.</returns>
        public bool Build(params string[] options)
        {
            ProcessStartInfo start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder, RedirectStandardOutput = true };
            foreach (string argument in new[] { "msbuild", "App.nfproj", "-nologo", "-nodeReuse:false", "-verbosity:normal" })
            {
                start.ArgumentList.Add(argument);
            }

            Array.ForEach(options, start.ArgumentList.Add);
            using Process process = Process.Start(start);
            Output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        private static string TargetsFile([CallerFilePath] string here = "")
        {
            return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here), "..", "..", "..", "Esp32Bridge", "Build", "NoInlining.targets"));
        }
    }
}
