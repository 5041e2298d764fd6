using System;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using Esp32Bridge.Images;

namespace Esp32Bridge.Transfers
{
    /// <summary>The end that a part reports, compared with the image.</summary>
    internal sealed class FetchEnd
    {
        private const int HashAt = FetchFrame.PayloadAt + 1;
        private const int TextAt = HashAt + Sha256.HashSize;

        /// <summary>Checks a <see cref="FetchCode.Done"/>.</summary>
        /// <param name="request">The request; its payload is long enough for result and hash.</param>
        /// <param name="image">The image.</param>
        internal FetchEnd(RequestReader request, ImageDescription image)
        {
            byte[] buffer = request.Buffer;
            byte result = buffer[FetchFrame.PayloadAt];
            if (result != 0)
            {
                string text = ReadText(buffer, FetchFrame.PayloadAt + request.Length);
                Verdict = FetchCode.FailureNoted;
                Failure = new FetchException("success", "failure " + result + " '" + text + "'", "The part says so: see its program.") { IsFromProgram = true };
            }
            else if (!Sha256.AreEqual(image.Sha256, buffer, HashAt))
            {
                byte[] hash = new byte[Sha256.HashSize];
                Array.Copy(buffer, HashAt, hash, 0, hash.Length);
                Verdict = FetchCode.WrongHash;
                Failure = new FetchException("SHA-256 " + HexText.Of(image.Sha256), HexText.Of(hash), "The part does not hold the image: check how its program writes it.") { IsFromProgram = true };
            }
        }

        /// <summary>Gets the answer: <see cref="FetchCode.Accepted"/>, <see cref="FetchCode.FailureNoted"/> or <see cref="FetchCode.WrongHash"/>.</summary>
        internal byte Verdict { get; } = FetchCode.Accepted;

        /// <summary>Gets why the transfer failed, or null.</summary>
        internal FetchException Failure { get; }

        // Printable ASCII without commas; other characters are replaced.
        private static string ReadText(byte[] buffer, int end)
        {
            char[] text = new char[end - TextAt];
            for (int i = 0; i < text.Length; i++)
            {
                char character = (char)buffer[TextAt + i];
                text[i] = character >= ' ' && character <= '~' && character != ',' ? character : '?';
            }

            return new string(text);
        }
    }
}
