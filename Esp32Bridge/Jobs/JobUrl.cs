namespace Esp32Bridge.Jobs
{
    /// <summary>Image addresses that are relative to the manifest's (RFC 3986 5.2, without dot segments, which the server resolves).</summary>
    public static class JobUrl
    {
        /// <summary>Resolves an address.</summary>
        /// <param name="manifest">The manifest's address, absolute.</param>
        /// <param name="image">The image's: absolute, from the server's root ("/images/a.bin"), or beside the manifest ("a.bin").</param>
        /// <returns>The image's address, absolute.</returns>
        public static string Resolve(string manifest, string image)
        {
            if (image.IndexOf("://") >= 0)
            {
                return image;
            }

            int query = manifest.IndexOfAny(new char[] { '?', '#' });
            string path = query < 0 ? manifest : manifest.Substring(0, query);
            int host = path.IndexOf("://") + 3;
            int end = image[0] == '/' ? path.IndexOf('/', host) : path.LastIndexOf('/') + 1;
            if (end < host)
            {
                // A manifest at the root of its server, without a path.
                return image[0] == '/' ? path + image : path + "/" + image;
            }

            return path.Substring(0, end) + image;
        }
    }
}
