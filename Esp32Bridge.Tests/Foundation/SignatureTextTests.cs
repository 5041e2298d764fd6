using Esp32Bridge.Data;
using Esp32Bridge.Signatures;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    [TestClass]
    public class TextTests
    {
        private const string Key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        private const string Signature = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
        private const string Base64 = "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==";

        // Digits in upper or lower case; base64 of the key; the output of openssl pkey -pubout.
        [DataRow("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")]
        [DataRow("D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F707511A")]
        [DataRow("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")]
        [DataRow("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")]
        [DataRow(" MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\r\n")]
        public void A_key_is_read_in_each_of_its_forms(string text)
        {
            Assert.AreEqual(Key, HexText.Of(KeyText.Parse(text)));
        }

        [DataRow("", "0 characters")]
        [DataRow("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511", "63 characters")]
        [DataRow("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511g", "'g' in place 64 of 64")]
        [DataRow("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo", "43 characters")]
        [DataRow("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURoA", "'A' in place 44 of 44")]
        [DataRow("=1qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "'=' in place 1 of 44")]
        [DataRow("11qYAYKxC,fVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "the character 0x2C in place 10 of 44")]
        [DataRow("11qYAYKxC-fVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "'-' in place 10 of 44")]
        [DataRow("MCowBQYDK2VuAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "base64 of 44 bytes that is no Ed25519 key")]
        public void The_error_in_a_key_is_named(string text, string got)
        {
            SignatureFormatException error = null;
            try
            {
                KeyText.Parse(text);
            }
            catch (SignatureFormatException caught)
            {
                error = caught;
            }

            Assert.IsNotNull(error);
            Assert.AreEqual(got, error.Got);
        }

        [DataRow(Signature)]
        [DataRow(Base64)]
        [DataRow("5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRl\nUUFDjnoQCw==\n")]
        [DataRow("5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr\r\n0lv18FlbviRlUUFDjnoQCw==\r\n")]
        public void A_signature_is_read_in_each_of_its_forms(string text)
        {
            Assert.AreEqual(Signature, HexText.Of(SignatureText.Parse(text)));
        }

        [DataRow("", "0 characters")]
        [DataRow("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100", "127 characters")]
        [DataRow("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b0", "129 characters")]
        [DataRow("x5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b", "'x' in place 1 of 128")]
        [DataRow("5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw", "86 characters")]
        [DataRow("5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw=A", "'A' in place 88 of 88")]
        [DataRow("5VZDA\u00e9NgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==", "the character 0xE9 in place 6 of 88")]
        public void The_error_in_a_signature_is_named(string text, string got)
        {
            SignatureFormatException error = null;
            try
            {
                SignatureText.Parse(text);
            }
            catch (SignatureFormatException caught)
            {
                error = caught;
            }

            Assert.IsNotNull(error);
            Assert.AreEqual(got, error.Got);
        }
    }
}
