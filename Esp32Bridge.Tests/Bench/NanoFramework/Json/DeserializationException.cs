using System;

namespace nanoFramework.Json
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public class DeserializationException : Exception
    {
    }
}
