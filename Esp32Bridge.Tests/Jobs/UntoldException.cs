using System;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>An error that cannot be told, because there is no memory for its message.</summary>
    public sealed class UntoldException : Exception
    {
        /// <inheritdoc/>
        public override string Message
        {
            get { throw new OutOfMemoryException(); }
        }
    }
}
