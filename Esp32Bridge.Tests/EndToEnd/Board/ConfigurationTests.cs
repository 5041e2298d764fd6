using System.Text;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>The configuration file on the internal drive, with the whole firmware.</summary>
    public class ConfigurationTests
    {
        [Fact]
        public void A_device_polls_the_address_in_its_file_and_has_the_targets_of_the_file()
        {
            using TestBoard test = new TestBoard();
            Configure(
                test,
                "{\"device\":\"pump-17\",\"manifest\":\"http://ota.example.com/of/{device}/job.json\",\"targets\":["
                + "{\"name\":\"Left\",\"uart\":\"COM3\",\"tx\":18,\"rx\":19,\"boot0\":21,\"reset\":22},"
                + "{\"name\":\"Right\",\"uart\":\"COM2\",\"tx\":25,\"rx\":26,\"boot0\":27,\"reset\":33}]}");
            JobFile job = test.Job(1);
            job.For = "pump-17";
            job.Targets[0]["name"] = "Right";
            job.Targets[0]["image"] = "/A.bin";
            job.Targets[1]["name"] = "Left";
            job.Targets[1]["image"] = "/B.bin";
            test.Server.Put("/of/pump-17/job.json.sig", JobSignature.Of(job.ToBytes()));
            test.Server.Put("/of/pump-17/job.json", job.ToBytes());

            test.Board.PowerOn();
            test.WaitForEnd();

            test.Wait("configuration: esp32bridge.json of device pump-17");
            test.Wait("job 1: Right: started with version 2.0.0");
            test.Wait("job 1: Left: started with version 2.0.0");
            Assert.True(test.Holds("A", test.New("A")));
            Assert.True(test.Holds("B", test.New("B")));
        }

        [Fact]
        public void A_device_whose_file_has_an_error_reports_it_and_runs_its_application_loop()
        {
            using TestBoard test = new TestBoard();
            Configure(test, "{\"device\":\"pump-17\",\"targets\":[{\"name\":\"Left\",\"uart\":\"COM1\"}]}");

            test.Board.PowerOn();

            test.Wait("configuration: target 1: esp32bridge.json: uart: expected COM2 or COM3; got 'COM1'. ");
            test.Wait("application loop: started");
            test.Wait("A> heartbeat");
            test.Wait("B> heartbeat");
        }

        private static void Configure(TestBoard test, string text)
        {
            test.Board.Esp32.Drive[ConfigurationFile.Name] = Encoding.UTF8.GetBytes(text);
        }
    }
}
