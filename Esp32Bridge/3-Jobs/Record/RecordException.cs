using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>A record was written to the drive, and none of its copies is whole.</summary>
    public sealed class RecordException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="file">The file that is spoilt.</param>
        /// <param name="length">Its length in bytes.</param>
        internal RecordException(string file, int length)
            : base("read the record", NoAddress, "a whole copy", file + " with " + length + " spoilt bytes", "It is begun anew.")
        {
        }
    }
}
