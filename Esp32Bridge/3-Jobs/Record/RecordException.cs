using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>A record exists on the drive, but none of its copies is complete.</summary>
    public sealed class RecordException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="file">The corrupt file.</param>
        /// <param name="length">Its length in bytes.</param>
        internal RecordException(string file, int length)
            : base("read the record", NoAddress, "a whole copy", file + " with " + length + " corrupt bytes", "A new one is started.")
        {
        }
    }
}
