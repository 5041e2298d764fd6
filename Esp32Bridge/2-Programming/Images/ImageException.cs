using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Images
{
    /// <summary>The image cannot be had, or it is not the one that the job names.</summary>
    public sealed class ImageException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="expected">What the job says.</param>
        /// <param name="got">What the server delivered.</param>
        /// <param name="advice">What to do about it.</param>
        /// <param name="cause">The error underneath, or null.</param>
        public ImageException(string expected, string got, string advice, Exception cause = null)
            : base("download", NoAddress, expected, got, advice, cause)
        {
        }

        /// <summary>Gets or sets whether it may pass by itself: no connection, or one that drops; not a file that is another one.</summary>
        public bool MayPass { get; set; }

        /// <summary>Gets or sets how long the server wants to be left alone (RFC 9110 10.2.3), in milliseconds; 0 where it does not say it.</summary>
        public int RetryAfter { get; set; }

        /// <summary>Gets or sets whether the server has another file than the one that the job names, or than the one that it had at the check.</summary>
        public bool IsAnother { get; set; }
    }
}
