using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Stands in for nanoFramework's attribute of this name.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class DataRowAttribute : Attribute
    {
        /// <summary>Creates a row.</summary>
        /// <param name="methodParameters">The arguments of the test method.</param>
        public DataRowAttribute(params object[] methodParameters)
        {
            MethodParameters = methodParameters;
        }

        /// <summary>Gets the arguments of the test method.</summary>
        public object[] MethodParameters { get; }
    }
}
