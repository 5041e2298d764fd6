using System;
using System.Text;
using Esp32Bridge.Network;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Network
{
    [TestClass]
    public class HttpRequestHeadTests
    {
        private const string Post = "POST /job HTTP/1.1\r\n";

        [TestMethod]
        public void A_request_of_curl_is_read()
        {
            HttpRequestHead head = Read(Post + "Host: 10.0.0.7\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\nX-Signature: c2lnbmF0dXJl==\r\nContent-Length: 1234\r\nExpect: 100-continue\r\n\r\n");
            Assert.AreEqual("POST", head.Method);
            Assert.AreEqual("/job", head.Path);
            Assert.AreEqual(1234, head.ContentLength);
            Assert.AreEqual("c2lnbmF0dXJl==", head.Field("x-signature"));
            Assert.IsTrue(head.ExpectsContinue);
            Assert.IsFalse(head.HasTransferEncoding);
        }

        [TestMethod]
        public void Missing_fields_are_null()
        {
            HttpRequestHead head = Read("GET /status HTTP/1.0\r\n\r\n");
            Assert.AreEqual("GET", head.Method);
            Assert.AreEqual(HttpRequestHead.NoLength, head.ContentLength);
            Assert.IsNull(head.Field("x-signature"));
            Assert.IsFalse(head.ExpectsContinue);
            Assert.IsFalse(head.HasTransferEncoding);
        }

        [DataRow("content-length:7\r\nX-SIGNATURE:ab\r\nTRANSFER-Encoding:chunked\r\nexpect:100-CONTINUE\r\n")]
        [DataRow("Content-Length: \t 7 \r\nx-signature:\tab\t\r\nTransfer-Encoding: gzip\r\nExpect: 100-continue \r\n")]
        [DataRow("Content-Length: 7\nX-Signature: ab\nTransfer-Encoding: chunked\nExpect: 100-continue\n")]
        public void Case_and_space_and_the_kind_of_line_end_do_not_matter(string fields)
        {
            HttpRequestHead head = Read(Post + fields + "\r\n");
            Assert.AreEqual(7, head.ContentLength);
            Assert.AreEqual("ab", head.Field("x-signature"));
            Assert.IsTrue(head.HasTransferEncoding);
            Assert.IsTrue(head.ExpectsContinue);
        }

        [DataRow("/status?x=1", "/status")]
        [DataRow("/status?", "/status")]
        [DataRow("http://10.0.0.7:8080/status", "/status")]
        [DataRow("http://10.0.0.7/status?url=http://a/b", "/status")]
        [DataRow("http://10.0.0.7", "/")]
        [DataRow("/", "/")]
        [DataRow("HTTP://pump-17/status", "/status")]
        [DataRow("http://pump-17?x=/a", "/")]
        [DataRow("/status?u=a://b", "/status")]
        [DataRow("/status?\"<>", "/status")]
        [DataRow("/x://y/targets/A/run", "/x://y/targets/A/run")]
        [DataRow("//pump-17/status", "//pump-17/status")]
        [DataRow("/targets//run", "/targets//run")]
        [DataRow("/./status", "/./status")]
        [DataRow("/a/../status", "/a/../status")]
        [DataRow("/%73tatus", "/%73tatus")]
        [DataRow("/targets/a%2Fb/run", "/targets/a%2Fb/run")]
        [DataRow("/-._~!$&'()*+,;=:@%41Zz09", "/-._~!$&'()*+,;=:@%41Zz09")]
        public void The_path_has_no_host_and_no_query_and_is_otherwise_unchanged(string target, string path)
        {
            Assert.AreEqual(path, Read("GET " + target + " HTTP/1.1\r\n\r\n").Path);
        }

        [DataRow("*")]
        [DataRow("status")]
        [DataRow("?/status")]
        [DataRow("https://pump-17/status")]
        [DataRow("httpx://pump-17/status")]
        [DataRow("x://y/status")]
        [DataRow("http:/status")]
        [DataRow("http://")]
        [DataRow("pump-17:80")]
        [DataRow("%2Fstatus")]
        [DataRow("\\status")]
        [DataRow("/status#x")]
        [DataRow("/status?x#y")]
        [DataRow("/a\\b")]
        [DataRow("/a\"b")]
        [DataRow("/a<b")]
        [DataRow("/a|b")]
        [DataRow("/a^b")]
        [DataRow("/[a]")]
        [DataRow("/{a}")]
        [DataRow("/a`b")]
        public void A_target_that_is_not_a_path_is_refused_with_400(string target)
        {
            IsRefused(() => Read("GET " + target + " HTTP/1.1\r\n\r\n"));
        }

        [DataRow("/status", "")]
        [DataRow("/http://a/", "")]
        [DataRow("http://Pump-17/status", "pump-17")]
        [DataRow("http://pump-17:80?x", "pump-17:80")]
        [DataRow("http://pump-17", "pump-17")]
        [DataRow("http://user@pump-17/", "user@pump-17")]
        public void The_host_of_the_request_line_is_returned(string target, string host)
        {
            string told = Read("GET " + target + " HTTP/1.1\r\n\r\n").Authority;

            Assert.AreEqual(host.Length > 0, told != null);
            Assert.AreEqual(host, told == null ? string.Empty : told);
        }

        [TestMethod]
        public void An_empty_line_before_the_head_is_skipped()
        {
            Assert.AreEqual("/status", Read("\r\nGET /status HTTP/1.1\r\n\r\n").Path);
        }

        [DataRow("0", 0)]
        [DataRow("007", 7)]
        [DataRow("8192", 8192)]
        [DataRow("99999999999999999999999999", 100000000)]
        public void A_length_is_a_number_however_large(string text, int length)
        {
            Assert.AreEqual(length, Read(Post + "Content-Length: " + text + "\r\n\r\n").ContentLength);
        }

        [DataRow("\r\n\r\n")]
        [DataRow("GET\r\n\r\n")]
        [DataRow("GET /status\r\n\r\n")]
        [DataRow("GET  /status HTTP/1.1\r\n\r\n")]
        [DataRow(" GET /status HTTP/1.1\r\n\r\n")]
        [DataRow("GET /status HTTP/2.0\r\n\r\n")]
        [DataRow("GET /status HTTP/1.1 \r\n\r\n")]
        [DataRow("GET /status HTTP/1.\r\n\r\n")]
        [DataRow("GET /sta tus HTTP/1.1\r\n\r\n")]
        [DataRow("GET /\u00e9 HTTP/1.1\r\n\r\n")]
        [DataRow("GET /\u0001 HTTP/1.1\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\n: no name\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nA : b\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nA: b\r\n continued: c\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\n\tA: b\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nContent-Length:\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nContent-Length: +1\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nContent-Length: 1 2\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nContent-Length: 0x10\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
        public void A_malformed_head_is_refused_with_400(string head)
        {
            IsRefused(() => Read(head));
        }

        [DataRow("X-Signature: a\r\nX-Signature: b\r\n")]
        [DataRow("X-Signature: a\r\nx-signature: a\r\n")]
        [DataRow("X-Signature: \r\nX-Signature: a\r\n")]
        [DataRow("X-Signature: a\r\nX-Signature:\r\n")]
        [DataRow("X-Signature: a\tb\r\n")]
        [DataRow("X-Signature: \u00e9\r\n")]
        public void An_ambiguous_field_is_refused_with_400_when_it_is_read(string fields)
        {
            HttpRequestHead head = Read(Post + fields + "\r\n");

            IsRefused(() => head.Field("x-signature"));
            Assert.IsNull(head.Field("other"));
        }

        [DataRow("c0ffee *job.json")]
        [DataRow("HMAC-SHA2-256(job.json)= c0ffee")]
        public void A_signature_can_have_the_form_that_openssl_prints(string signature)
        {
            Assert.AreEqual(signature, Read(Post + "X-Signature: " + signature + "\r\n\r\n").Field("x-signature"));
        }

        [TestMethod]
        public void An_empty_signature_counts_as_none()
        {
            Assert.IsNull(Read(Post + "X-Signature: \r\n\r\n").Field("x-signature"));
        }

        [DataRow("GET / HTTP/1.1\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\n\n")]
        [DataRow("GET / HTTP/1.1\r\nA: b\n\r\n")]
        [DataRow("GET / HTTP/1.1\nA: b\r\n\n")]
        public void The_end_of_the_head_is_found_at_once_and_byte_by_byte(string head)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(head + "body\r\n\r\n");
            Assert.AreEqual(head.Length, HttpRequestHead.EndOf(bytes, 0, bytes.Length), "at once");
            for (int length = 1; length < head.Length; length++)
            {
                Assert.AreEqual(-1, HttpRequestHead.EndOf(bytes, length - 1, length), "byte by byte");
            }

            Assert.AreEqual(head.Length, HttpRequestHead.EndOf(bytes, head.Length - 1, head.Length), "the last byte");
        }

        [TestMethod]
        public void An_empty_head_has_no_end()
        {
            Assert.AreEqual(-1, HttpRequestHead.EndOf(new byte[0], 0, 0));
            Assert.AreEqual(-1, HttpRequestHead.EndOf(new byte[] { 13, 10 }, 0, 2));
        }

        private static void IsRefused(Action action)
        {
            RequestException error = null;
            try
            {
                action();
            }
            catch (RequestException caught)
            {
                error = caught;
            }

            Assert.IsNotNull(error, "nothing was thrown");
            Assert.AreEqual(400, error.Status);
        }

        private static HttpRequestHead Read(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            int end = HttpRequestHead.EndOf(bytes, 0, bytes.Length);
            return new HttpRequestHead(bytes, end < 0 ? bytes.Length : end);
        }
    }
}
