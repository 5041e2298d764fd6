using System;
using System.Linq;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.EndToEnd.Ymodem
{
    /// <summary>A board whose target A has a loader in its flash and a program after it; target B has none.</summary>
    internal sealed class IapBoard : IDisposable
    {
        private const uint Address = Stm32Part.FlashBase + IapLoader.Offset;

        /// <summary>Sets up the board with its supply off.</summary>
        /// <param name="size">The length of the image for A in bytes.</param>
        /// <param name="trigger">The text that makes the loader receive a file; null if it asks by itself.</param>
        public IapBoard(int size = 5000, string trigger = "1")
        {
            New = FakeImages.Program(size, "2.0.0", Address);
            Old = FakeImages.Program(4000, "1.0.0", Address);
            Test.Server.Put("/iap/A.bin", New);
            Test.Server.Put("/iap/old.bin", Old);
            Test.Board.Run(_ =>
            {
                VirtualStm32 chip = Test.Board.Part("A").Chip;
                Loader = new IapLoader(chip) { Trigger = trigger };
                chip.Program = Loader;
                chip.Memory.Flash.Load(IapLoader.Offset, Old);
            });
        }

        /// <summary>Gets the board.</summary>
        public TestBoard Test { get; } = new TestBoard();

        /// <summary>Gets the loader in A.</summary>
        public IapLoader Loader { get; private set; }

        /// <summary>Gets or sets how many more files a test refuses.</summary>
        public int Refusals { get; set; } = 3;

        /// <summary>Gets the initial program of A.</summary>
        public byte[] Old { get; }

        /// <summary>Gets the new image of A.</summary>
        public byte[] New { get; }

        /// <summary>Speeds up the time of the ESP32 ten times, and the timeouts of the loader as well.</summary>
        public void HurryUp()
        {
            Test.Board.Esp32.TimeScale = 10;
            Loader.AskInterval /= 10;
            Loader.Patience /= 10;
        }

        /// <summary>Makes a job that gives A its image through its loader, and B through its system bootloader.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="hasPrevious">Whether A is put back if it fails.</param>
        /// <returns>The job, not published yet.</returns>
        public JobFile Job(int number, bool hasPrevious = false)
        {
            JobFile job = Test.Job(number);
            job.Targets.RemoveAt(0);
            job.Targets.Insert(0, BenchJob.Create(0).Add("A", "iap/A.bin", New, 0, 0, "2.0.0").DeepClone());
            job.SetMethod(0, "ymodem", Loader.Trigger);
            if (hasPrevious)
            {
                job.SetPrevious(0, "iap/old.bin", Old, "1.0.0");
            }

            return job;
        }

        /// <summary>Checks whether A runs a program and has every byte of it in its flash.</summary>
        /// <param name="image">The program.</param>
        /// <param name="version">Its version.</param>
        /// <returns>True if it does, now or soon: the loader waits for a while.</returns>
        public bool Runs(byte[] image, string version)
        {
            return System.Threading.SpinWait.SpinUntil(() => Test.Runs("A") == version, 10000) && Test.Holds("A", image, IapLoader.Offset);
        }

        /// <summary>Gets the lines of the firmware that begin with a text.</summary>
        /// <param name="start">The text.</param>
        /// <returns>The lines.</returns>
        public string[] Lines(string start)
        {
            return Test.Board.Log.Lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).ToArray();
        }

        public void Dispose()
        {
            Test.Dispose();
        }
    }
}
