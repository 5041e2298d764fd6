using System;
using System.Threading;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>An image on a server that gives another one in its place in some of its downloads, under the same tag.</summary>
    public sealed class ForeignImage
    {
        private const byte Difference = 0xA5;

        private readonly byte[] _image;
        private readonly byte[] _foreign;
        private readonly Predicate<int> _isForeign;
        private int _downloads;
        private int _foreignDownloads;

        /// <summary>Puts it on a server.</summary>
        /// <param name="server">The server.</param>
        /// <param name="path">The image's path.</param>
        /// <param name="image">The image.</param>
        /// <param name="foreign">What is given in its place.</param>
        /// <param name="isForeign">In which downloads, counted from 1.</param>
        public ForeignImage(OtaServer server, string path, byte[] image, byte[] foreign, Predicate<int> isForeign)
        {
            _image = image;
            _foreign = foreign;
            _isForeign = isForeign;
            server.Handle(path, Answer);
        }

        /// <summary>Gets how many downloads got what is not the image.</summary>
        public int ForeignDownloads
        {
            get { return Volatile.Read(ref _foreignDownloads); }
        }

        /// <summary>Makes an image of the same length, each byte of which is another one from a place on.</summary>
        /// <param name="image">The image.</param>
        /// <param name="from">The place.</param>
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
