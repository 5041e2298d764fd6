using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Devices;
using Esp32Bridge.Tests.Configuration;
using Esp32Bridge.Tests.Doubles;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Parts whose figures come from the file on the internal drive.</summary>
    public class OwnDeviceTests
    {
        private const ushort OwnId = 0x7F4;

        private const string OwnDevice = "{\"id\":\"0x7F4\",\"name\":\"own part\",\"flash\":1048576,\"pages\":[512,2048],\"unit\":8,\"ram\":98304,\"eraseTime\":25,\"startTime\":2561,\"oneBank\":true}";

        [Fact]
        public void A_part_outside_the_table_is_programmed_with_its_figures_in_the_file()
        {
            using TestBoard test = new TestBoard("L476", "U575");
            test.Board.Parts[0].Chip.Part.Id = OwnId;
            Configure(test, "{\"devices\":[" + OwnDevice + "]}");

            test.RunJob(test.Job(1));

            test.Wait("job 1: A: started with version 2.0.0");
            test.Wait("job 1: B: started with version 2.0.0");
            Assert.True(test.Holds("A", test.New("A")));
            Assert.True(test.Holds("B", test.New("B")));
        }

        [Fact]
        public void A_part_without_figures_is_refused()
        {
            using TestBoard test = new TestBoard("L476", "U575");
            test.Board.Parts[0].Chip.Part.Id = OwnId;

            test.Publish(test.Job(1));
            test.Board.PowerOn();

            test.Wait("job 1: refused: A: check the job: expected a device id of the device table; got 0x7F4. Correct the device id in the job or give the figures of the part in the configuration.");
            Assert.True(test.Holds("A", test.Old("A")));
        }

        // These fields cover everything in a row.
        [Fact]
        public void Each_figure_of_a_row_can_be_given_in_the_file()
        {
            Stm32Device full = Read(Configurations.Device(null, null));
            Stm32Device one = Read(Configurations.BareDevice("oneBank", "true"));
            PropertyInfo[] same = Same(full, new Stm32Device());

            Assert.Equal(new[] { nameof(Stm32Device.HasOneBank) }, same.Select(property => property.Name));
            Assert.True(one.HasOneBank);
            Assert.Empty(Same(full.Options, new OptionRegister()));
            Assert.Empty(Same(full.BootAddress, new BootAddress()));
            Assert.Empty(Same(full.WriteProtections[0], new WriteProtection()));
            Assert.Empty(Same(full.Pages, new FlashLayout(1)));
        }

        [Fact]
        public void The_example_in_the_documentation_is_a_row_of_the_device_table()
        {
            string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here()), "..", "..", "..", "Esp32Bridge", "3-Configuration", "README.md"));
            string example = Regex.Match(page, @"```json\n\s+""devices"": \[(.*?)\n  \]\n```", RegexOptions.Singleline).Groups[1].Value;
            Stm32Device device = Read(example);

            Assert.Equal(Text(new Stm32Devices().Find(device.Id), device.FlashSize), Text(device, device.FlashSize));
        }

        private static Stm32Device Read(string device)
        {
            FakeLog log = new FakeLog();
            BoardDescription board = Configurations.Apply("{\"devices\":[" + device + "]}", log);
            Assert.True(board.OwnDevices.Length == 1, log.Text);
            return board.OwnDevices[0];
        }

        private static PropertyInfo[] Same(object first, object second)
        {
            return first.GetType().GetProperties().Where(property => Equals(property.GetValue(first), property.GetValue(second))).ToArray();
        }

        // All figures, and the pages by their start addresses.
        private static string Text(object figures, int flash)
        {
            if (figures is FlashLayout pages)
            {
                return string.Join(" ", Enumerable.Range(0, pages.PageAt(flash)).Select(pages.StartOf)) + " " + pages.SecondBankNumber;
            }

            if (figures is Array array)
            {
                return string.Join("\n", array.Cast<object>().Select(element => Text(element, flash)));
            }

            return figures == null || figures is string || figures is ValueType
                ? $"{figures}"
                : string.Join("\n", figures.GetType().GetProperties().Select(property => property.Name + ": " + Text(property.GetValue(figures), flash)));
        }

        private static void Configure(TestBoard test, string text)
        {
            test.Board.Esp32.Drive[ConfigurationFile.Name] = Encoding.UTF8.GetBytes(text);
        }

        private static string Here([CallerFilePath] string path = null)
        {
            return path;
        }
    }
}
