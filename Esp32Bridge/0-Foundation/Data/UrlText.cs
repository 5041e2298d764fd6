namespace Esp32Bridge.Data
{
    /// <summary>Web addresses (RFC 3986), as far as the firmware takes them apart.</summary>
    public static class UrlText
    {
        /// <summary>The longest web address in jobs and in the configuration, in characters.</summary>
        public const int Longest = 2048;

        // An error is cut at some 200 characters, and its cause follows the address.
        private const int LongestShown = 100;

        /// <summary>Gives an address without its query and its fragment.</summary>
        /// <param name="url">The address.</param>
        /// <returns>The part in front of them.</returns>
        public static string WithoutQuery(string url)
        {
            int end = url.IndexOfAny(new char[] { '?', '#' });
            return end < 0 ? url : url.Substring(0, end);
        }

        /// <summary>
        /// Gives an address for logs and reports: without user name, password, query and fragment, which can be secrets. A long
        /// one is cut.
        /// </summary>
        /// <param name="url">The address.</param>
        /// <returns>The address; "?..." shows that there is more.</returns>
        public static string Shown(string url)
        {
            string shown = WithoutQuery(url);
            bool isAll = shown.Length == url.Length;
            int host = shown.IndexOf("://") + 3;
            int path = shown.IndexOf('/', host);
            int user = shown.Substring(0, path < 0 ? shown.Length : path).LastIndexOf('@');
            shown = user < host ? shown : shown.Substring(0, host) + shown.Substring(user + 1);
            shown = shown.Length > LongestShown ? shown.Substring(0, LongestShown) + "..." : shown;
            return isAll ? shown : shown + "?...";
        }

        /// <summary>Names the first character that an address must not have (RFC 3986 2): a blank, a quotation mark, one that is not ASCII.</summary>
        /// <param name="url">The address.</param>
        /// <returns>That character with its position, or null. It repeats nothing else of the address, which can be a secret.</returns>
        public static string FlawOf(string url)
        {
            int place = 0;
            while (place < url.Length && url[place] > ' ' && url[place] <= '~' && "\"<>\\".IndexOf(url[place]) < 0)
            {
                place++;
            }

            if (place == url.Length)
            {
                return null;
            }

            char character = url[place];
            string where = " as character " + (place + 1);
            return character == ' ' ? "a blank" + where + " (write %20)"
                : character > '~' ? "one that is not ASCII" + where + " (write its UTF-8 bytes as %C3%BC)"
                : "the character 0x" + ((uint)character).ToString("X2") + where;
        }

        /// <summary>Tells whether an address is a web address: http or https, a host, and an optional port.</summary>
        /// <param name="url">The address.</param>
        /// <returns>Whether it is.</returns>
        public static bool IsOfWeb(string url)
        {
            int start = url.StartsWith("http://") ? 7 : url.StartsWith("https://") ? 8 : url.Length;
            string host = HostOf(url, start < url.Length ? start : 0);
            int colon = host.IndexOf(':');
            int port = colon < 0 ? 0 : colon == host.Length - 1 || host.Length - colon > 6 ? -1 : 0;
            for (int i = colon + 1; colon >= 0 && port >= 0 && i < host.Length; i++)
            {
                port = host[i] < '0' || host[i] > '9' ? -1 : (10 * port) + host[i] - '0';
            }

            return start < url.Length && host.Length > 0 && colon != 0 && port >= 0 && port <= ushort.MaxValue;
        }

        /// <summary>Names the server of an address (RFC 6454 4): two addresses with the same origin are of the same server.</summary>
        /// <param name="url">A web address.</param>
        /// <returns>Scheme, host in small letters, and port: "https://host:443".</returns>
        public static string OriginOf(string url)
        {
            int start = url.IndexOf("://") + 3;
            string host = HostOf(url, start).ToLower();
            return url.Substring(0, start) + host + (host.IndexOf(':') >= 0 ? string.Empty : url.StartsWith("https:") ? ":443" : ":80");
        }

        /// <summary>Gives the address of a file beside another one: the path gets an extension, the query stays.</summary>
        /// <param name="url">The address of the other file.</param>
        /// <param name="extension">The extension to add, ".sig" for instance.</param>
        /// <returns>The address.</returns>
        public static string Beside(string url, string extension)
        {
            string path = WithoutQuery(url);
            return path + extension + url.Substring(path.Length);
        }

        /// <summary>Gives the last part of the path.</summary>
        /// <param name="url">The address.</param>
        /// <returns>The file name, or an empty text.</returns>
        public static string FileNameOf(string url)
        {
            string path = WithoutQuery(url);
            return path.Substring(path.LastIndexOf('/') + 1);
        }

        /// <summary>Resolves an address that may be relative to another one (RFC 3986 5.2).</summary>
        /// <param name="root">The other address, absolute.</param>
        /// <param name="url">The address: absolute, from the server's root ("/images/a.bin"), or beside the other one ("a.bin", "../a.bin").</param>
        /// <returns>The address, absolute.</returns>
        public static string Resolve(string root, string url)
        {
            int special = url.IndexOfAny(new char[] { ':', '/', '?', '#' });
            if (special > 0 && url[special] == ':')
            {
                return url.Substring(0, special).ToLower() + url.Substring(special);
            }

            if (url.StartsWith("//"))
            {
                return root.Substring(0, root.IndexOf(':') + 1) + url;
            }

            string path = WithoutQuery(root);
            if (special == 0 && url[0] == '#')
            {
                return root;
            }

            int start = path.IndexOf('/', path.IndexOf("://") + 3);
            if (start < 0)
            {
                start = path.Length;
                path += "/";
            }

            if (url.Length == 0 || url[0] == '?')
            {
                return url.Length == 0 ? root : path + url;
            }

            int end = url[0] == '/' ? start : path.LastIndexOf('/') + 1;
            string target = WithoutQuery(url);
            return path.Substring(0, start) + WithoutDots(path.Substring(start, end - start) + target) + url.Substring(target.Length);
        }

        // With the port, if any; without user name and password.
        private static string HostOf(string url, int start)
        {
            string authority = WithoutQuery(url).Substring(start);
            int end = authority.IndexOf('/');
            authority = end < 0 ? authority : authority.Substring(0, end);
            return authority.Substring(authority.LastIndexOf('@') + 1);
        }

        // RFC 3986 5.2.4: "." and ".." count only as whole segments.
        private static string WithoutDots(string path)
        {
            string[] segments = path.Split('/');
            int kept = 0;
            for (int i = 0; i < segments.Length; i++)
            {
                string segment = segments[i];
                bool isUp = segment == "..";
                kept = isUp && kept > 1 ? kept - 1 : kept;
                if (!isUp && segment != ".")
                {
                    segments[kept++] = segment;
                }
                else if (i == segments.Length - 1)
                {
                    segments[kept++] = string.Empty;
                }
            }

            string result = string.Empty;
            for (int i = 1; i < kept; i++)
            {
                result += "/" + segments[i];
            }

            return result;
        }
    }
}
