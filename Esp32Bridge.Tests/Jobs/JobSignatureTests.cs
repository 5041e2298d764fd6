using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>OpenSSL 3 made the signatures of this manifest with the private key of RFC 8032 7.1 test 1.</summary>
    [TestClass]
    public class JobSignatureTests
    {
        private const string Key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        private const string Manifest = "{\"job\":7}";
        private const string Digits = "3c4e748ce8f75db5898f8e9b02779c3a5358231521b26acb81ba1bc8e84b7f5a6754ee58d0d1e589c780a19ee1e5c394e3ec0bd930a4770c4653d3e8c875af0c";
        private const string Base64 = "PE50jOj3XbWJj46bAnecOlNYIxUhsmrLgbobyOhLf1pnVO5Y0NHliceAoZ7h5cOU4+wL2TCkdwxGU9PoyHWvDA==";
        private const string NoSignature = "check the signature: expected 128 hexadecimal digits or base64 of 64 bytes; got ";
        private const string Another = "check the signature: expected a signature of this job by a key of the device; got a different one. ";

        [TestMethod]
        public void A_signature_of_openssl_is_accepted_as_base64_in_one_line_or_two_and_as_digits()
        {
            Assert.AreEqual(string.Empty, ErrorOf(Key, Manifest, Base64));
            Assert.AreEqual(string.Empty, ErrorOf(Key, Manifest, Base64.Substring(0, 76) + "\n" + Base64.Substring(76) + "\n"));
            Assert.AreEqual(string.Empty, ErrorOf(Key, Manifest, Base64.Substring(0, 64) + "\r\n" + Base64.Substring(64) + "\r\n"));
            Assert.AreEqual(string.Empty, ErrorOf(Key, Manifest, " " + Digits.ToUpper() + "\n"));
        }

        [DataRow("")]
        [DataRow(" \n")]
        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848")]
        [DataRow("HMAC-SHA2-256(job.json)= 79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848\n")]
        [DataRow("<html>404</html>")]
        public void A_signature_of_another_length_is_refused(string signature)
        {
            Assert.StartsWith(NoSignature, ErrorOf(Key, Manifest, signature));
        }

        [TestMethod]
        public void A_signature_with_other_characters_is_refused()
        {
            Assert.StartsWith(NoSignature, ErrorOf(Key, Manifest, "g" + Digits.Substring(1)));
            Assert.StartsWith(NoSignature, ErrorOf(Key, Manifest, "-" + Base64.Substring(1)));
            Assert.StartsWith(NoSignature, ErrorOf(Key, Manifest, Digits + Digits));
            Assert.StartsWith(NoSignature, ErrorOf(Key, Manifest, null));
        }

        [TestMethod]
        public void Every_byte_of_the_signature_counts()
        {
            for (int i = 0; i < Digits.Length; i += 2)
            {
                char other = Digits[i] == '0' ? '1' : '0';

                Assert.StartsWith("check the signature: expected ", ErrorOf(Key, Manifest, Digits.Substring(0, i) + other + Digits.Substring(i + 1)), "digit " + i);
            }
        }

        [TestMethod]
        public void Every_byte_of_the_manifest_counts()
        {
            for (int i = 0; i < Manifest.Length; i++)
            {
                char other = (char)(Manifest[i] ^ 1);

                Assert.StartsWith(Another, ErrorOf(Key, Manifest.Substring(0, i) + other + Manifest.Substring(i + 1), Digits));
            }
        }

        [DataRow("{\"job\":7")]
        [DataRow("{\"job\":7}\n")]
        [DataRow("")]
        public void The_signature_of_a_shorter_or_longer_manifest_is_refused(string manifest)
        {
            Assert.StartsWith(Another, ErrorOf(Key, manifest, Digits));
        }

        [TestMethod]
        public void The_signature_of_another_key_is_refused()
        {
            Assert.StartsWith(Another, ErrorOf(HexText.Of(JobSigner.PublicKey), Manifest, Digits));
        }

        [TestMethod]
        public void Either_of_two_keys_may_sign_and_the_signer_is_returned()
        {
            byte[][] keys = new byte[][] { JobSigner.PublicKey, HexText.Parse(Key) };
            JobSignature signature = new JobSignature(new JobTrust(new FakeJobStore(), keys, new FakeLog()));
            byte[] signer = null;

            signature.Check(Encoding.UTF8.GetBytes(Manifest), Digits, ref signer);
            Assert.IsTrue(signer == keys[1]);
            signature.Check(Encoding.UTF8.GetBytes(Manifest), JobSigner.Sign(Manifest), ref signer);
            Assert.IsTrue(signer == keys[0]);
        }

        [TestMethod]
        public void Without_a_key_nothing_is_accepted()
        {
            Assert.StartsWith("check the signature: expected a public key; got none. Without one no job is accepted: ", ErrorOf(null, Manifest, Digits));
        }

        // Public keys with which anybody could sign: y = 1 and y = 0.
        [DataRow("0100000000000000000000000000000000000000000000000000000000000000")]
        [DataRow("0000000000000000000000000000000000000000000000000000000000000000")]
        public void An_invalid_key_makes_no_signature_valid(string key)
        {
            Assert.StartsWith(Another, ErrorOf(key, Manifest, key + "0000000000000000000000000000000000000000000000000000000000000000"));
        }

        private static string ErrorOf(string key, string manifest, string signature)
        {
            byte[][] keys = key == null ? new byte[0][] : new byte[][] { HexText.Parse(key) };
            byte[] signer = null;
            try
            {
                new JobSignature(new JobTrust(new FakeJobStore(), keys, new FakeLog())).Check(Encoding.UTF8.GetBytes(manifest), signature, ref signer);
                Assert.IsNotNull(signer);
                return string.Empty;
            }
            catch (SignatureException error)
            {
                Assert.IsNull(signer);
                return error.Message;
            }
        }
    }
}
