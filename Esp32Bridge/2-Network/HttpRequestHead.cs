using System.Text;

namespace Esp32Bridge.Network
{
    /// <summary>The head of an HTTP/1.x request (RFC 9112), limited to the parts that the device uses.</summary>
    internal sealed class HttpRequestHead
    {
        /// <summary>The largest head, in bytes.</summary>
        internal const int MaximumSize = 2 * 1024;

        /// <summary>The value of <see cref="ContentLength"/> if the head has none.</summary>
        internal const int NoLength = -1;

        private const string Scheme = "http://";

        // What a path may contain in addition to letters and digits (RFC 3986 3.3).
        private const string PathSigns = "/-._~%!$&'()*+,;=:@";

        private const char Space = ' ';
        private const char FirstVisible = '!';
        private const int Malformed = 400;

        // Any larger length is refused anyway.
        private const int MaximumLength = 100 * 1000 * 1000;

        private readonly byte[] _bytes;
        private readonly int _fields;
        private readonly int _end;

        /// <summary>Reads a head.</summary>
        /// <param name="bytes">The bytes that begin with the head.</param>
        /// <param name="end">The length of the head, from <see cref="EndOf"/>.</param>
        /// <exception cref="RequestException">The head is malformed; the status is 400.</exception>
        internal HttpRequestHead(byte[] bytes, int end)
        {
            _bytes = bytes;
            _end = end;
            ContentLength = NoLength;

            // An empty line before the request line is allowed (RFC 9112 2.2).
            int start = end > 1 && bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 0;
            int lineFeed = IndexOf('\n', start, end);
            ReadRequestLine(start, EndOfLine(start, lineFeed));
            _fields = lineFeed + 1;
            for (start = _fields; start < end; start = lineFeed + 1)
            {
                lineFeed = IndexOf('\n', start, end);
                int lineEnd = EndOfLine(start, lineFeed);
                if (lineEnd > start)
                {
                    ReadField(start, lineEnd);
                }
            }
        }

        /// <summary>Gets the method, for example "GET".</summary>
        internal string Method { get; private set; }

        /// <summary>Gets the path without the query, for example "/status", as it was sent.</summary>
        internal string Path { get; private set; }

        /// <summary>Gets the host in the request line, in lower case; null if the line has only a path.</summary>
        internal string Authority { get; private set; }

        /// <summary>Gets the length of the body in bytes, or <see cref="NoLength"/>. Larger lengths are reported as 100,000,000.</summary>
        internal int ContentLength { get; private set; }

        /// <summary>Gets whether the body has a transfer coding, for example chunked (RFC 9112 6.1).</summary>
        internal bool HasTransferEncoding { get; private set; }

        /// <summary>Gets whether the client waits for status 100 before it sends the body (RFC 9110 10.1.1).</summary>
        internal bool ExpectsContinue { get; private set; }

