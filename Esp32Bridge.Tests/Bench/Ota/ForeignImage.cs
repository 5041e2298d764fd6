using System;
using System.Threading;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>An image on a server that delivers another one instead in some of its downloads, under the same ETag.</summary>
    public sealed class ForeignImage
    {
        private const byte Difference = 0xA5;

        private readonly byte[] _image;
        private readonly byte[] _foreign;
        private readonly Predicate<int> _isForeign;
        private int _downloads;
        private int _foreignDownloads;

        /// <summary>Puts the image on a server.</summary>
        /// <param name="server">The server.</param>
        /// <param name="path">The image's path.</param>
        /// <param name="image">The image.</param>
        /// <param name="foreign">The image that is delivered instead.</param>
        /// <param name="isForeign">Selects the downloads, counted from 1, that get the other image.</param>
        public ForeignImage(OtaServer server, string path, byte[] image, byte[] foreign, Predicate<int> isForeign)
        {
            _image = image;
            _foreign = foreign;
            _isForeign = isForeign;
            server.Handle(path, Answer);
        }

        /// <summary>Gets the number of downloads that got the other image.</summary>
        public int ForeignDownloads
        {
            get { return Volatile.Read(ref _foreignDownloads); }
        }

        /// <summary>Makes an image of the same length that differs in each byte from an offset on.</summary>
        /// <param name="image">The image.</param>
        /// <param name="from">The offset.</param>
        /// <returns>The other image.</returns>
        public static byte[] Of(byte[] image, int from)
        {
            byte[] foreign = (byte[])image.Clone();
            for (int i = from; i < foreign.Length; i++)
            {
                foreign[i] ^= Difference;
            }

            return foreign;
        }

        private System.Threading.Tasks.Task Answer(HttpContext context)
        {
            bool isForeign = _isForeign(Interlocked.Increment(ref _downloads));
            Interlocked.Add(ref _foreignDownloads, isForeign ? 1 : 0);
            return Results.Bytes(isForeign ? _foreign : _image, "application/octet-stream", null, true, null, new EntityTagHeaderValue("\"always\"")).ExecuteAsync(context);
        }
    }
}
