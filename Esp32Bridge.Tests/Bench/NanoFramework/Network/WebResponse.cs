using System.IO;

namespace System.Net
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    internal abstract class WebResponse : IDisposable
    {
        /// <summary>Gets the length of the body according to the server, or -1.</summary>
        public abstract long ContentLength { get; }

        /// <summary>Gets the body.</summary>
        /// <returns>The stream.</returns>
        public abstract Stream GetResponseStream();

        /// <summary>Closes the connection.</summary>
        public abstract void Dispose();
    }
}
