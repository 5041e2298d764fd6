namespace Esp32Bridge.Images
{
    /// <summary>Where images come from.</summary>
    public interface IImageSource
    {
        /// <summary>Opens the stream of an image.</summary>
        /// <param name="image">The image.</param>
        /// <returns>The stream from its first byte on; to be disposed.</returns>
        /// <exception cref="ImageException">There is no such image; the first reading may be what finds out.</exception>
        IImageStream Open(ImageDescription image);
    }
}
