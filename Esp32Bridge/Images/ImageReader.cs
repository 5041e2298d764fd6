using System;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// Reads an image block by block, whatever pieces the network delivers, and holds it against its description: all
    /// bytes, no byte more, and the SHA-256. Needs no more memory for a larger image.
    /// </summary>
    public sealed class ImageReader : IDisposable
    {
        private readonly ImageDescription _image;
        private readonly IImageStream _stream;
        private readonly Sha256 _hash = new Sha256();
        private int _position;

        /// <summary>Opens an image.</summary>
        /// <param name="image">What the job says of it.</param>
        /// <param name="source">Where it comes from.</param>
        /// <exception cref="ImageException">There is no such image, or it has another size.</exception>
        public ImageReader(ImageDescription image, IImageSource source)
        {
            _image = image;
            _stream = source.Open(image);
        }

        /// <summary>Gets how many bytes were read.</summary>
        public int Position
        {
            get { return _position; }
        }

        /// <summary>Reads the next block.</summary>
        /// <param name="block">Where the bytes go; it is filled but for the last block of the image.</param>
        /// <returns>How many bytes the block has; 0 behind the end of the image.</returns>
        /// <exception cref="ImageException">The stream ended early, or failed.</exception>
        public int ReadBlock(byte[] block)
        {
            int wanted = _image.Size - _position;
            if (wanted > block.Length)
            {
                wanted = block.Length;
            }

            int filled = 0;
            while (filled < wanted)
            {
                int got = _stream.Read(block, filled, wanted - filled);
                if (got == 0)
                {
                    throw new ImageException(_image.Size + " bytes", (_position + filled) + " bytes", "Check the size in the job and the file on the server and the network.");
                }

                filled += got;
            }

            _hash.Update(block, 0, filled);
            _position += filled;
            return filled;
        }

        /// <summary>Says whether the whole image was read and is the one that the job names. To be called once, behind its last block.</summary>
        /// <param name="scratch">A buffer that may be overwritten.</param>
        /// <exception cref="ImageException">It is longer, or its SHA-256 differs.</exception>
        public void Verify(byte[] scratch)
        {
            if (_stream.Read(scratch, 0, 1) != 0)
            {
                throw new ImageException(_image.Size + " bytes", "more", "Check the size in the job and the file on the server.");
            }

            byte[] hash = _hash.Finish();
            for (int i = 0; i < hash.Length; i++)
            {
                if (hash[i] != _image.Sha256[i])
                {
                    throw new ImageException("SHA-256 " + ToHex(_image.Sha256), ToHex(hash), "The file on the server is not the one that the job was made for.");
                }
            }
        }

        /// <summary>Closes the stream.</summary>
        public void Dispose()
        {
            _stream.Dispose();
        }

        private static string ToHex(byte[] bytes)
        {
            string text = string.Empty;
            for (int i = 0; i < bytes.Length; i++)
            {
                text += bytes[i].ToString("x2");
            }

            return text;
        }
    }
}
