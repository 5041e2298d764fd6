namespace System.Net
{
    /// <summary>Stands in for the internal type of System.Net.Http that holds its table of header fields in a static field.</summary>
    internal static class HeaderInfoTable
    {
        /// <summary>The table.</summary>
        internal static HeaderInfo[] HeaderTable = { new HeaderInfo("Accept"), new HeaderInfo("Age"), new HeaderInfo("Allow") };
    }
}
