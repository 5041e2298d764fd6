using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Images
{
    /// <summary>The image is not available, or it is not the one that the job names.</summary>
    public sealed class ImageException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="expected">What the job says.</param>
        /// <param name="got">What the server delivered.</param>
        /// <param name="advice">What to do about it.</param>
        /// <param name="cause">The underlying error, or null.</param>
        public ImageException(string expected, string got, string advice, Exception cause = null)
            : base("download", NoAddress, expected, got, advice, cause)
        {
        }

        /// <summary>Gets or sets whether the error may pass by itself: no connection, or one that drops; not a wrong file.</summary>
        public bool MayPass { get; set; }

        /// <summary>Gets or sets how long to wait before the next request (Retry-After, RFC 9110 10.2.3), in milliseconds; 0 if the server does not say.</summary>
        public int RetryAfter { get; set; }

        /// <summary>Gets or sets whether the file on the server differs from the one that the job names, or from the one at the check.</summary>
        public bool IsAnother { get; set; }
    }
}
