using System;

namespace Esp32Bridge.Images
{
    /// <summary>The bytes of an image, as they come.</summary>
    public interface IImageStream : IDisposable
    {
        /// <summary>Reads what is there, waiting for at least one byte.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many at most, 1 or more.</param>
        /// <returns>How many came; 0 at the end of the stream, whether or not that is the end of the image.</returns>
        /// <exception cref="ImageException">The connection failed.</exception>
        int Read(byte[] buffer, int offset, int count);
    }
}
