namespace Esp32Bridge.Images
{
    /// <summary>Where images come from.</summary>
    public interface IImageSource
    {
        /// <summary>Opens the stream of an image.</summary>
        /// <param name="image">The image.</param>
        /// <returns>The stream from its first byte on; the caller must dispose it.</returns>
        /// <exception cref="ImageException">There is no such image; only the first read may find out.</exception>
        IImageStream Open(ImageDescription image);
    }
}
