using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Lets the whole firmware carry out a job on the board, in real time, with images from a web server.</summary>
    public sealed class FirmwareRun
    {
        private const int LookInterval = 5;
        private const int FarAway = 200;
        private const byte WriteMemory = 0x31;
        private const int BlockSize = 256;

        private readonly byte[] _image;
        private readonly Stopwatch _time = Stopwatch.StartNew();
        private readonly TimeSpan _patience;
        private readonly ManualResetEventSlim _end = new ManualResetEventSlim();
        private string _result;
        private double _arrived;
        private double _entered;
        private double _started;
        private double _ended;

        /// <summary>Creates the run.</summary>
        /// <param name="image">The new image of the parts.</param>
        public FirmwareRun(byte[] image)
        {
            _image = image;
            _patience = TimeSpan.FromSeconds(60 + (image.Length / 1000));
        }

        /// <summary>Gets or sets the part of the targets.</summary>
        public string Part { get; set; } = BenchmarkBoard.UsualPart;

        /// <summary>Gets or sets how many parts get the image.</summary>
        public int Parts { get; set; } = 1;

        /// <summary>Gets or sets how many pages of the old program differ; -1 for all.</summary>
        public int ChangedPages { get; set; } = -1;

        /// <summary>Gets or sets at what percentage of the image the ESP32 briefly loses its supply; 0 for never. Only the time after that counts.</summary>
        public int CutAt { get; set; }

        /// <summary>Gets or sets whether all of the flash is read back, and no routine computes checksums.</summary>
        public bool IsReadBack { get; set; }

        /// <summary>Gets or sets whether the server is far away.</summary>
        public bool IsFar { get; set; }

        /// <summary>Runs the job.</summary>
        /// <returns>The time that it took.</returns>
        /// <exception cref="StoryException">The job failed, or a part does not hold its image at the end.</exception>
        /// <exception cref="TimeoutException">The job was not interrupted in time.</exception>
        public JobTime Measure()
        {
            using OtaServer server = new OtaServer();
            using BenchmarkBoard board = new BenchmarkBoard(BenchmarkBoard.OldProgram(_image, ChangedPages), Part);
            VirtualBoard virtualBoard = board.Board;
            virtualBoard.Esp32.Hosts[new Uri(board.Description.ManifestUrl).Host] = server.Port;
            virtualBoard.Esp32.RoundTrip = IsFar ? FarAway : 0;
            virtualBoard.Log.LineWritten += Hear;
            Publish(board, server);
            virtualBoard.PowerOn();
            if (CutAt > 0)
            {
                Cut(virtualBoard);
            }

            if (!_end.Wait(_patience) || !_result.StartsWith("job 1: ended; " + Parts + " of " + Parts + " ", StringComparison.Ordinal))
            {
                throw new StoryException("the job did not succeed: " + string.Join("\n", virtualBoard.Log.Lines));
            }

            foreach (BoardPart part in virtualBoard.Parts.Take(Parts))
            {
                board.Check(part, _image);
            }

            return new JobTime(_started - _entered, _ended - _arrived);
        }

        private void Publish(BenchmarkBoard board, OtaServer server)
        {
            JobFile job = BenchJob.Create(1);
            server.Put("/image.bin", _image);
            for (int i = 0; i < Parts; i++)
            {
                BoardPart part = board.Board.Parts[i];
                job.Add(part.Target.Name, "image.bin", _image, part.Chip.Part.Id, Stm32Part.FlashBase, "2.0.0");
                if (IsReadBack)
                {
                    job.SetReadBack(i);
                }
            }

            server.Publish(job.ToBytes());
        }

        private void Hear(string line)
        {
            double now = _time.Elapsed.TotalSeconds;
            if (line.StartsWith("job 1: arrived", StringComparison.Ordinal))
            {
                _arrived = now;
            }
            else if (line.EndsWith(": entering the bootloader", StringComparison.Ordinal))
            {
                _entered = _entered == 0 ? now : _entered;
            }
            else if (line.EndsWith(": done", StringComparison.Ordinal))
            {
                _started = now;
            }
            else if (line.StartsWith("job 1: ended", StringComparison.Ordinal))
            {
                _ended = now;
                _result = line;
                _end.Set();
            }
        }

        // The supply fails when the part has written that much, and is back at once.
        private void Cut(VirtualBoard board)
        {
            uint place = Stm32Part.FlashBase + (uint)((long)_image.Length * CutAt / 100 / BlockSize * BlockSize);
            bool isThere = false;
            while (!isThere)
            {
                Thread.Sleep(LookInterval);
                if (_time.Elapsed > _patience)
                {
                    throw new TimeoutException($"nothing was written at 0x{place:X8}");
                }

                board.Run(_ => isThere = board.Parts.Take(Parts).All(part =>
                    part.Chip.Bootloader.LastCommand == WriteMemory && part.Chip.Bootloader.LastAddress >= place && part.Chip.Memory.IsFlash(part.Chip.Bootloader.LastAddress)));
            }

            board.Esp32.PowerOff();
            board.Log.Clear();
            _entered = 0;
            _arrived = _time.Elapsed.TotalSeconds;
            board.PowerOn();
        }
    }
}
