namespace Esp32Bridge.Images
{
    /// <summary>A target's access to an image that others take too. Other images, it opens for itself.</summary>
    public sealed class ImageSharer : IImageSource
    {
        private readonly SharedImage _image;
        private bool _hasEnded;

        /// <summary>Creates the access.</summary>
        /// <param name="image">The image.</param>
        /// <param name="number">Its number among those who take it, from 0.</param>
        internal ImageSharer(SharedImage image, int number)
        {
            _image = image;
            Number = number;
        }

        /// <summary>Gets its number.</summary>
        internal int Number { get; }

        /// <summary>Gets or sets how many of its streams have a download of their own.</summary>
        internal int AloneCount { get; set; }

        /// <summary>Gets or sets whether it was waited for in vain: nobody does that again.</summary>
        internal bool IsGivenUp { get; set; }

        /// <summary>Gets whether it may come and read the image beside others.</summary>
        internal bool MayCome
        {
            get { return !_hasEnded && AloneCount == 0; }
        }

        /// <summary>Gets whether it is worth waiting for it to come.</summary>
        internal bool IsExpected
        {
            get { return MayCome && !IsGivenUp; }
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            return _image.Open(this, image);
        }

        /// <summary>Says that the target has ended: nobody waits for it. It may open the image all the same.</summary>
        public void Leave()
        {
            lock (_image.Lock)
            {
                _hasEnded = true;
            }
        }
    }
}
