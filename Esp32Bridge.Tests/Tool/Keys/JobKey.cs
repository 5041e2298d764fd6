using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Esp32Bridge.Tool.Keys
{
    /// <summary>The private key (Ed25519, RFC 8032) that signs jobs, in the format of OpenSSL (RFC 8410).</summary>
    public sealed class JobKey
    {
        private const string PrivateLabel = "PRIVATE KEY";
        private const string PublicLabel = "PUBLIC KEY";
        private const string Kind = "an Ed25519 key in a PEM file";
        private const string Advice = "Make one: key new";

        private readonly Ed25519PrivateKeyParameters _key;

        private JobKey(Ed25519PrivateKeyParameters key)
        {
            _key = key;
        }

        /// <summary>Gets the public key, 32 bytes.</summary>
        public byte[] PublicKey
        {
            get { return _key.GeneratePublicKey().GetEncoded(); }
        }

        /// <summary>Gets the public key as text for "keys": the line that "openssl pkey -pubout" prints.</summary>
        public string PublicText
        {
            get { return Convert.ToBase64String(SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(_key.GeneratePublicKey()).GetDerEncoded()); }
        }

        /// <summary>Generates a key.</summary>
        /// <returns>The key.</returns>
        public static JobKey Create()
        {
            return FromSeed(RandomNumberGenerator.GetBytes(Ed25519PrivateKeyParameters.KeySize));
        }

        /// <summary>Makes the key of a seed.</summary>
        /// <param name="seed">The private key itself, 32 bytes.</param>
        /// <returns>The key.</returns>
        public static JobKey FromSeed(byte[] seed)
        {
            return new JobKey(new Ed25519PrivateKeyParameters(seed));
        }

        /// <summary>Reads a key.</summary>
        /// <param name="path">A PEM file.</param>
        /// <returns>The key.</returns>
        /// <exception cref="ToolException">There is no such file, or it holds something else.</exception>
        public static JobKey FromFile(string path)
        {
            byte[] content = Decode(path, PrivateLabel);
            try
            {
                return new JobKey(PrivateKeyFactory.CreateKey(content) as Ed25519PrivateKeyParameters ?? throw Error(path, "another kind of key"));
            }
            catch (Exception error) when (error is IOException or ArgumentException or SecurityUtilityException)
            {
                throw Error(path, "a key that cannot be read");
            }
        }

        /// <summary>Reads a public key as text for "keys".</summary>
        /// <param name="path">A PEM file with the public key, or with the private one.</param>
        /// <returns>The line that "openssl pkey -pubout" prints.</returns>
        /// <exception cref="ToolException">There is no such file, or it holds something else.</exception>
        public static string PublicTextOf(string path)
        {
            return Read(path).Contains($"-----BEGIN {PublicLabel}-----", StringComparison.Ordinal) ? Convert.ToBase64String(Decode(path, PublicLabel)) : FromFile(path).PublicText;
        }

        /// <summary>Signs a job.</summary>
        /// <param name="manifest">The bytes of job.json.</param>
        /// <returns>The content of job.json.sig: the signature in base64, one line.</returns>
        public byte[] Sign(byte[] manifest)
        {
            Ed25519Signer signer = new Ed25519Signer();
            signer.Init(true, _key);
            signer.BlockUpdate(manifest, 0, manifest.Length);
            return Encoding.ASCII.GetBytes(Convert.ToBase64String(signer.GenerateSignature()) + "\n");
        }

        /// <summary>Writes the key as "openssl genpkey -algorithm ed25519" does.</summary>
        /// <returns>A PEM text.</returns>
        public string ToPem()
        {
            PrivateKeyInfo info = new PrivateKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DerOctetString(_key.GetEncoded()));
            return PemEncoding.WriteString(PrivateLabel, info.GetDerEncoded()) + "\n";
        }

        private static byte[] Decode(string path, string label)
        {
            string text = Read(path);
            if (!PemEncoding.TryFind(text, out PemFields fields))
            {
                throw Error(path, "another file");
            }

            string found = text[fields.Label];
            return found == label ? Convert.FromBase64String(text[fields.Base64Data]) : throw Error(path, $"'{found}'");
        }

        private static string Read(string path)
        {
            try
            {
                return File.ReadAllText(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw Error(path, error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message);
            }
        }

        private static ToolException Error(string path, string got)
        {
            return new ToolException("read the key " + path, Kind, got, Advice);
        }
    }
}
