namespace Esp32Bridge.Jobs
{
    /// <summary>Image addresses that are relative to the manifest's (RFC 3986 5.2, without dot segments, which the server resolves).</summary>
    public static class JobUrl
    {
        private static readonly char[] _special = new char[] { ':', '/', '?', '#' };
        private static readonly char[] _queryOrFragment = new char[] { '?', '#' };

        /// <summary>Resolves an address.</summary>
        /// <param name="manifest">The manifest's address, absolute.</param>
        /// <param name="image">The image's: absolute, from the server's root ("/images/a.bin"), or beside the manifest ("a.bin").</param>
        /// <returns>The image's address, absolute.</returns>
        public static string Resolve(string manifest, string image)
        {
            int special = image.IndexOfAny(_special);
            if (special >= 0 && image.Substring(special).StartsWith("://"))
            {
                return image;
            }

            int query = manifest.IndexOfAny(_queryOrFragment);
            string path = query < 0 ? manifest : manifest.Substring(0, query);
            int root = path.IndexOf('/', path.IndexOf("://") + 3);
            if (root < 0)
            {
                root = path.Length;
                path += "/";
            }

            int end = image[0] == '/' ? root : path.LastIndexOf('/') + 1;
            return path.Substring(0, end) + image;
        }
    }
}
