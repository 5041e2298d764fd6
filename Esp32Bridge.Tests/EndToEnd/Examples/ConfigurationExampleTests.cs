using System;
using System.Linq;
using System.Text.Json;
using Esp32Bridge.Tests.Configuration;
using Esp32Bridge.Tests.Doubles;
using Xunit;

namespace Esp32Bridge.EndToEnd.Examples
{
    /// <summary>The configurations of the documentation; that of a whole device is in <see cref="JobExampleTests"/>.</summary>
    public class ConfigurationExampleTests
    {
        private const string Page = "Esp32Bridge/3-Configuration/README.md";

        [Fact]
        public void The_file_with_words_in_capitals_is_refused()
        {
            Assert.Contains("configuration: esp32bridge.json: keys: expected ", Read(Handbook.Example(Page, "\"bridgeClients\"")), StringComparison.Ordinal);
        }

        [Fact]
        public void The_lines_for_hawkBit_are_accepted()
        {
            string text = Handbook.Example(".github/HAWKBIT.md", "\"controller\": \"{device}\"").Replace("TOKEN OF THE TARGET", "0123456789abcdef", StringComparison.Ordinal);

            Assert.Contains("configuration: esp32bridge.json of device ", Read("{" + text + "}"), StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("uart: expected each UART once", """{"targets":[{"name":"A","uart":"COM2","tx":25,"rx":26,"boot0":27,"reset":33},{"name":"B","uart":"COM2","tx":18,"rx":19,"boot0":21,"reset":22}]}""")]
        [InlineData("reportKey: ", """{"reportKey":"too short"}""")]
        [InlineData("'intervall'", """{"intervall":30}""")]
        public void An_error_is_what_the_documentation_says(string part, string file)
        {
            string line = Handbook.Example(Page, "'intervall'").Split('\n').Single(text => text.Contains(part, StringComparison.Ordinal));

            Assert.Contains(line.Replace("...", string.Empty, StringComparison.Ordinal).Trim(), Read(file), StringComparison.Ordinal);
        }

        // nanoff reads these two; the tool makes the second, see DeviceConfigTests.
        [Fact]
        public void The_files_for_nanoff_have_the_same_fields_wherever_they_are_shown()
        {
            JsonElement wifi = JsonDocument.Parse(Handbook.Example("README.md", "WirelessClient")).RootElement;
            JsonElement list = JsonDocument.Parse(Handbook.Example(Page, "DestinationFilePath")).RootElement;

            Assert.True(JsonElement.DeepEquals(wifi, JsonDocument.Parse(Handbook.Example(".github/DEPLOY.md", "WirelessClient")).RootElement));
            Assert.Equal("COM5", list.GetProperty("serialport").GetString());
            Assert.Equal(new[] { @"I:\esp32bridge.json", @"I:\root.pem" }, list.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("DestinationFilePath").GetString()));
        }

        private static string Read(string file)
        {
            FakeLog log = new FakeLog();
            Configurations.Apply(file, log);
            return log.Text;
        }
    }
}
