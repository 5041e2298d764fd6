using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>The digits are what OpenSSL 3 printed for this manifest and this key.</summary>
    [TestClass]
    public class JobSignatureTests
    {
        private const string Key = "0123456789abcdef";
        private const string Manifest = "{\"job\":7}";
        private const string Digits = "79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848";
        private const string NoDigits = "check the signature: expected 64 hexadecimal digits; got something else. ";
        private const string Another = "check the signature: expected that of the job under the device's key; got another. ";

        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848")]
        [DataRow("79093F494B7F6704EA2ACC73E26D82775F23B5EFDF58E1C1CB1E4F1E92A2B848")]
        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848\n")]
        [DataRow("  79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848\r\n")]
        [DataRow("HMAC-SHA2-256(job.json)= 79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848\n")]
        [DataRow("HMAC-SHA256(job.json)= 79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848")]
        [DataRow("SHA2-256(stdin)= 79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848\n")]
        [DataRow("HMAC-SHA2-256(a= b.json)= 79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848\n")]
        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848 *job.json\n")]
        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848 *my job.json\n")]
        public void What_openssl_prints_is_taken_in_every_form(string signature)
        {
            Assert.AreEqual(string.Empty, ErrorOf(Key, Manifest, signature));
        }

        [DataRow("")]
        [DataRow(" \n")]
        [DataRow("= ")]
        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b84")]
        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b8")]
        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b84800")]
        [DataRow("g9093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848")]
        [DataRow("79093f494b7f6704 ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848")]
        [DataRow("79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848\n79093f494b7f6704ea2acc73e26d82775f23b5efdf58e1c1cb1e4f1e92a2b848")]
        [DataRow("HMAC-SHA2-256(job.json)= ")]
        [DataRow("job.json")]
        [DataRow("<html>404</html>")]
        public void What_has_not_64_digits_is_no_signature(string signature)
        {
            Assert.StartsWith(NoDigits, ErrorOf(Key, Manifest, signature));
        }

        [TestMethod]
        public void A_signature_that_is_missing_is_none()
        {
            Assert.StartsWith(NoDigits, ErrorOf(Key, Manifest, null));
        }

        [TestMethod]
        public void Every_bit_of_the_signature_counts()
        {
            for (int i = 0; i < Digits.Length; i++)
            {
                char other = Digits[i] == '0' ? '1' : '0';

                Assert.StartsWith(Another, ErrorOf(Key, Manifest, Digits.Substring(0, i) + other + Digits.Substring(i + 1)));
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
        [DataRow(" {\"job\":7}")]
        [DataRow("")]
        public void A_manifest_that_was_cut_or_got_longer_is_another(string manifest)
        {
            Assert.StartsWith(Another, ErrorOf(Key, manifest, Digits));
        }

        [DataRow("0123456789abcdeF")]
        [DataRow("0123456789abcde")]
        [DataRow("0123456789abcdef ")]
        public void The_signature_of_another_key_is_another(string key)
        {
            Assert.StartsWith(Another, ErrorOf(key, Manifest, Digits));
        }

        [TestMethod]
        public void The_bytes_of_a_key_are_its_characters()
        {
            Assert.AreEqual(string.Empty, ErrorOf("K\u00e4se", Manifest, "15c231f2d6f006d80ed30bd39819bda155df24c819e57f0b17977fe22816bf74"));
        }

        [TestMethod]
        public void Without_a_key_nothing_is_taken()
        {
            Assert.StartsWith("check the signature: expected a key; got none. Without a key no job is accepted: ", ErrorOf(null, Manifest, Digits));
        }

        [TestMethod]
        public void An_empty_key_is_none_although_everybody_could_sign_with_it()
        {
            Assert.StartsWith("check the signature: expected a key; got none. ", ErrorOf(string.Empty, Manifest, Manifests.Sign(Manifest, string.Empty)));
        }

        [TestMethod]
        public void No_error_shows_the_key_or_the_signature_that_would_be_right()
        {
            string errors = ErrorOf(Key, Manifest, null) + ErrorOf(Key, Manifest, Digits.Substring(1) + "0") + ErrorOf(Key, "{}", "zz");

            Assert.DoesNotContains(Key, errors);
            Assert.DoesNotContains(Digits, errors);
        }

        private static string ErrorOf(string key, string manifest, string signature)
        {
            try
            {
                new JobSignature(key).Check(Encoding.UTF8.GetBytes(manifest), signature);
                return string.Empty;
            }
            catch (SignatureException error)
            {
                return error.Message;
            }
        }
    }
}
