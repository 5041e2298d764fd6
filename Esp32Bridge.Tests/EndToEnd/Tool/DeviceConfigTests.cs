using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tool.Devices;
using Xunit;

namespace Esp32Bridge.EndToEnd.Tool
{
    /// <summary>"device config" writes files that the firmware accepts.</summary>
    public sealed class DeviceConfigTests : IDisposable
    {
        private readonly ToolFolder _folder = new ToolFolder();

        [Fact]
        public void A_new_file_has_the_name_of_its_folder_the_wires_of_the_board_a_key_and_a_token()
        {
            string[] output = Config("--key", _folder.PutKey(), "manifest=http://ota.example.com/{device}/job.json", "fleet=pumps");

            JsonElement file = File();
            Assert.Equal("pump-17", file.GetProperty("device").GetString());
            Assert.Equal(32, file.GetProperty("token").GetString().Length);
            Assert.Equal(2, file.GetProperty("targets").GetArrayLength());
            Assert.Contains("configuration: esp32bridge.json of device pump-17", output);
            Assert.Contains("jobs: http://ota.example.com/pump-17/job.json every 60 s, for pump-17 or pumps", output);
            Assert.Contains("keys: 1", output);
            Config("manifest=http://ota.example.com/job.json");
            Assert.Equal(file.GetProperty("token").GetString(), File().GetProperty("token").GetString());
        }

        [Fact]
        public void A_device_with_the_file_accepts_jobs_that_the_key_has_signed()
        {
            Config("--key", _folder.PutKey(), "manifest=http://ota.example.com/job.json", "interval=5", "targets.A.bootloaderBaud=115200", "targets.B.bootloaderBaud=115200");
            using TestBoard test = new TestBoard();
            test.Board.Esp32.Drive["esp32bridge.json"] = _folder.Read("pump-17/esp32bridge.json");
            test.Board.PowerOn();
            test.Wait("configuration: esp32bridge.json of device pump-17");
            string image = _folder.Put("app.bin", FakeImages.Program(3000, "2.0.0"));
            Assert.True(System.Threading.SpinWait.SpinUntil(() => test.Board.Esp32.Ports.ContainsKey(80), TimeSpan.FromSeconds(20)));

            ToolFolder.Tool(
                "job", "push", "127.0.0.1:" + test.Board.Esp32.Ports[80], "A=" + image, "--device", "A=L432", "--config", _folder.PathOf("pump-17"), "--key", _folder.PathOf("job.pem"), "--folder", _folder.PathOf("jobs"));

            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Fact]
        public void Fields_are_set_in_lists_too_and_removed()
        {
            Config("bridge=true", "bridgeClients=[\"192.168.1.10\"]", "targets.B.bootloaderBaud=57600", "targets.A.bridgePort=3001", "report=http://ota.example.com/report");
            Config("report=", "token=\"12345678901234567890\"", "devices.0x499.name=own", "devices.0x499.flash=65536", "devices.0x499.pages=[32,2048]", "devices.0x499.unit=8", "devices.0x499.ram=8192", "devices.0x499.eraseTime=25", "devices.0x499.startTime=1", "devices.0x499.oneBank=true");

            JsonElement file = File();
            Assert.Equal("12345678901234567890", file.GetProperty("token").GetString());
            Assert.Equal(57600, file.GetProperty("targets")[1].GetProperty("bootloaderBaud").GetInt32());
            Assert.Equal(3001, file.GetProperty("targets")[0].GetProperty("bridgePort").GetInt32());
            Assert.Equal("0x499", file.GetProperty("devices")[0].GetProperty("id").GetString());
            Assert.False(file.TryGetProperty("report", out _));
        }

        [Theory]
        [InlineData("intervall=30", "esp32bridge.json: expected a field that is known; got 'intervall'.")]
        [InlineData("interval=1", "esp32bridge.json: interval: expected a number of 5 to 86400; got 1.")]
        [InlineData("token=short", "esp32bridge.json: token: expected 16 to 64 printable characters; got 5 characters.")]
        [InlineData("targets.B.tx=25", "target 2: esp32bridge.json: tx: expected each pin once; got 25 again.")]
        [InlineData("targets.C.tx=4", "target 3: esp32bridge.json: uart: expected a value; got none.")]
        [InlineData("certificate=root.pem", "esp32bridge.json: certificate: expected the name of a PEM file on the drive; got no such file.")]
        public void A_configuration_that_the_firmware_refuses_is_reported_in_its_words_and_not_written(string field, string error)
        {
            Config("interval=30");
            byte[] before = _folder.Read("pump-17/esp32bridge.json");

            Assert.StartsWith(error, ToolFolder.Refused(1, "device", "config", _folder.PathOf("pump-17"), field), StringComparison.Ordinal);

            Assert.Equal(before, _folder.Read("pump-17/esp32bridge.json"));
        }

        [Theory]
        [InlineData("device.x=1", "'device' has no field 'x'.")]
        [InlineData("targets.x=1", "'targets' has no field 'x'.")]
        [InlineData("interval", "'interval' is not of the form FIELD=VALUE.")]
        public void An_unknown_field_is_wrong_use(string field, string error)
        {
            Assert.StartsWith(error, ToolFolder.Refused(2, "device", "config", _folder.PathOf("pump-17"), field), StringComparison.Ordinal);
        }

