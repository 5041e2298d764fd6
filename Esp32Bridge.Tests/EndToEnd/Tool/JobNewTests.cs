using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Tests.Doubles;
using Xunit;

namespace Esp32Bridge.EndToEnd.Tool
{
    /// <summary>"job new": a folder for any web server.</summary>
    public sealed class JobNewTests : IDisposable
    {
        private readonly ToolFolder _folder = new ToolFolder();

        [PeerTheory("openssl", "arm-none-eabi-as", "arm-none-eabi-ld", "arm-none-eabi-objcopy")]
        [InlineData("pumps")]
        public void A_job_has_the_image_of_the_linker_and_a_signature_that_OpenSSL_verifies(string fleet)
        {
            string elf = _folder.Link("app.elf");

            Make("A=" + elf, "--device", "A=STM32L476RG", "--for", fleet);

            JsonElement job = Job();
            JsonElement target = job.GetProperty("targets")[0];
            byte[] image = _folder.Binary(elf);
            Assert.Equal(1, job.GetProperty("job").GetInt32());
            Assert.Equal(fleet, job.GetProperty("for")[0].GetString());
            Assert.Equal(image, _folder.Read("jobs/" + target.GetProperty("image").GetString()));
            Assert.Equal(image.Length, target.GetProperty("size").GetInt32());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(image)), target.GetProperty("sha256").GetString());
            Assert.Equal("0x415", target.GetProperty("device").GetString());
            Assert.Equal("0x08000000", target.GetProperty("address").GetString());
            Assert.Equal("2.0.0", target.GetProperty("version").GetString());
            _folder.Run("openssl", "pkey", "-in", "job.pem", "-pubout", "-out", "public.pem");
            _folder.Put("signature", Convert.FromBase64String(Encoding.ASCII.GetString(_folder.Read("jobs/job.json.sig"))));
            _folder.Run("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "public.pem", "-in", "jobs/job.json", "-sigfile", "signature");
        }

        [PeerTheory("nginx", "arm-none-eabi-as", "arm-none-eabi-ld", "arm-none-eabi-objcopy")]
        [InlineData("esp32bridge")]
        public void A_web_server_that_serves_the_folder_is_all_that_a_device_needs(string device)
        {
            string elf = _folder.Link("app.elf", size: 20000);
            _folder.Run("arm-none-eabi-objcopy", "-O", "ihex", elf, "app.hex");
            using Nginx nginx = new Nginx(string.Empty);
            using TestBoard test = new TestBoard();
            test.Board.Esp32.Hosts["ota.example.com"] = nginx.Port;

            Make("A=" + elf, "B=" + _folder.PathOf("app.hex"), "--device", "A=L432KC", "--device", "B=U575ZI", "--for", device, "--folder", nginx.Root);
            test.Board.PowerOn();
            test.WaitForEnd();

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.True(test.Holds("A", _folder.Binary(elf)) && test.Holds("B", _folder.Binary(elf)));
        }

        [Fact]
        public void The_next_job_of_a_folder_has_the_next_number_and_keeps_the_images_of_those_before()
        {
            Make("A=" + Image("1.0.0"), "--device", "A=L476", "--for", "pumps");
            string before = Job().GetProperty("targets")[0].GetProperty("image").GetString();

            Make("A=" + Image("2.0.0"), "--device", "A=L476", "--for", "pumps", "--previous");

            JsonElement target = Job().GetProperty("targets")[0];
            JsonElement previous = target.GetProperty("previous");
            Assert.Equal(2, Job().GetProperty("job").GetInt32());
            Assert.Equal(before, previous.GetProperty("image").GetString());
            Assert.Equal("1.0.0", previous.GetProperty("version").GetString());
            Assert.Equal(FakeImages.Program(3000, "1.0.0"), _folder.Read("jobs/" + before));
            Assert.Equal(FakeImages.Program(3000, "2.0.0"), _folder.Read("jobs/" + target.GetProperty("image").GetString()));
            Assert.Equal(4, Directory.GetFiles(_folder.PathOf("jobs")).Length);
        }

