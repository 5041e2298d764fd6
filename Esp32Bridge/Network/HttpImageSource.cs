using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Network
{
    /// <summary>Fetches images by HTTP, as streams.</summary>
    public sealed class HttpImageSource : IImageSource
    {
        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            HttpDownload download;
            try
            {
                download = new HttpDownload(image.Url);
            }
            catch (Exception error)
            {
                throw HttpImageStream.Failed(image.Url, error);
            }

            if (download.StatusCode != 200)
            {
                int status = download.StatusCode;
                download.Dispose();
                throw new ImageException("status 200 from " + image.Url, status.ToString(), "Check the image's address in the job and the server.");
            }

            if (download.ContentLength >= 0 && download.ContentLength != image.Size)
            {
                long length = download.ContentLength;
                download.Dispose();
                throw new ImageException(image.Size + " bytes", length + " bytes", "Check the size in the job and the file on the server.");
            }

            return new HttpImageStream(image.Url, download);
        }
    }
}
