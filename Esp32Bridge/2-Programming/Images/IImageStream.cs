using System;

namespace Esp32Bridge.Images
{
    /// <summary>The bytes of an image, as they arrive.</summary>
    public interface IImageStream : IDisposable
    {
        /// <summary>Gets whether the bytes came in more than one answer of a server, and so may be from several files.</summary>
        bool IsContinued { get; }

        /// <summary>Reads the bytes that have arrived, and waits for at least one.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many at most, 1 or more.</param>
        /// <returns>How many came; 0 at the end of the stream, whether or not that is the end of the image.</returns>
        /// <exception cref="ImageException">There is no such image, it has another size, or the connection failed.</exception>
        int Read(byte[] buffer, int offset, int count);

        /// <summary>Moves to another position in the image, and forgets earlier failures.</summary>
        /// <param name="position">The byte that is read next, 0 to the last byte of the image.</param>
        void Seek(int position);
    }
}
