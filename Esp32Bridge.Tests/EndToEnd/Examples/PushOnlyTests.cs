using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;
using Xunit;
using PushOnly = Esp32Bridge.Examples.PushOnly.Program;

namespace Esp32Bridge.EndToEnd.Examples
{
    /// <summary>The smaller product on its own virtual board.</summary>
    public class PushOnlyTests
    {
        private const int DevicePort = 80;

        [Fact]
        public void The_output_of_the_part_is_logged_and_a_pushed_job_programs_it()
        {
            TargetDescription target = new TargetDescription("A", new UartWiring("COM2", 25, 26), 27, 33);
            BoardDescription description = new BoardDescription(new[] { target }, string.Empty);
            byte[] image = FakeImages.Program(3000, "2.0.0");
            Stm32Part part = Stm32Parts.Create("L432");
            using OtaServer server = new OtaServer();
            using VirtualBoard board = new VirtualBoard(description, new[] { part }, false, () => PushOnly.Run(target, new[] { JobSignature.PublicKey }, TestBoard.Token));
            board.Esp32.Hosts["ota.example.com"] = server.Port;
            board.Run(_ => board.Parts[0].Chip.Memory.Flash.Load(0, FakeImages.Program(2800, "1.0.0")));
            server.Put("/images/A.bin", image);
            board.PowerOn();
            board.Log.WaitFor("version 1.0.0", 0, TimeSpan.FromSeconds(60));

            JobFile job = BenchJob.Create(1);
            job.Add("A", "A.bin", image, part.Id, Stm32Part.FlashBase, "2.0.0");
            Assert.Equal(HttpStatusCode.Accepted, Push(board, job.ToBytes()));

            board.Log.WaitFor("job 1: ended; 1 of 1 targets programmed", 0, TimeSpan.FromSeconds(60));
            board.Log.WaitFor("version 2.0.0", 0, TimeSpan.FromSeconds(60));
            byte[] flash = null;
            board.Run(_ => flash = board.Parts[0].Chip.Memory.Flash.Copy(0, image.Length));
            Assert.True(flash.SequenceEqual(image));
        }

        private static HttpStatusCode Push(VirtualBoard board, byte[] job)
        {
            Assert.True(SpinWait.SpinUntil(() => board.Esp32.Ports.ContainsKey(DevicePort), TimeSpan.FromSeconds(20)));
            using HttpClient client = new HttpClient();
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{board.Esp32.Ports[DevicePort]}/job") { Content = new ByteArrayContent(job) };
            request.Headers.Add("Authorization", "Bearer " + TestBoard.Token);
            request.Headers.Add("X-Signature", Encoding.ASCII.GetString(JobSignature.Of(job)).Trim());
            return client.Send(request).StatusCode;
        }
    }
}
