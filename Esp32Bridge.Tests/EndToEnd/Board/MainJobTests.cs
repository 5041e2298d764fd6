using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    public class MainJobTests
    {
        [Fact]
        public void Both_parts_run_their_new_image_and_the_loop_goes_on()
        {
            using TestBoard test = new TestBoard();
            test.Board.PowerOn();
            test.Wait("A> heartbeat 2 version 1.0.0");
            test.Wait("B> heartbeat 2 version 1.0.0");

            test.Publish(test.Job(1));
            test.WaitForEnd();

            int end = test.Board.Log.Count;
            test.Wait("A> heartbeat", end);
            test.Wait("B> heartbeat", end);
            Assert.True(test.Holds("A", test.New("A")));
            Assert.True(test.Holds("B", test.New("B")));
            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.Contains("job 1: ended; 2 of 2 targets programmed", test.Board.Log.Lines);
        }

        [Fact]
        public void A_completed_job_is_not_repeated_and_a_newer_one_is_done()
        {
            using TestBoard test = new TestBoard();
            test.RunJob(test.Job(5), 5);
            WaitForPolls(test, 3);
            Assert.Single(test.Board.Log.Lines, line => line.Contains("arrived", StringComparison.Ordinal));

            test.Publish(test.Job(4));
            WaitForPolls(test, 3);
            Assert.Single(test.Board.Log.Lines, line => line.Contains("arrived", StringComparison.Ordinal));

            test.Publish(test.Job(6));
            test.WaitForEnd(6);
        }

        [Fact]
        public void A_completed_job_is_not_repeated_after_a_restart_of_the_ESP32()
        {
            using TestBoard test = new TestBoard();
            test.RunJob(test.Job(1));

            test.Board.Esp32.PowerOff();
            test.Board.PowerOn();

            WaitForPolls(test, 3);
            Assert.Single(test.Board.Log.Lines, line => line.Contains("arrived", StringComparison.Ordinal));
        }

        [Fact]
        public void A_newer_job_stops_the_running_one_and_follows_it()
        {
            using TestBoard test = new TestBoard(size: 20000);
            byte[] image = test.New("A");
            int downloads = 0;
            test.Server.Handle("/A.bin", async context =>
            {
                context.Response.ContentLength = image.Length;
                if (Interlocked.Increment(ref downloads) == 2)
                {
                    await context.Response.Body.WriteAsync(image.AsMemory(0, 8192));
                    await context.Response.Body.FlushAsync();
                    test.Publish(test.Job(2));
                    await Task.Run(() => test.Wait("job 2: arrived"));
                    await context.Response.Body.WriteAsync(image.AsMemory(8192));
                    return;
                }

                await context.Response.Body.WriteAsync(image);
            });

            // B is not ready before this.
            byte[] other = test.New("B");
            int downloadsOfB = 0;
            test.Server.Handle("/B.bin", async context =>
            {
                context.Response.ContentLength = other.Length;
                await context.Response.Body.WriteAsync(other.AsMemory(0, other.Length / 2));
                await context.Response.Body.FlushAsync();
                await (Interlocked.Increment(ref downloadsOfB) == 2 ? Task.Run(() => test.Wait("job 2: arrived")) : Task.CompletedTask);
                await context.Response.Body.WriteAsync(other.AsMemory(other.Length / 2));
            });
            test.Publish(test.Job(1));
            test.Board.PowerOn();

            test.WaitForEnd(2);

            Assert.Contains("job 1: failed: A: stop: ", test.Wait("job 1: failed: A"));
            Assert.Contains("job 1: failed: B: stop: ", test.Wait("job 1: failed: B"));
            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.True(test.Holds("A", image));
        }

        [Fact]
        public void The_image_is_written_while_it_is_still_being_sent()
        {
            using TestBoard test = new TestBoard(size: 20000);
            byte[] image = test.New("A");
            ManualResetEventSlim goOn = new ManualResetEventSlim();
            int downloads = 0;
            test.Server.Handle("/A.bin", async context =>
            {
                context.Response.ContentLength = image.Length;
                bool isSecond = Interlocked.Increment(ref downloads) == 2;
                await context.Response.Body.WriteAsync(image.AsMemory(0, 8192));
                await context.Response.Body.FlushAsync();
                if (isSecond)
                {
                    await Task.Run(goOn.Wait);
                }

                await context.Response.Body.WriteAsync(image.AsMemory(8192));
            });
            test.Publish(test.Job(1));
            test.Board.PowerOn();

            SpinWait.SpinUntil(() => test.Holds("A", image[4096..8192], 4096), TimeSpan.FromSeconds(10));
            Assert.True(test.Holds("A", image[4096..8192], 4096));
            goOn.Set();
            test.WaitForEnd();
            Assert.True(test.Holds("A", image));
        }

        [Fact]
        public void The_ESP32_starts_and_stops_without_a_reset_of_the_parts()
        {
            using TestBoard test = new TestBoard();
            test.Board.PowerOn();
            test.Wait("A> heartbeat 2 ");

            test.Board.Esp32.PowerOff();
            int restart = test.Board.Log.Count;
            test.Board.PowerOn();
            test.Wait("application loop: started", restart);

            string line = test.Wait("A> heartbeat", restart);
            Assert.DoesNotContain("heartbeat 1 ", line);
        }

        [Theory]
        [InlineData(true, true)]
        [InlineData(false, true)]
        [InlineData(false, false)]
        public void Every_polarity_of_BOOT0_and_NRST_works(bool boot0ActiveHigh, bool resetActiveHigh)
        {
            BoardDescription description = ShippedBoard.Create();
            foreach (TargetDescription target in description.Targets)
            {
                target.Boot0ActiveHigh = boot0ActiveHigh;
                target.ResetActiveHigh = resetActiveHigh;
            }

            using TestBoard test = new TestBoard(description: description);
            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Theory]
        [InlineData(9600)]
        [InlineData(921600)]
        public void Other_baud_rates_of_the_bootloader_work(int baudRate)
        {
            BoardDescription description = ShippedBoard.Create();
            description.Targets[0].BootloaderBaudRate = baudRate;
            description.Targets[1].BootloaderBaudRate = baudRate;

            using TestBoard test = new TestBoard(description: description);
            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Fact]
        public void An_image_address_can_be_absolute_or_start_at_the_root()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.Job(1);
            job.Targets[0]["image"] = test.Server.Url + "/A.bin";
            job.Targets[1]["image"] = "/B.bin";
            test.RunJob(job);

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Fact]
        public void A_job_waits_for_the_network()
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.IsNetworkUp = false;
            test.Publish(test.Job(1));
            test.Board.PowerOn();
            test.Wait("A> heartbeat 2 ");
            Assert.DoesNotContain(test.Board.Log.Lines, line => line.Contains("arrived", StringComparison.Ordinal));

            test.Board.Esp32.IsNetworkUp = true;
            test.WaitForEnd();
            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Fact]
        public void Empty_parts_run_their_first_program()
        {
            using TestBoard test = new TestBoard("L412", "L496");
            test.Board.Run(_ =>
            {
                foreach (BoardPart part in test.Board.Parts)
                {
                    for (int page = 0; page < part.Chip.Part.PageCount; page++)
                    {
                        part.Chip.Memory.Flash.ErasePage(page);
                    }
                }
            });
            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.Contains(test.Board.Log.Lines, line => line.Contains("started by Go: a reset boots the bootloader", StringComparison.Ordinal));
        }

        [Fact]
        public void A_part_without_a_crystal_gets_the_time_that_it_needs()
        {
            using TestBoard test = new TestBoard("L471", "F103");
            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Fact]
        public void An_unchanged_manifest_is_not_sent_again()
        {
            using TestBoard test = new TestBoard();
            ConcurrentQueue<string> asked = new ConcurrentQueue<string>();
            byte[] manifest = test.Job(1).ToBytes();
            test.Server.Publish(manifest);
            test.Server.Handle("/job.json", context =>
            {
                string tag = context.Request.Headers.IfNoneMatch.ToString();
                asked.Enqueue(tag);
                if (tag == "\"v1\"")
                {
                    context.Response.StatusCode = 304;
                    return Task.CompletedTask;
                }

                context.Response.Headers.ETag = "\"v1\"";
                return context.Response.Body.WriteAsync(manifest).AsTask();
            });
            test.Board.PowerOn();
            test.WaitForEnd();
            Assert.True(SpinWait.SpinUntil(() => asked.Count > 4, TimeSpan.FromSeconds(10)), "it does not poll");

            Assert.Equal(new[] { string.Empty, "\"v1\"", "\"v1\"", "\"v1\"" }, asked.Take(4));
            Assert.DoesNotContain(test.Board.Log.Lines, line => line.StartsWith("no job", StringComparison.Ordinal));
            Assert.Equal("2.0.0", test.Runs("A"));
        }

        private static void WaitForPolls(TestBoard test, int count)
        {
            int from = test.Server.Requests.Count(request => request == "GET /job.json");
            SpinWait.SpinUntil(() => test.Server.Requests.Count(request => request == "GET /job.json") >= from + count, TimeSpan.FromSeconds(10));
        }
    }
}
