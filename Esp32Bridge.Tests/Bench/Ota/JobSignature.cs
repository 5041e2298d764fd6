using System;
using System.Security.Cryptography;
using System.Text;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>Signs job.json as the README describes it, with the key of the bench.</summary>
    public static class JobSignature
    {
        /// <summary>The key, as a text.</summary>
        public const string Key = "0123456789abcdef0123456789abcdef";

        /// <summary>Signs a job.</summary>
        /// <param name="manifest">The bytes of job.json.</param>
        /// <returns>What belongs into job.json.sig: the HMAC-SHA256 in hexadecimal digits.</returns>
        public static byte[] Of(byte[] manifest)
        {
            return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key), manifest)) + "\n");
        }
    }
}
