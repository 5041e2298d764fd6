using System;
using Esp32Bridge.Bench.Core;
using Xunit;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>A theory that needs an emulated core; skipped if Unicorn is not installed.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class UnicornTheoryAttribute : TheoryAttribute
    {
        /// <summary>Creates the attribute.</summary>
        public UnicornTheoryAttribute()
        {
            Skip = UnicornProcessor.IsInstalled ? null : "libunicorn2 is not installed";
        }
    }
}