        [Fact]
        public void Each_field_of_a_job_can_be_given()
        {
            string program = Image("1.0.0");
            string data = _folder.Put("data.bin", new byte[64]) + "@0x08080000";
            Make("A=" + program, "--device", "A=L476", "--for", "pumps");

            Make(
                "A=" + program, "B=" + data, "--device", "A=0x415", "--device", "B=L476", "--for", "pumps", "--for", "pump-17", "--number", "40", "--patience", "30", "--next-key", _folder.PathOf("job.pem"),
                "--health", "A=self test passed", "--within", "A=20", "--image-version", "A=7", "--data", "B", "--lift-protection", "A", "--read-back", "B");
            JsonElement job = Job();
            JsonElement a = job.GetProperty("targets")[0];
            JsonElement b = job.GetProperty("targets")[1];
            Assert.Equal(40, job.GetProperty("job").GetInt32());
            Assert.Equal(30, job.GetProperty("patience").GetInt32());
            Assert.StartsWith("MCowBQYDK2VwAyEA", job.GetProperty("nextKey").GetString(), StringComparison.Ordinal);
            Assert.Equal(new[] { "pumps", "pump-17" }, job.GetProperty("for").EnumerateArray().Select(name => name.GetString()));
            Assert.Equal("self test passed", a.GetProperty("health").GetProperty("text").GetString());
            Assert.Equal(20, a.GetProperty("health").GetProperty("within").GetInt32());
            Assert.Equal("7", a.GetProperty("version").GetString());
            Assert.Equal("lift", a.GetProperty("protection").GetString());
            Assert.Equal("data", b.GetProperty("kind").GetString());
            Assert.Equal("read", b.GetProperty("verify").GetString());
            Assert.Equal("0x08080000", b.GetProperty("address").GetString());

            Make("A=" + program, "--method", "A=ymodem", "--trigger", @"A=update\r", "--reset", "A=false", "--for", "pumps");
            a = Job().GetProperty("targets")[0];
            Assert.Equal(41, Job().GetProperty("job").GetInt32());
            Assert.Equal("ymodem", a.GetProperty("method").GetString());
            Assert.Equal("update\r", a.GetProperty("trigger").GetString());
            Assert.False(a.GetProperty("reset").GetBoolean());
            Assert.False(a.TryGetProperty("device", out _));
        }

        [Fact]
        public void The_configuration_of_a_device_provides_the_addressee_and_the_targets()
        {
            string configuration = _folder.PathOf("fleet/pump-17");
            ToolFolder.Tool("device", "config", configuration, "--key", _folder.PutKey());
            Make("A=" + Image("1.0.0"), "--device", "A=L476", "--config", configuration);

            Assert.Equal("pump-17", Job().GetProperty("for")[0].GetString());
            string error = Refused("A=" + Image("1.0.0"), "C=" + Image("1.0.0"), "--device", "A=L476", "--device", "C=L476", "--config", Path.Combine(configuration, "esp32bridge.json"));
            Assert.Equal("read the targets: expected targets of pump-17: A and B; got C. Correct the name; upper and lower case differ.", error);
        }

        [Fact]
        public void A_custom_part_gets_its_figures_from_the_configuration_of_the_device()
        {
            string configuration = _folder.PathOf("pump-17");
            ToolFolder.Tool("device", "config", configuration, "devices=[{\"id\":\"0x499\",\"name\":\"own\",\"flash\":4096,\"pages\":[2,2048],\"unit\":8,\"ram\":65536,\"eraseTime\":25,\"startTime\":1,\"oneBank\":true}]");

            Make("A=" + Image("1.0.0"), "--device", "A=own", "--config", configuration);

            Assert.Equal("0x499", Job().GetProperty("targets")[0].GetProperty("device").GetString());
            string large = _folder.Put("large.bin", FakeImages.Program(5000, "1.0.0"));
            Assert.Contains("bytes for the flash of own: 0x08000000 to 0x08000FFF; got 5000 bytes", Refused("A=" + large, "--device", "A=0x499", "--config", configuration), StringComparison.Ordinal);
        }

        // The firmware's own errors, before there is a job.
        [Theory]
        [InlineData("zeros", "", "A=L476", "A: check the image at 0x08000000: expected a stack pointer in the RAM of STM32L47x/48x; got 0x00000000. The file is no program for this part and address.")]
        [InlineData("program", "@0x08000100", "A=L476", "A: check the job at 0x08000100: expected the start of a page of 2048 bytes; got an address within one. Correct the job or link the image elsewhere.")]
        [InlineData("program", "@0x08010000", "A=L476", "A: check the image at 0x08010004: expected an odd entry within the image; got 0x")]
        [InlineData("short", "", "A=L476", "A: job.json: size: expected a number of 16 to 2147483647; got 8. Correct the job.")]
        [InlineData("program", "", "A=L011", "")]
        [InlineData("program", "", "A=N657", "A: find the part: expected a part of the device table; got 'N657'.")]
        [InlineData("program", "", null, "A: find the part: expected a part; got none. Say what is printed on it: --device A=STM32L476RG")]
        public void A_job_that_the_firmware_would_refuse_is_refused_and_nothing_is_written(string content, string address, string device, string error)
        {
            string file = _folder.Put("app.bin", content switch { "zeros" => new byte[100], "short" => new byte[8], _ => FakeImages.Program(20000, "2.0.0") }) + address;

            string told = Refused(device == null ? new[] { "A=" + file, "--for", "pumps" } : new[] { "A=" + file, "--device", device, "--for", "pumps" });

            Assert.Contains(error, told, StringComparison.Ordinal);
            Assert.False(Directory.Exists(_folder.PathOf("jobs")));
        }

