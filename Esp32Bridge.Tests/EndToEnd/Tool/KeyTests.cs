using System;
using System.IO;
using System.Text;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Signatures;
using Esp32Bridge.Tool.Keys;
using Xunit;

namespace Esp32Bridge.EndToEnd.Tool
{
    /// <summary>"key new", and keys of OpenSSL.</summary>
    public sealed class KeyTests : IDisposable
    {
        private readonly ToolFolder _folder = new ToolFolder();

        [PeerTheory("openssl")]
        [InlineData("job.pem")]
        public void OpenSSL_reads_a_new_key_and_the_public_key_is_printed(string name)
        {
            string path = _folder.PathOf(name);

            string[] output = ToolFolder.Tool("key", "new", path);

            string line = _folder.Run("openssl", "pkey", "-in", path, "-pubout").Split('\n')[1];
            Assert.Contains(output, told => told.EndsWith(line, StringComparison.Ordinal));
            Assert.Equal(JobKey.FromFile(path).PublicKey, KeyText.Parse(line));
        }

        [PeerTheory("openssl")]
        [InlineData("theirs.pem")]
        public void A_key_of_OpenSSL_signs_what_OpenSSL_verifies(string name)
        {
            string path = _folder.PathOf(name);
            byte[] text = Encoding.ASCII.GetBytes("a job");
            _folder.Run("openssl", "genpkey", "-algorithm", "ed25519", "-out", path);
            _folder.Run("openssl", "pkey", "-in", path, "-pubout", "-out", "public.pem");
            JobKey key = JobKey.FromFile(path);

            _folder.Put("text", text);
            _folder.Put("text.sig", Convert.FromBase64String(Encoding.ASCII.GetString(key.Sign(text))));

            _folder.Run("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "public.pem", "-in", "text", "-sigfile", "text.sig");
            Assert.Equal(key.PublicText, JobKey.PublicTextOf(_folder.PathOf("public.pem")));
            Assert.Equal(key.PublicText, JobKey.PublicTextOf(path));
        }

        [Fact]
        public void A_key_is_never_overwritten()
        {
            string path = _folder.PutKey();
            byte[] key = File.ReadAllBytes(path);

            Assert.Contains("A key is never overwritten", ToolFolder.Refused(1, "key", "new", path), StringComparison.Ordinal);

            Assert.Equal(key, File.ReadAllBytes(path));
        }

        [Fact]
        public void No_other_user_of_this_PC_can_read_a_new_key()
        {
            string path = _folder.PathOf("job.pem");
            ToolFolder.Tool("key", "new", path);

            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }
        }

        [PeerTheory("openssl")]
        [InlineData("genpkey -algorithm rsa -out other.pem", "got another kind of key")]
        [InlineData("genpkey -algorithm ed25519 -aes256 -pass pass:secret -out other.pem", "got 'ENCRYPTED PRIVATE KEY'")]
        [InlineData("rand -hex -out other.pem 40", "got another file")]
        [InlineData("version", "got no such file")]
        public void An_invalid_key_is_reported(string command, string error)
        {
            _folder.Run("openssl", command.Split(' '));
            string image = _folder.Put("app.bin", new byte[100]);

            string told = ToolFolder.Refused(1, "job", "new", "A=" + image, "--device", "A=L476", "--for", "pumps", "--key", _folder.PathOf("other.pem"));

            Assert.Contains(error, told, StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _folder.Dispose();
        }
    }
}