        /// <summary>Finds the end of a head: an empty line after another line.</summary>
        /// <param name="bytes">The bytes that have arrived.</param>
        /// <param name="from">How many of them were already searched, 0 at first.</param>
        /// <param name="length">How many bytes have arrived.</param>
        /// <returns>The number of bytes of the head, or -1 if it is not complete.</returns>
        internal static int EndOf(byte[] bytes, int from, int length)
        {
            for (int i = from < 1 ? 1 : from; i < length; i++)
            {
                if (bytes[i] == '\n' && (bytes[i - 1] == '\n' || (i > 1 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n')))
                {
                    return i + 1;
                }
            }

            return -1;
        }

        /// <summary>Gets a header field. The buffer must still hold the head.</summary>
        /// <param name="name">The name in lower case.</param>
        /// <returns>The value, printable; null if the field is missing or empty.</returns>
        /// <exception cref="RequestException">The field occurs twice, or is not printable; the status is 400.</exception>
        internal string Field(string name)
        {
            string value = null;
            bool isThere = false;
            int lineFeed;
            for (int start = _fields; start < _end; start = lineFeed + 1)
            {
                lineFeed = IndexOf('\n', start, _end);
                int end = EndOfLine(start, lineFeed);
                int colon = IndexOf(':', start, end);
                if (colon >= 0 && IsText(name, start, colon))
                {
                    int first = FirstOf(colon + 1, end);
                    int valueEnd = EndOfValue(first, end);
                    value = isThere ? throw Twice(name) : valueEnd > first ? Text(first, valueEnd, Space) : null;
                    isThere = true;
                }
            }

            return value;
        }

        private void ReadRequestLine(int start, int end)
        {
            int first = IndexOf(' ', start, end);
            int second = first < 0 ? -1 : IndexOf(' ', first + 1, end);
            if (second < 0 || !IsText("http/1.", second + 1, end - 1))
            {
                throw new RequestException(Malformed, "a request line of the form METHOD /path HTTP/1.1", "a line of another form");
            }

            Method = Text(start, first, FirstVisible);
            ReadTarget(Text(first + 1, second, FirstVisible));
        }

        // A path with or without a query, or an absolute URL as sent to proxies (RFC 9112 3.2.1 and 3.2.2).
        private void ReadTarget(string target)
        {
            int root = 0;
            int query = target.IndexOf('?');
            int end = query < 0 ? target.Length : query;
            if (end > Scheme.Length && target.Substring(0, Scheme.Length).ToLower() == Scheme)
            {
                root = target.IndexOf('/', Scheme.Length);
                root = root < 0 || root > end ? end : root;
                Authority = target.Substring(Scheme.Length, root - Scheme.Length).ToLower();
            }

            Path = root == end && root > 0 ? "/" : target.Substring(root, end - root);
            bool isPath = Path.Length > 0 && Path[0] == '/' && target.IndexOf('#') < 0;
            for (int i = 0; isPath && i < Path.Length; i++)
            {
                char character = Path[i];
                isPath = (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')
                    || (character >= 'a' && character <= 'z') || PathSigns.IndexOf(character) >= 0;
            }

            if (!isPath)
            {
                throw new RequestException(Malformed, "a path that begins with / and has only characters of RFC 3986", "other characters");
            }
        }

        private void ReadField(int start, int end)
        {
            int colon = IndexOf(':', start, end);
            if (colon < 0)
            {
                throw new RequestException(Malformed, "a colon in each header line", "a line without one");
            }

            // A name has no space, so a folded line and a space before the colon are refused (RFC 9112 5).
            CheckText(start, colon, FirstVisible);
            int first = FirstOf(colon + 1, end);
            int valueEnd = EndOfValue(first, end);
            if (IsText("content-length", start, colon))
            {
                ContentLength = ContentLength == NoLength ? Number(first, valueEnd) : throw Twice("Content-Length");
            }
            else if (IsText("transfer-encoding", start, colon))
            {
                HasTransferEncoding = true;
            }
            else if (IsText("expect", start, colon))
            {
                ExpectsContinue = IsText("100-continue", first, valueEnd);
            }
        }

        private int Number(int start, int end)
        {
            int number = 0;
            for (int i = start; i < end; i++)
            {
                int digit = _bytes[i] - '0';
                if (digit < 0 || digit > 9)
                {
                    throw NoNumber();
                }

                number = (number * 10) + digit;
                number = number > MaximumLength ? MaximumLength : number;
            }

            return end > start ? number : throw NoNumber();
        }

        private string Text(int start, int end, char lowest)
        {
            CheckText(start, end, lowest);
            return Encoding.UTF8.GetString(_bytes, start, end - start);
        }

        // One or more characters, from the lowest to the last visible one.
        private void CheckText(int start, int end, char lowest)
        {
            bool isText = end > start;
            for (int i = start; i < end; i++)
            {
                isText &= _bytes[i] >= lowest && _bytes[i] < 0x7F;
            }

            if (!isText)
            {
                throw new RequestException(Malformed, "only printable ASCII characters in the head", "others");
            }
        }

        // The text is in lower case. The bytes may be in either case.
        private bool IsText(string text, int start, int end)
        {
            if (end - start != text.Length)
            {
                return false;
            }

            for (int i = 0; i < text.Length; i++)
            {
                int value = _bytes[start + i];
                value = value >= 'A' && value <= 'Z' ? value + ('a' - 'A') : value;
                if (value != text[i])
                {
                    return false;
                }
            }

            return true;
        }

        private int IndexOf(char character, int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                if (_bytes[i] == character)
                {
                    return i;
                }
            }

            return -1;
        }

        // A line ends with LF, with or without CR.
        private int EndOfLine(int start, int lineFeed)
        {
            if (lineFeed < 0)
            {
                throw new RequestException(Malformed, "a line end after each header line", "the end of the head");
            }

            return lineFeed > start && _bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        }

        // Skips the white space before a value.
        private int FirstOf(int start, int end)
        {
            while (start < end && IsSpace(_bytes[start]))
            {
                start++;
            }

            return start;
        }

        // Skips the white space after a value.
        private int EndOfValue(int start, int end)
        {
            while (end > start && IsSpace(_bytes[end - 1]))
            {
                end--;
            }

            return end;
        }

        private static bool IsSpace(byte value)
        {
            return value == ' ' || value == '\t';
        }

        private static RequestException Twice(string field)
        {
            return new RequestException(Malformed, field + " once", "it twice");
        }

        private static RequestException NoNumber()
        {
            return new RequestException(Malformed, "a number as Content-Length", "other characters");
        }
    }
}
