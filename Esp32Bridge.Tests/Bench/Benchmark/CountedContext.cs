using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>A second load context in this process, with the bench, the tool and another copy of the firmware.</summary>
    public sealed class CountedContext : AssemblyLoadContext
    {
        private readonly string _firmware;
        private readonly Assembly _copy;

        /// <summary>Creates the context.</summary>
        /// <param name="firmware">The name of the firmware's assembly.</param>
        /// <param name="copy">The copy.</param>
        public CountedContext(string firmware, Stream copy)
        {
            _firmware = firmware;
            _copy = LoadFromStream(copy);
        }

        /// <summary>Finds a type of the copy.</summary>
        /// <param name="name">Its full name.</param>
        /// <returns>The type.</returns>
        public System.Type TypeOf(string name)
        {
            return _copy.GetType(name, true);
        }

        /// <inheritdoc/>
        protected override Assembly Load(AssemblyName assemblyName)
        {
            Assembly bench = typeof(CountedContext).Assembly;
            Assembly tool = typeof(MemoryImage).Assembly;
            return assemblyName.Name == _firmware ? _copy
                : assemblyName.Name == bench.GetName().Name ? LoadFromAssemblyPath(bench.Location)
                : assemblyName.Name == tool.GetName().Name ? LoadFromAssemblyPath(tool.Location)
                : null;
        }
    }
}
