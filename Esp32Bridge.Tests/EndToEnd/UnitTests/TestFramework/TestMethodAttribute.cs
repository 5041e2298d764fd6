using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Stands in for nanoFramework's attribute of this name.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class TestMethodAttribute : Attribute
    {
    }
}
