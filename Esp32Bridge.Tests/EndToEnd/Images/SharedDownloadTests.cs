using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Fakes;
using Xunit;

namespace Esp32Bridge.EndToEnd.Images
{
    /// <summary>What readers of one image do to each other, each on its thread.</summary>
    public class SharedDownloadTests
    {
        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

        private readonly GatedImages _server = new GatedImages(FakeImages.Program(60000, "1.0.0"));

        [Theory]
        [InlineData(2)]
        [InlineData(5)]
        public async Task All_get_the_whole_image(int count)
        {
            for (int turn = 0; turn < 20; turn++)
            {
                ImageSharer[] sharers = Share(count);
                using Barrier start = new Barrier(count);
                int seed = turn;
                Task[] readers = sharers.Select(sharer => Start(() =>
                {
                    start.SignalAndWait();
                    Verify(sharer, new Random(seed + sharer.GetHashCode()));
                    Verify(sharer, new Random(seed));
                })).ToArray();

                await Task.WhenAll(readers).WaitAsync(_patience);
                Assert.Equal(0, _server.OpenStreams);
            }
        }

        [Fact]
        public async Task Two_that_begin_together_download_once()
        {
            ImageSharer[] sharers = Share(2, 20);
            Task[] readers = sharers.Select(sharer => Start(() => Verify(sharer, new Random(1)))).ToArray();

            await Task.WhenAll(readers).WaitAsync(_patience);
            Assert.Equal(1, _server.OpenCount);
            Assert.Equal(0, _server.OpenStreams);
        }

        [Fact]
        public async Task One_that_stands_still_does_not_keep_the_other_from_its_end()
        {
            ImageSharer[] sharers = Share(2);
            IImageStream still = sharers[0].Open(_server.Image);
            still.Read(new byte[10], 0, 10);

            await Start(() => Verify(sharers[1], new Random(1))).WaitAsync(_patience);
            byte[] next = new byte[10];
            Assert.Equal(10, still.Read(next, 0, 10));
            Assert.Equal(FakeImages.Program(60000, "1.0.0")[10..20], next);
            still.Dispose();
            Assert.Equal(2, _server.OpenCount);
            Assert.Equal(0, _server.OpenStreams);
        }

        [Fact]
        public async Task The_one_that_fetches_ends_when_it_is_disposed_of_and_the_other_goes_on()
        {
            ImageSharer[] sharers = Share(2);
            _server.StopsAt = 3000;
            IImageStream first = sharers[0].Open(_server.Image);
            Task<int> reading = Start(() => ReadToEnd(first));
            Assert.True(_server.HasStopped.Wait(_patience), "it does not fetch");
            Task other = Start(() => Verify(sharers[1], new Random(1)));

            first.Dispose();

            Assert.Equal(3000, await reading.WaitAsync(_patience));
            await other.WaitAsync(_patience);
            Assert.Equal(2, _server.OpenCount);
            Assert.Equal(0, _server.OpenStreams);
        }

        [Fact]
        public async Task One_that_waits_for_what_another_fetches_ends_when_it_is_disposed_of()
        {
            ImageSharer[] sharers = Share(2);
            _server.StopsAt = 3000;
            IImageStream first = sharers[0].Open(_server.Image);
            IImageStream second = sharers[1].Open(_server.Image);
            Task<int> fetching = Start(() => ReadToEnd(first));
            Assert.True(_server.HasStopped.Wait(_patience), "it does not fetch");
            Task<int> waiting = Start(() => ReadToEnd(second));

            second.Dispose();

            await waiting.WaitAsync(_patience);
            Assert.False(fetching.IsCompleted);
            first.Dispose();
            await fetching.WaitAsync(_patience);
            Assert.Equal(0, _server.OpenStreams);
        }

        private static Task Start(Action work)
        {
            return Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        private static Task<int> Start(Func<int> work)
        {
            return Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        private static int ReadToEnd(IImageStream stream)
        {
            byte[] buffer = new byte[300];
            int all = 0;
            for (int got = stream.Read(buffer, 0, buffer.Length); got > 0; got = stream.Read(buffer, 0, buffer.Length))
            {
                all += got;
            }

            return all;
        }

        private ImageSharer[] Share(int count, int slowness = 1)
        {
            return new SharedImage(_server.Image, _server, new PcClock(slowness), count, 8 * 1024).Sharers;
        }

        private void Verify(ImageSharer sharer, Random random)
        {
            byte[] block = new byte[4096];
            using ImageReader reader = new ImageReader(_server.Image, sharer);
            while (reader.Read(block, 0, 1 + random.Next(block.Length)) > 0)
            {
            }

            reader.Verify(block);
        }
    }
}
