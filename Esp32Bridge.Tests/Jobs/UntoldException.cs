using System;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>An error without a message, because there is no memory for it.</summary>
    public sealed class UntoldException : Exception
    {
        /// <inheritdoc/>
        public override string Message
        {
            get { throw new OutOfMemoryException(); }
        }
    }
}