        [Fact]
        public void An_existing_file_is_checked_and_not_changed()
        {
            byte[] own = Encoding.ASCII.GetBytes("{ \"device\":\"pump-17\",\n\n  \"interval\": 7 }");
            _folder.Put("pump-17/esp32bridge.json", own);

            string[] output = Config();

            Assert.Contains("keys: none: the device takes no job. Give one: --key job.pem", output);
            Assert.Contains("web server: port 80, without a token: it takes no job from job push", output);
            Assert.Equal(own, _folder.Read("pump-17/esp32bridge.json"));
            _folder.Put("pump-17/esp32bridge.json", own[..^1]);
            Assert.StartsWith("esp32bridge.json: expected ", ToolFolder.Refused(1, "device", "config", _folder.PathOf("pump-17"), "interval=8"), StringComparison.Ordinal);
        }

        // Editors write such files. The firmware accepts them, so they can be changed.
        [Fact]
        public void A_file_with_a_byte_order_mark_and_a_trailing_comma_can_be_changed()
        {
            _folder.Put("pump-17/esp32bridge.json", Encoding.UTF8.GetPreamble().Concat(Encoding.ASCII.GetBytes("{ \"device\": \"pump-17\", }")).ToArray());
            Config();

            Config("interval=8");

            Assert.Equal(8, File().GetProperty("interval").GetInt32());
        }

        [Fact]
        public void Targets_can_be_on_buses()
        {
            string[] output = Config("targets=[{\"name\":\"A\",\"bus\":\"I2C1\",\"sda\":25,\"scl\":26,\"address\":\"0x43\",\"boot0\":27,\"reset\":33,\"uart\":\"COM2\",\"tx\":4,\"rx\":35},{\"name\":\"B\",\"bus\":\"SPI2\",\"mosi\":23,\"miso\":34,\"sck\":14,\"nss\":32,\"rate\":4000000,\"boot0\":21,\"reset\":22}]");

            Assert.Contains("target A: I2C1, SDA 25, SCL 26, address 0x43; COM2, TX 4, RX 35, BOOT0 27, NRST 33, up to 100000 Hz", output);
            Assert.Contains("target B: SPI2, MOSI 23, MISO 34, SCK 14, NSS 32, BOOT0 21, NRST 22, up to 4000000 Hz", output);
        }

        [Fact]
        public void A_board_with_buses_makes_a_file_that_the_firmware_reads_as_the_same_board()
        {
            TargetDescription a = new TargetDescription("A", new UartWiring("COM2", 4, 35), 27, 33) { I2c = new I2cWiring("I2C1", 25, 26) { Address = 0x43, Rate = 400000 } };
            TargetDescription b = new TargetDescription("B", null, 21, 22) { Spi = new SpiWiring("SPI1", 23, 34, 14, 32) { Rate = 1000000 } };
            byte[] file = ConfigurationText.Of("pump-17", new BoardDescription(new[] { a, b }, "http://ota.example.com/job.json")).ToBytes();
            _folder.Put("pump-17/esp32bridge.json", file);

            string[] output = Config();

            Assert.Contains("target A: I2C1, SDA 25, SCL 26, address 0x43; COM2, TX 4, RX 35, BOOT0 27, NRST 33, up to 400000 Hz", output);
            Assert.Contains("target B: SPI1, MOSI 23, MISO 34, SCK 14, NSS 32, BOOT0 21, NRST 22, up to 1000000 Hz", output);
        }

        [Fact]
        public void Jobs_can_come_from_hawkBit()
        {
            string[] output = Config("hawkbit.url=https://hawkbit.example.com", "hawkbit.token=0123456789abcdef");

            Assert.Contains("jobs: https://hawkbit.example.com/DEFAULT/controller/v1/pump-17 every 60 s, for pump-17", output);
        }

        // The names of nanoff's DeploymentFile. It needs absolute paths.
        [Fact]
        public void The_list_for_nanoff_has_the_files_of_the_drive_with_absolute_paths_and_the_port()
        {
            _folder.Put("pump-17/root.pem", Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\n"));
            Config("certificate=root.pem", "--serialport", "COM5");
            Config();

            JsonElement list = JsonDocument.Parse(_folder.Read("pump-17/deploy.json")).RootElement;
            Assert.Equal("COM5", list.GetProperty("serialport").GetString());
            Assert.Equal(new[] { @"I:\esp32bridge.json", @"I:\root.pem" }, list.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("DestinationFilePath").GetString()));
            Assert.All(list.GetProperty("files").EnumerateArray(), file => Assert.True(Path.IsPathFullyQualified(file.GetProperty("SourceFilePath").GetString()) && System.IO.File.Exists(file.GetProperty("SourceFilePath").GetString())));
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        private string[] Config(params string[] arguments)
        {
            return ToolFolder.Tool(new[] { "device", "config", _folder.PathOf("pump-17") }.Concat(arguments).ToArray());
        }

        private JsonElement File()
        {
            return JsonDocument.Parse(_folder.Read("pump-17/esp32bridge.json")).RootElement;
        }
    }
}
