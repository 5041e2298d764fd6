using Esp32Bridge.Hashing;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// An image that several targets of a job take. Streams of it that are read at about the same time share one download, and
    /// the memory that this needs, made once; all others have a download of their own.
    /// </summary>
    public sealed class SharedImage
    {
        private readonly ImageDescription _image;
        private readonly IImageSource _source;
        private readonly IClock _clock;
        private readonly int _lead;
        private byte[] _ring;
        private SharedDownload _download;

        /// <summary>Creates the image.</summary>
        /// <param name="image">What the job says of it.</param>
        /// <param name="source">Where it comes from.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="count">How many take it, 2 or more.</param>
        /// <param name="lead">How far one of them may be ahead of the last one, in bytes.</param>
        public SharedImage(ImageDescription image, IImageSource source, IClock clock, int count, int lead)
        {
            _image = image;
            _source = source;
            _clock = clock;
            _lead = lead;
            Sharers = new ImageSharer[count];
            for (int i = 0; i < count; i++)
            {
                Sharers[i] = new ImageSharer(this, i);
            }
        }

        /// <summary>Gets those who take it.</summary>
        public ImageSharer[] Sharers { get; }

        /// <summary>Gets the address, the size and the SHA-256.</summary>
        internal ImageDescription Image
        {
            get { return _image; }
        }

        /// <summary>Gets the clock.</summary>
        internal IClock Clock
        {
            get { return _clock; }
        }

        /// <summary>Gets what guards all that sharers and their streams have in common. Nobody waits while holding it.</summary>
        internal object Lock { get; } = new object();

        /// <summary>Tells whether two descriptions mean the same bytes.</summary>
        /// <param name="a">The one.</param>
        /// <param name="b">The other.</param>
        /// <returns>True when address, size and SHA-256 are the same.</returns>
        public static bool AreSame(ImageDescription a, ImageDescription b)
        {
            return a.Url == b.Url && a.Size == b.Size && Sha256.AreEqual(a.Sha256, b.Sha256, 0);
        }

        /// <summary>Opens a stream of the image, or of another one that only this sharer takes.</summary>
        /// <param name="sharer">Who opens it.</param>
        /// <param name="image">The image.</param>
        /// <returns>The stream.</returns>
        internal IImageStream Open(ImageSharer sharer, ImageDescription image)
        {
            if (!AreSame(image, _image))
            {
                return _source.Open(image);
            }

            SharedReader reader = new SharedReader(this, sharer);
            lock (Lock)
            {
                TryBegin(reader, sharer, true);
            }

            return reader;
        }

        /// <summary>Lets a stream join a download, or begin one, or go on alone. Called under the lock.</summary>
        /// <param name="reader">The stream.</param>
        /// <param name="sharer">Who opened it.</param>
        /// <param name="mayWait">Whether it may wait for the end of the download that others are about to leave.</param>
        /// <returns>False when it is to wait, and to be tried again.</returns>
        internal bool TryBegin(SharedReader reader, ImageSharer sharer, bool mayWait)
        {
            bool isJoined = _download != null && _download.CanJoin(sharer);
            bool isInUse = _download != null && _download.IsInUse;
            if (!isJoined && isInUse && _download.HasEnded && mayWait)
            {
                return false;
            }

            if (!isJoined && !isInUse && MayAnotherCome(sharer))
            {
                _ring = _ring == null ? new byte[_lead] : _ring;
                _download = new SharedDownload(this, _ring);
                isJoined = true;
            }

            reader.Begin(isJoined ? _download : null);
            return true;
        }

        /// <summary>Opens a download that is not shared.</summary>
        /// <param name="position">Its first byte.</param>
        /// <returns>The stream.</returns>
        /// <exception cref="ImageException">There is no such image.</exception>
        internal IImageStream OpenAlone(int position)
        {
            IImageStream stream = _source.Open(_image);
            if (position > 0)
            {
                stream.Seek(position);
            }

            return stream;
        }

        private bool MayAnotherCome(ImageSharer sharer)
        {
            bool mayCome = false;
            for (int i = 0; i < Sharers.Length; i++)
            {
                mayCome = mayCome || (Sharers[i] != sharer && Sharers[i].MayCome);
            }

            return mayCome;
        }
    }
}
