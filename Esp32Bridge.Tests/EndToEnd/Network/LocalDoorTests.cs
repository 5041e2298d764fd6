using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>
    /// Which requests the device's own web server accepts: those that use its name or address, do not come from a page of another
    /// site, and have its token if they change something.
    /// </summary>
    public sealed class LocalDoorTests : IDisposable
    {
        private const string Own = "Host: pump-17\r\n";
        private const string Authorized = "Authorization: Bearer " + ServingChip.Token + "\r\n";

        private readonly ServingChip _chip = new ServingChip();

        [Theory]
        [InlineData("Host: pump-17\r\n")]
        [InlineData("Host: PUMP-17:80\r\n")]
        [InlineData("Host: pump-17.local\r\n")]
        [InlineData("Host: Pump-17.Local:8080\r\n")]
        [InlineData("Host: 127.0.0.1\r\n")]
        [InlineData("host:127.0.0.1:80\r\n")]
        public void A_request_with_the_name_or_address_of_the_device_is_answered(string host)
        {
            Assert.Equal(200, Status("GET", host));
            Assert.Equal(202, Post(host + Authorized));
        }

        [Theory]
        [InlineData("", 400)]
        [InlineData("Host:\r\n", 400)]
        [InlineData("Host: pump-17\r\nHost: pump-17\r\n", 400)]
        [InlineData("Host:\r\nHost: pump-17\r\n", 400)]
        [InlineData("Host: evil.example.com\r\n", 421)]
        [InlineData("Host: pump-17.example.com\r\n", 421)]
        [InlineData("Host: pump-17.\r\n", 421)]
        [InlineData("Host: pump-17.local.\r\n", 421)]
        [InlineData("Host: pump-1\r\n", 421)]
        [InlineData("Host: pump-170\r\n", 421)]
        [InlineData("Host: x.pump-17\r\n", 421)]
        [InlineData("Host: pump-17:\r\n", 421)]
        [InlineData("Host: pump-17:80x\r\n", 421)]
        [InlineData("Host: pump-17:80:80\r\n", 421)]
        [InlineData("Host: user@pump-17\r\n", 421)]
        [InlineData("Host: http://pump-17\r\n", 421)]
        [InlineData("Host: :80\r\n", 421)]
        [InlineData("Host: localhost\r\n", 421)]
        [InlineData("Host: 127.0.0.2\r\n", 421)]
        [InlineData("Host: 127.1\r\n", 421)]
        [InlineData("Host: 0.0.0.0\r\n", 421)]
        [InlineData("Host: [::1]\r\n", 421)]
        [InlineData("X-Forwarded-Host: pump-17\r\nHost: evil.example.com\r\n", 421)]
        public void A_request_with_another_name_is_refused_with_and_without_the_token(string host, int status)
        {
            Assert.Equal(status, Status("GET", host));
            Assert.Equal(status, Post(host + Authorized));
            Assert.Null(_chip.LastManifest());
        }

        [Theory]
        [InlineData("http://pump-17/status", 200)]
        [InlineData("HTTP://PUMP-17/status?x", 200)]
        [InlineData("http://127.0.0.1/status", 400)]
        [InlineData("http://evil.example.com/status", 400)]
        [InlineData("http://user@pump-17/status", 400)]
        [InlineData("https://pump-17/status", 400)]
        [InlineData("x://pump-17/status", 400)]
        [InlineData("/x://y/status", 404)]
        [InlineData("//pump-17/status", 404)]
        [InlineData("//status", 404)]
        [InlineData("/status/", 404)]
        [InlineData("/Status", 404)]
        [InlineData("/%73tatus", 404)]
        [InlineData("/./status", 404)]
        [InlineData("/a/../status", 404)]
        [InlineData("/%2e/status", 404)]
        [InlineData("/status;x", 404)]
        [InlineData("/status%00", 404)]
        [InlineData("/status#x", 400)]
        [InlineData("/\\status", 400)]
        [InlineData("status", 400)]
        [InlineData("/status?/job#", 400)]
        [InlineData("/status?/job", 200)]
        public void A_path_has_only_one_meaning(string target, int status)
        {
            Assert.Equal(status, StatusOf(_chip.Talk($"GET {target} HTTP/1.1\r\n{Own}\r\n")));
        }

        [Theory]
        [InlineData("Origin: http://pump-17\r\n", 202)]
        [InlineData("Origin: http://PUMP-17\r\nSec-Fetch-Site: same-origin\r\n", 202)]
        [InlineData("Sec-Fetch-Site: none\r\n", 202)]
        [InlineData("Origin: http://evil.example.com\r\n", 403)]
        [InlineData("Origin: null\r\n", 403)]
        [InlineData("Origin: https://pump-17\r\n", 403)]
        [InlineData("Origin: http://pump-17:8080\r\n", 403)]
        [InlineData("Origin: http://pump-17.evil.example.com\r\n", 403)]
        [InlineData("Origin: http://127.0.0.1\r\n", 403)]
        [InlineData("Origin: http://pump-17\r\nSec-Fetch-Site: cross-site\r\n", 403)]
        [InlineData("Sec-Fetch-Site: cross-site\r\n", 403)]
        [InlineData("Sec-Fetch-Site: same-site\r\n", 403)]
        [InlineData("Sec-Fetch-Site: Same-Origin\r\n", 403)]
        [InlineData("Origin: http://pump-17\r\nOrigin: http://evil.example.com\r\n", 400)]
        public void A_page_of_another_site_is_refused_with_and_without_the_token(string fields, int status)
        {
            Assert.Equal(status, Post(Own + Authorized + fields));
            Assert.Equal(status == 202 ? 200 : status, Status("GET", Own + fields));
            Assert.Equal(status == 202, _chip.LastManifest() != null);
        }

        [Fact]
        public void A_preflight_request_gets_no_permission()
        {
            string answer = _chip.Talk($"OPTIONS /job HTTP/1.1\r\n{Own}Origin: http://evil.example.com\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n\r\n");

            Assert.Equal(403, StatusOf(answer));
            Assert.DoesNotContain("Access-Control", answer + _chip.Talk($"GET /status HTTP/1.1\r\n{Own}\r\n"), StringComparison.OrdinalIgnoreCase);
        }

        [Theory]
        [InlineData("Bearer " + ServingChip.Token)]
        [InlineData("bearer " + ServingChip.Token)]
        [InlineData("BEARER   " + ServingChip.Token + "  ")]
        public void A_client_with_the_token_can_push_a_job(string authorization)
        {
            Assert.Equal(202, Post(Own + "Authorization: " + authorization + "\r\n"));
        }

        [Theory]
        [InlineData("", "Bearer realm=\"device\"")]
        [InlineData("Authorization:\r\n", "Bearer realm=\"device\"")]
        [InlineData("Authorization: Bearer\r\n", "Bearer realm=\"device\"")]
        [InlineData("Authorization: " + ServingChip.Token + "\r\n", "Bearer realm=\"device\"")]
        [InlineData("Authorization: Basic " + ServingChip.Token + "\r\n", "Bearer realm=\"device\"")]
        [InlineData("Authorization: Bearer" + ServingChip.Token + "\r\n", "Bearer realm=\"device\"")]
        [InlineData("X-Authorization: Bearer " + ServingChip.Token + "\r\n", "Bearer realm=\"device\"")]
        [InlineData("Authorization: Bearer 0\r\n", "Bearer realm=\"device\", error=\"invalid_token\"")]
        [InlineData("Authorization: Bearer " + ServingChip.Token + "0\r\n", "Bearer realm=\"device\", error=\"invalid_token\"")]
        [InlineData("Authorization: Bearer " + ServingChip.Token + ServingChip.Token + "\r\n", "Bearer realm=\"device\", error=\"invalid_token\"")]
        [InlineData("Authorization: Bearer " + ServingChip.Token + ", Bearer x\r\n", "Bearer realm=\"device\", error=\"invalid_token\"")]
        [InlineData("Authorization: Bearer \"" + ServingChip.Token + "\"\r\n", "Bearer realm=\"device\", error=\"invalid_token\"")]
        public void A_client_without_the_token_gets_a_challenge_before_its_body_is_read(string authorization, string challenge)
        {
            string answer = _chip.Talk($"POST /job HTTP/1.1\r\n{Own}{authorization}X-Signature: c0ffee\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");

            Assert.Equal(401, StatusOf(answer));
            Assert.Contains("\r\nWWW-Authenticate: " + challenge + "\r\n", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("100 Continue", answer, StringComparison.Ordinal);
            Assert.Null(_chip.LastManifest());
        }

        [Fact]
        public void Each_character_of_the_token_counts()
        {
            for (int i = 0; i < ServingChip.Token.Length; i++)
            {
                char[] other = ServingChip.Token.ToCharArray();
                other[i] ^= '\x01';
                Assert.Equal(401, Post(Own + "Authorization: Bearer " + new string(other) + "\r\n"));
                Assert.Equal(401, Post(Own + "Authorization: Bearer " + ServingChip.Token.Remove(i) + "\r\n"));
            }

            Assert.Null(_chip.LastManifest());
        }

        [Theory]
        [InlineData("POST", "/job")]
        [InlineData("PUT", "/status")]
        [InlineData("DELETE", "/")]
        [InlineData("get", "/status")]
        [InlineData("HEAD", "/status")]
        public void Each_method_but_GET_needs_the_token(string method, string path)
        {
            Assert.Equal(401, StatusOf(_chip.Talk($"{method} {path} HTTP/1.1\r\n{Own}Content-Length: 0\r\n\r\n")));
        }

        [Theory]
        [InlineData("")]
        [InlineData("Authorization: Bearer\r\n")]
        [InlineData("Authorization: Bearer null\r\n")]
        [InlineData(Authorized)]
        public void A_device_without_a_token_accepts_no_changes_and_names_the_missing_setting(string authorization)
        {
            using ServingChip chip = new ServingChip(token: null);
            string text = chip.NextJob();

            string answer = chip.Talk($"POST /job HTTP/1.1\r\n{Own}{authorization}X-Signature: {ServingChip.Sign(text)}\r\nContent-Length: {text.Length}\r\n\r\n{text}");

            Assert.Equal(403, StatusOf(answer));
            Assert.Contains("request: expected a token in the configuration of the device; got none. Set one on the device: until then no request changes anything.", answer, StringComparison.Ordinal);
            Assert.Null(chip.LastManifest());
            Assert.Equal(200, StatusOf(chip.Talk($"GET /status HTTP/1.1\r\n{Own}\r\n")));
        }

        [Fact]
        public void The_token_is_in_no_answer_and_in_no_line_of_the_log()
        {
            List<string> answers = new List<string>();
            foreach (string fields in new[] { Authorized, Authorized + Authorized, "Authorization: Basic " + ServingChip.Token + "\r\n", "Authorization: Bearer x" + ServingChip.Token + "\r\n", ServingChip.Token + "\r\n", "Host: " + ServingChip.Token + "\r\n" })
            {
                answers.Add(_chip.Talk($"POST /job HTTP/1.1\r\n{Own}{fields}Content-Length: 2\r\n\r\n{{}}"));
                answers.Add(_chip.Talk($"GET /{ServingChip.Token} HTTP/1.1\r\n{Own}{fields}\r\n"));
                answers.Add(_chip.Talk($"GET /status HTTP/1.1\r\n{Own}{fields}\r\n"));
            }

            Assert.Equal(18, answers.Count(answer => answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)));
            Assert.DoesNotContain(answers.Concat(_chip.Lines), text => text.Contains(ServingChip.Token, StringComparison.Ordinal));
        }

        public void Dispose()
        {
            _chip.Dispose();
        }

        private int Status(string method, string fields)
        {
            return StatusOf(_chip.Talk($"{method} /status HTTP/1.1\r\n{fields}\r\n"));
        }

        // Pushes the next job with a valid signature.
        private int Post(string fields)
        {
            string text = _chip.NextJob();
            return StatusOf(_chip.Talk($"POST /job HTTP/1.1\r\n{fields}X-Signature: {ServingChip.Sign(text)}\r\nContent-Length: {text.Length}\r\n\r\n{text}"));
        }

        private static int StatusOf(string answer)
        {
            Match match = Regex.Match(answer, @"^HTTP/1\.1 (\d{3}) ");
            Assert.True(match.Success, answer);
            return int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
