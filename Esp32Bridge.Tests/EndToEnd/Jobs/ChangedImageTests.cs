using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>
    /// A server, or an attacker in between, that sends the right image for the check and another one for writing. None of its
    /// bytes gets into the flash of the part; the attack only costs time.
    /// </summary>
    public sealed class ChangedImageTests : IDisposable
    {
        private const string Program = "program";
        private const string Data = "data";
        private const int Size = 20000;
        private const int DataPlace = 0x10000;
        private const int Unit = 8;

        private TestBoard _test;
        private JobFile _job;
        private byte[] _old;
        private byte[] _new;
        private byte[] _lie;
        private int _place;
        private int _requests;
        private int _intruders;

        // Before the first erase, the first piece has to be the same as at the check.
        [Theory]
        [InlineData(Program, "L432", 0, 0)]
        [InlineData(Program, "U575", 1, 0)]
        [InlineData(Program, "L432", 16, 0)]
        [InlineData(Program, "F407", 2047, 0)]
        [InlineData(Program, "L432", Size, 100)]
        [InlineData(Program, "L432", Size, -1)]
        [InlineData(Data, "L432", 0, 0)]
        [InlineData(Data, "U575", 2047, 0)]
        [InlineData(Data, "L432", Size, -1)]
        public void An_image_with_another_first_piece_or_length_changes_nothing(string kind, string part, int from, int longer)
        {
            Begin(kind, part, from, longer);
            Lie(request => request > 1);

            _test.RunJob(_job);

            _test.Wait("job 1: failed: A: download: expected ");
            Assert.True(Holds(_old));
            Assert.Equal(0, FlashOfA().EraseCount);
            Assert.Equal("1.0.0", _test.Runs("A"));
            Assert.Equal(0, _intruders);
        }

        [Theory]
        [InlineData(Program, "L432", 2048)]
        [InlineData(Program, "U575", 9000)]
        [InlineData(Program, "F407", 16383)]
        [InlineData(Program, "L432", Size - 1)]
        [InlineData(Data, "L432", 2048)]
        [InlineData(Data, "U575", Size - 1)]
        public void An_image_that_differs_later_costs_an_attempt(string kind, string part, int from)
        {
            Begin(kind, part, from, 0);
            Lie(request => request == 2);

            _test.RunJob(_job);

            _test.Wait("job 1: attempt 1 of 3 failed: A: download: expected ");
            _test.Wait("job 1: A: started with version 2.0.0");
            Assert.True(Holds(_new));
            Assert.Equal(kind == Program ? "2.0.0" : "1.0.0", _test.Runs("A"));
            Assert.Equal(0, _intruders);
        }

        [Theory]
        [InlineData(Program, "L432", 2048)]
        [InlineData(Program, "U575", Size - 1)]
        [InlineData(Data, "L432", 9000)]
        public void An_image_that_differs_each_time_leads_back_to_the_previous_image(string kind, string part, int from)
        {
            Begin(kind, part, from, 0);
            _job.SetPrevious(0, "previous.bin", _old, "1.0.0");
            _test.Server.Put("/previous.bin", _old);
            Lie(request => request % 2 == 0);

            _test.RunJob(_job);

            _test.Wait("job 1: A: put back to version 1.0.0: A: download: expected ");
            Assert.True(Holds(_old));
            Assert.Equal("1.0.0", _test.Runs("A"));
            Assert.Equal(0, _intruders);
        }

        [Theory]
        [InlineData(Program, "L432", 2048)]
        [InlineData(Data, "U575", 9000)]
        public void Without_a_previous_image_the_part_keeps_the_checked_bytes_and_waits_for_an_honest_server(string kind, string part, int from)
        {
            Begin(kind, part, from, 0);
            _test.Board.Esp32.TimeScale = 20;
            bool isHonest = false;
            Lie(_ => !isHonest && IsChecked());
            _test.Publish(_job);
            _test.Board.PowerOn();
            _test.Wait("job 1: goes on in 60 s");
            _test.Wait("job 1: goes on in 120 s");
            Assert.True(HoldsFrom(16, 2048), "the checked bytes are not kept");
            Assert.Equal(0, _intruders);
            isHonest = true;

            _test.WaitForEnd();

            Assert.True(Holds(_new));
            Assert.Equal(kind == Program ? "2.0.0" : "1.0.0", _test.Runs("A"));
            Assert.Equal(0, _intruders);
        }

        [Fact]
        public void A_page_that_matched_in_one_download_is_not_written_from_another_one()
        {
            Begin(Program, "U575", 0, 0);

            // Only one byte of the second page differs: the image is fetched again to begin with the first page.
            _old = (byte[])_new.Clone();
            _old[9000] ^= 1;
            _test.Board.Run(_ => FlashOfA().Load(0, _old));
            Lie(request => request == 3);

            _test.RunJob(_job);

            _test.Wait("job 1: failed: A: download: expected the bytes before 2048 as they were at the check; got others.");
            Assert.True(Holds(_old));
            Assert.Equal(0, _intruders);
        }

        [Fact]
        public void A_page_is_not_rewritten_from_another_image()
        {
            Begin(Program, "U575", 8192, 0);
            _test.Board.Run(_ => FlashOfA().Stick(8192 + 5000, (byte)~_new[8192 + 5000], 1));
            Lie(request => request == 3);

            _test.RunJob(_job);

            _test.Wait("job 1: attempt 1 of 3 failed: A: download: expected the bytes before 10240 as they were at the check; got others.");
            Assert.True(Holds(_new));
            Assert.Equal("2.0.0", _test.Runs("A"));
            Assert.Equal(0, _intruders);
        }

        [Theory]
        [InlineData(Program)]
        [InlineData(Data)]
        public void After_a_power_cut_the_image_is_checked_again_before_anything_is_written(string kind)
        {
            Begin(kind, "L432", 0, 0);
            CutAtFortyPercent();
            int restart = _test.Board.Log.Count;
            int requests = _requests;
            Lie(request => request > requests + 1 && request < requests + 4);
            _test.Board.PowerOn();
            _test.WaitForEnd();

            string[] lines = _test.Board.Log.Lines[restart..];
            Assert.InRange(Array.IndexOf(lines, "A: checking the image"), 0, Array.FindIndex(lines, line => line.StartsWith("A: entering", StringComparison.Ordinal)));
            Assert.Contains(lines, line => line.StartsWith("job 1: attempt 1 of 3 failed: A: download: expected ", StringComparison.Ordinal));
            Assert.True(Holds(_new));
            Assert.Equal(0, _intruders);
        }

        [Fact]
        public void Interrupted_data_begins_with_FF_and_the_whole_program_next_to_it_starts_at_power_on()
        {
            Begin(Data, "L432", 0, 0);
            CutAtFortyPercent();

            Assert.True(_test.Holds("A", Enumerable.Repeat((byte)0xFF, 16).ToArray(), DataPlace));
            Assert.True(HoldsFrom(16, 2048));
            Assert.True(_test.Holds("A", _test.Old("A")));
            VirtualStm32 chip = _test.Board.Part("A").Chip;
            _test.Board.Run(_ => chip.PowerOff());
            _test.Board.PowerOnParts();
            Assert.Equal("1.0.0", _test.Runs("A"));
            _test.Board.PowerOn();
            _test.WaitForEnd();

            Assert.True(Holds(_new));
            Assert.Equal("1.0.0", _test.Runs("A"));
        }

        [Fact]
        public void While_the_server_is_away_during_data_the_program_next_to_it_is_whole_and_waits()
        {
            Begin(Data, "L432", 0, 0);
            _test.Board.Esp32.TimeScale = 20;
            bool isAway = true;
            _test.Server.Handle("/A.bin", async context =>
            {
                bool isCheck = Interlocked.Increment(ref _requests) == 1;
                context.Response.ContentLength = Size;
                await context.Response.Body.WriteAsync(_new.AsMemory(0, isCheck || !isAway ? Size : 5000));
                if (!isCheck && isAway)
                {
                    await context.Response.Body.FlushAsync();
                    await Task.Delay(200);
                    context.Abort();
                }
            });
            _test.Publish(_job);
            _test.Board.PowerOn();
            _test.Wait("job 1: goes on in 60 s");

            Assert.True(_test.Holds("A", _test.Old("A")));
            Assert.Equal("Bootloader", _test.Runs("A"));
            isAway = false;
            _test.WaitForEnd();

            Assert.True(Holds(_new));
            Assert.Equal("1.0.0", _test.Runs("A"));
        }

        public void Dispose()
        {
            _test?.Dispose();
        }

        private void Begin(string kind, string part, int from, int longer)
        {
            _test = new TestBoard(part, "L432", Size);
            bool isData = kind == Data;
            _place = isData ? DataPlace : 0;
            _new = isData ? FakeImages.Program(Size, "data") : _test.New("A");
            _old = isData ? FakeImages.Program(Size, "older data") : _test.Old("A");
            Array.Resize(ref _new, Size);
            Array.Resize(ref _old, Math.Min(_old.Length, Size));
            if (isData)
            {
                _test.Board.Run(_ => FlashOfA().Load(_place, _old));
            }

            byte[] other = FakeImages.Program(Size + 200, "attacker");
            _lie = _new.Take(from).Concat(other.Skip(from)).Take(Size + longer).ToArray();
            _job = _test.Job(1);
            _job.Targets.RemoveAt(1);
            _job.Targets.RemoveAt(0);
            JsonObject target = _job.Add("A", "A.bin", _new, _test.Board.Part("A").Chip.Part.Id, Stm32Part.FlashBase + (uint)_place, "2.0.0");
            if (isData)
            {
                target["kind"] = Data;
            }

            byte[] start = null;
            _test.Board.Run(_ =>
            {
                start = FlashOfA().Copy(_place, Size + 200);
                FlashOfA().Changed = () => _intruders += HoldsOneOf(FlashOfA().Copy(_place, Size + 200), start) ? 1 : 0;
            });
        }

        // The job is in the middle of writing then, and the ESP32 has no supply.
        private void CutAtFortyPercent()
        {
            bool isCut = false;
            _test.Board.Log.LineWritten += line =>
            {
                if (line == "A: writing 40 %" && !isCut)
                {
                    isCut = true;
                    _test.Board.Cut = new PowerCut(_test.Board.Steps + 1, null);
                }
            };
            Lie(request => false);
            _test.Publish(_job);
            _test.Board.PowerOn();
            Assert.True(SpinWait.SpinUntil(() => !_test.Board.Esp32.IsOn, 60000));
        }

        private void Lie(Func<int, bool> lies)
        {
            _test.Server.Handle("/A.bin", async context =>
            {
                byte[] content = lies(Interlocked.Increment(ref _requests)) ? _lie : _new;
                context.Response.ContentLength = content.Length;
                await context.Response.Body.WriteAsync(content);
            });
        }

        // By the log: at this speed a slow PC lets the firmware ask twice.
        private bool IsChecked()
        {
            return Array.FindLast(_test.Board.Log.Lines, line => line is "A: checking the image" or "A: entering the bootloader") == "A: entering the bootloader";
        }

        private Flash FlashOfA()
        {
            return _test.Board.Part("A").Chip.Memory.Flash;
        }

        private bool Holds(byte[] image)
        {
            return _test.Holds("A", image, _place);
        }

        private bool HoldsFrom(int from, int to)
        {
            return _test.Holds("A", _new[from..to], _place + from);
        }

        // A unit that only the other image contains.
        private bool HoldsOneOf(byte[] flash, byte[] start)
        {
            for (int i = 0; i < _lie.Length; i += Unit)
            {
                Span<byte> lie = Part(_lie, i);
                if (flash.AsSpan(i, lie.Length).SequenceEqual(lie) && !Part(_new, i).SequenceEqual(lie) && !start.AsSpan(i, lie.Length).SequenceEqual(lie))
                {
                    return true;
                }
            }

            return false;
        }

        private static Span<byte> Part(byte[] image, int from)
        {
            return from < image.Length ? image.AsSpan(from, Math.Min(Unit, image.Length - from)) : default;
        }
    }
}