        [Fact]
        public void Fields_that_a_device_would_not_understand_are_refused()
        {
            string image = Image("1.0.0");
            Assert.Contains("health", Refused("A=" + image, "--device", "A=L476", "--for", "pumps", "--health", "A=well", "--within", "A=121"), StringComparison.Ordinal);
            Assert.Contains("version: expected", Refused("A=" + image, "--device", "A=L476", "--for", "pumps", "--image-version", "A=" + new string('1', 33)), StringComparison.Ordinal);
            Assert.Contains("method: expected", Refused("A=" + image, "--for", "pumps", "--method", "A=ftp"), StringComparison.Ordinal);
            Assert.Contains("patience: expected", Refused("A=" + image, "--device", "A=L476", "--for", "pumps", "--patience", "366"), StringComparison.Ordinal);
        }

        [Fact]
        public void A_missing_or_different_previous_image_is_reported()
        {
            string image = Image("1.0.0");
            string[] again = { "A=" + image, "--device", "A=L476", "--for", "pumps", "--previous" };
            Assert.Contains("A: take the previous image: expected an image of the last job; got none.", Refused(again), StringComparison.Ordinal);
            Make(again[..^1]);
            string name = "jobs/" + Job().GetProperty("targets")[0].GetProperty("image").GetString();

            Assert.Contains("A: take the previous image: expected the device of the new image: 0x435; got 0x415.", Refused("A=" + image, "--device", "A=L432", "--for", "pumps", "--previous"), StringComparison.Ordinal);
            _folder.Put(name, new byte[100]);
            Assert.Contains("got another file", Refused(again), StringComparison.Ordinal);
            File.Delete(_folder.PathOf(name));
            Assert.Contains("got no such file", Refused(again), StringComparison.Ordinal);
            Assert.Equal(1, Job().GetProperty("job").GetInt32());
        }

        [Fact]
        public void An_image_under_the_same_name_is_not_overwritten()
        {
            string image = Image("1.0.0");
            Make("A=" + image, "--device", "A=L476", "--for", "pumps");
            string name = "jobs/" + Job().GetProperty("targets")[0].GetProperty("image").GetString();
            _folder.Put(name, new byte[100]);

            Assert.Contains("expected the same image", Refused("A=" + image, "--device", "A=L476", "--for", "pumps"), StringComparison.Ordinal);

            Assert.Equal(new byte[100], _folder.Read(name));
        }

        [Fact]
        public void A_job_is_there_only_when_its_images_and_its_signature_are()
        {
            Make("A=" + Image("1.0.0"), "--device", "A=L476", "--for", "pumps");
            File.Delete(_folder.PathOf("jobs/job.json.sig"));
            Directory.CreateDirectory(_folder.PathOf("jobs/job.json.sig/in the way"));

            Refused("A=" + Image("2.0.0"), "--device", "A=L476", "--for", "pumps");

            Assert.Equal(1, Job().GetProperty("job").GetInt32());
            Assert.Equal(2, Directory.GetFiles(_folder.PathOf("jobs"), "*.bin").Length);
        }

        [Fact]
        public void A_folder_with_an_unknown_job_json_is_not_changed()
        {
            _folder.Put("jobs/job.json", Encoding.ASCII.GetBytes("{\"name\": \"another program's\"}"));

            Assert.Contains("expected a job with its number", Refused("A=" + Image("1.0.0"), "--device", "A=L476", "--for", "pumps"), StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        private string Image(string version)
        {
            return _folder.Put(version + ".bin", FakeImages.Program(3000, version));
        }

        private void Make(params string[] arguments)
        {
            ToolFolder.Tool(WithFolder(arguments));
        }

        private string Refused(params string[] arguments)
        {
            return ToolFolder.Refused(1, WithFolder(arguments));
        }

        private string[] WithFolder(string[] arguments)
        {
            string[] all = new[] { "job", "new", "--key", _folder.PutKey() }.Concat(arguments).ToArray();
            return arguments.Contains("--folder") ? all : all.Concat(new[] { "--folder", _folder.PathOf("jobs") }).ToArray();
        }

        private JsonElement Job()
        {
            return JsonDocument.Parse(_folder.Read("jobs/job.json")).RootElement;
        }
    }
}
