using Esp32Bridge.Data;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    [TestClass]
    public class UrlTextTests
    {
        [DataRow("http://host/jobs/job.json", "http://other:8080/x/a.bin", "http://other:8080/x/a.bin")]
        [DataRow("http://host/jobs/job.json", "https://other/a.bin?key=1", "https://other/a.bin?key=1")]
        public void An_absolute_address_stays_as_it_is(string manifest, string image, string expected)
        {
            Assert.AreEqual(expected, UrlText.Resolve(manifest, image));
        }

        [DataRow("http://host/jobs/job.json", "a.bin", "http://host/jobs/a.bin")]
        [DataRow("http://host/jobs/job.json", "v2/a.bin", "http://host/jobs/v2/a.bin")]
        [DataRow("http://host/jobs/", "a.bin", "http://host/jobs/a.bin")]
        [DataRow("https://host:8443/a/b/c/job.json", "a.bin?v=2", "https://host:8443/a/b/c/a.bin?v=2")]
        [DataRow("http://host/job.json", "a.bin", "http://host/a.bin")]
        [DataRow("http://host/", "a.bin", "http://host/a.bin")]
        [DataRow("http://host", "a.bin", "http://host/a.bin")]
        public void A_relative_address_is_resolved_against_the_manifest(string manifest, string image, string expected)
        {
            Assert.AreEqual(expected, UrlText.Resolve(manifest, image));
        }

        [DataRow("http://host/jobs/job.json", "/images/a.bin", "http://host/images/a.bin")]
        [DataRow("https://host:8443/a/b/c/job.json", "/a.bin", "https://host:8443/a.bin")]
        [DataRow("http://host/job.json", "/a.bin", "http://host/a.bin")]
        [DataRow("http://host/", "/a.bin", "http://host/a.bin")]
        [DataRow("http://host", "/a.bin", "http://host/a.bin")]
        public void An_address_that_begins_with_a_slash_is_resolved_against_the_root_of_the_server(string manifest, string image, string expected)
        {
            Assert.AreEqual(expected, UrlText.Resolve(manifest, image));
        }

        [DataRow("g", "http://a/b/c/g")]
        [DataRow("./g", "http://a/b/c/g")]
        [DataRow("g/", "http://a/b/c/g/")]
        [DataRow("/g", "http://a/g")]
        [DataRow("//g", "http://g")]
        [DataRow("?y", "http://a/b/c/d;p?y")]
        [DataRow("g?y", "http://a/b/c/g?y")]
        [DataRow("g#s", "http://a/b/c/g#s")]
        [DataRow("g?y#s", "http://a/b/c/g?y#s")]
        [DataRow(";x", "http://a/b/c/;x")]
        [DataRow("g;x", "http://a/b/c/g;x")]
        [DataRow("", "http://a/b/c/d;p?q")]
        [DataRow(".", "http://a/b/c/")]
        [DataRow("./", "http://a/b/c/")]
        [DataRow("..", "http://a/b/")]
        [DataRow("../", "http://a/b/")]
        [DataRow("../g", "http://a/b/g")]
        [DataRow("../..", "http://a/")]
        [DataRow("../../", "http://a/")]
        [DataRow("../../g", "http://a/g")]
        [DataRow("../../../g", "http://a/g")]
        [DataRow("../../../../g", "http://a/g")]
        [DataRow("/./g", "http://a/g")]
        [DataRow("/../g", "http://a/g")]
        [DataRow("g.", "http://a/b/c/g.")]
        [DataRow(".g", "http://a/b/c/.g")]
        [DataRow("g..", "http://a/b/c/g..")]
        [DataRow("..g", "http://a/b/c/..g")]
        [DataRow("./../g", "http://a/b/g")]
        [DataRow("./g/.", "http://a/b/c/g/")]
        [DataRow("g/./h", "http://a/b/c/g/h")]
        [DataRow("g/../h", "http://a/b/c/h")]
        [DataRow("g;x=1/./y", "http://a/b/c/g;x=1/y")]
        [DataRow("g;x=1/../y", "http://a/b/c/y")]
        [DataRow("g?y/./x", "http://a/b/c/g?y/./x")]
        [DataRow("g?y/../x", "http://a/b/c/g?y/../x")]
        [DataRow("g#s/../x", "http://a/b/c/g#s/../x")]
        public void The_examples_of_RFC_3986_5_4_are_resolved(string url, string expected)
        {
            Assert.AreEqual(expected, UrlText.Resolve("http://a/b/c/d;p?q", url));
        }

        [DataRow("http://host/jobs/job.json?device=1", "a.bin", "http://host/jobs/a.bin")]
        [DataRow("http://host/jobs/job.json?path=/x/y/", "a.bin", "http://host/jobs/a.bin")]
        [DataRow("http://host/jobs/job.json#top/x", "a.bin", "http://host/jobs/a.bin")]
        [DataRow("http://host/jobs/job.json?path=/x/y/", "/a.bin", "http://host/a.bin")]
        [DataRow("http://host?path=/x", "a.bin", "http://host/a.bin")]
        [DataRow("http://host?path=/x", "/a.bin", "http://host/a.bin")]
        public void The_query_of_the_manifest_does_not_count(string manifest, string image, string expected)
        {
            Assert.AreEqual(expected, UrlText.Resolve(manifest, image));
        }

        [DataRow("http://host/jobs/job.json", "a.bin?from=http://x/y", "http://host/jobs/a.bin?from=http://x/y")]
        [DataRow("http://host/jobs/job.json", "/a.bin?from=http://x/y", "http://host/a.bin?from=http://x/y")]
        public void An_address_within_a_query_does_not_make_it_absolute(string manifest, string image, string expected)
        {
            Assert.AreEqual(expected, UrlText.Resolve(manifest, image));
        }

        [DataRow("http://host/jobs/job.json", "http://host/jobs/job.json.sig")]
        [DataRow("http://host/jobs/job.json?device=1#x", "http://host/jobs/job.json.sig?device=1#x")]
        [DataRow("http://host/job.json?path=/x/y.z", "http://host/job.json.sig?path=/x/y.z")]
        public void The_sibling_file_has_a_longer_path_and_the_same_query(string url, string expected)
        {
            Assert.AreEqual(expected, UrlText.Beside(url, ".sig"));
        }

        [DataRow("http://host/fw/a.bin", "a.bin")]
        [DataRow("http://host/fw/a.bin?v=2/3", "a.bin")]
        [DataRow("http://host/fw/#a/b", "")]
        public void The_name_of_the_file_is_the_last_part_of_the_path(string url, string expected)
        {
            Assert.AreEqual(expected, UrlText.FileNameOf(url));
        }

        [DataRow("http://host/jobs/job.json", "http://host:80")]
        [DataRow("https://Host.example.com/jobs?a=b/c", "https://host.example.com:443")]
        [DataRow("https://host:8443", "https://host:8443")]
        [DataRow("https://host?a=/b", "https://host:443")]
        [DataRow("https://user:word@host/x", "https://host:443")]
        [DataRow("https://good.example.com@evil.example.com/", "https://evil.example.com:443")]
        [DataRow("https://good.example.com:443@evil.example.com/", "https://evil.example.com:443")]
        [DataRow("http://host:443/", "http://host:443")]
        public void A_server_is_its_scheme_and_host_and_port(string url, string expected)
        {
            Assert.AreEqual(expected, UrlText.OriginOf(url));
        }
    }
}
