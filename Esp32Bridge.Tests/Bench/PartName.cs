using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Tool;

namespace Esp32Bridge.Bench
{
    /// <summary>Finds a part of the model by its name on the command line, in upper or lower case.</summary>
    internal static class PartName
    {
        /// <summary>Finds the part.</summary>
        /// <param name="option">The option that names it.</param>
        /// <param name="name">The name.</param>
        /// <param name="known">The known parts.</param>
        /// <returns>Its name in the model.</returns>
        /// <exception cref="UsageException">There is no such part.</exception>
        internal static string Find(string option, string name, IEnumerable<string> known)
        {
            return known.FirstOrDefault(part => part.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException($"{option} takes a part of the model, not '{name}': {string.Join(", ", known)}.");
        }
    }
}
