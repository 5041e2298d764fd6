namespace System.Net
{
    /// <summary>Stands in for the internal type of System.Net.Http: what is known of a header field.</summary>
    internal sealed class HeaderInfo
    {
        /// <summary>Creates the knowledge.</summary>
        /// <param name="headerName">The name of the field.</param>
        internal HeaderInfo(string headerName)
        {
            HeaderName = headerName;
        }

        /// <summary>Gets the name of the field.</summary>
        internal string HeaderName { get; }
    }
}
