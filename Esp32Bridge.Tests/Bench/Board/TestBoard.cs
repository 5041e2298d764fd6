using System;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>A board with an old program in each part, and a server with a new image for each part.</summary>
    public sealed class TestBoard : IDisposable
    {
        /// <summary>The token of the device.</summary>
        public const string Token = "0123456789abcdef-token";

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

        private readonly byte[][] _old;
        private readonly byte[][] _new;

        /// <summary>Sets up a board with its supply off.</summary>
        /// <param name="partA">Target A.</param>
        /// <param name="partB">Target B.</param>
        /// <param name="size">The length of the images in bytes.</param>
        /// <param name="description">The wiring; null for the shipped board, with bootloaders at 115200 baud and no trial.</param>
        /// <param name="paced">Whether lines and flash take their real time.</param>
        public TestBoard(string partA = "L432", string partB = "U575", int size = 3000, BoardDescription description = null, bool paced = false)
        {
            Description = description ?? Wiring();
            Description.PollInterval = 50;
            Description.Keys = new[] { JobSignature.PublicKey };
            Description.Token = Token;
            Stm32Part[] parts = { Stm32Parts.Create(partA), Stm32Parts.Create(partB) };
            Board = new VirtualBoard(Description, parts, paced);
            Board.Esp32.Hosts["ota.example.com"] = Server.Port;
            _old = parts.Select((_, index) => FakeImages.Program(size - 200 + index, "1.0.0")).ToArray();
            _new = parts.Select((_, index) => FakeImages.Program(size + index, "2.0.0")).ToArray();
            Board.Run(_ =>
            {
                for (int i = 0; i < parts.Length; i++)
                {
                    Board.Parts[i].Chip.Memory.Flash.Load(0, _old[i]);
                }
            });
            Server.Put("/A.bin", New("A"));
            Server.Put("/B.bin", New("B"));
            Server.Put("/old/A.bin", Old("A"));
            Server.Put("/old/B.bin", Old("B"));
        }

        /// <summary>Gets the wiring.</summary>
        public BoardDescription Description { get; }

        /// <summary>Gets the server.</summary>
        public OtaServer Server { get; } = new OtaServer();

        /// <summary>Gets the board.</summary>
        public VirtualBoard Board { get; }

        /// <summary>Describes the shipped board, with bootloaders at 115200 baud and no trial.</summary>
        /// <returns>The wiring.</returns>
        public static BoardDescription Wiring()
        {
            BoardDescription description = ShippedBoard.Create();
            foreach (TargetDescription target in description.Targets)
            {
                target.BootloaderBaudRate = SerialFormat.TestedBootloaderRate;
            }

            return description;
        }

        /// <summary>Gets the initial program of a part.</summary>
        /// <param name="target">The target.</param>
        /// <returns>The image.</returns>
        public byte[] Old(string target)
        {
            return _old[target[0] - 'A'];
        }

        /// <summary>Gets the new image of a part.</summary>
        /// <param name="target">The target.</param>
        /// <returns>The image.</returns>
        public byte[] New(string target)
        {
            return _new[target[0] - 'A'];
        }

        /// <summary>Makes a job that gives both parts their new image.</summary>
        /// <param name="number">The job's number.</param>
        /// <returns>The job, not published yet.</returns>
        public JobFile Job(int number)
        {
            JobFile job = BenchJob.Create(number);
            foreach (BoardPart part in Board.Parts)
            {
                string name = part.Target.Name;
                job.Add(name, name + ".bin", New(name), part.Chip.Part.Id, Stm32Part.FlashBase, "2.0.0");
            }

            return job;
        }

        /// <summary>Makes a job that gives both parts their new image, and restores both old images if one part fails.</summary>
        /// <param name="number">The job's number.</param>
        /// <returns>The job, not published yet.</returns>
        public JobFile JobTogether(int number)
        {
            JobFile job = Job(number);
            job.IsTogether = true;
            for (int i = 0; i < Board.Parts.Count; i++)
            {
                string name = Board.Parts[i].Target.Name;
                job.SetPrevious(i, "old/" + name + ".bin", Old(name), "1.0.0");
            }

            return job;
        }

        /// <summary>Publishes a job on the server.</summary>
        /// <param name="job">The job.</param>
        public void Publish(JobFile job)
        {
            Server.Publish(job.ToBytes());
        }

        /// <summary>Publishes a job, switches the board on, and waits for the end of the job and the application loop after it.</summary>
        /// <param name="job">The job.</param>
        /// <param name="number">Its number.</param>
        public void RunJob(JobFile job, int number = 1)
        {
            Publish(job);
            Board.PowerOn();
            WaitForEnd(number);
        }

        /// <summary>Waits for the end of a job and the application loop after it.</summary>
        /// <param name="number">The job's number.</param>
        public void WaitForEnd(int number = 1)
        {
            Wait($"job {number}: ended");
            int end = Board.Log.Lines.ToList().FindLastIndex(line => line.StartsWith($"job {number}: ended", StringComparison.Ordinal));
            Board.Log.WaitFor("application loop: started", end, _patience);
        }

        /// <summary>Waits for a line of the firmware.</summary>
        /// <param name="text">A part of it.</param>
        /// <param name="from">The number of the first line that counts.</param>
        /// <returns>The line.</returns>
        public string Wait(string text, int from = 0)
        {
            return Board.Log.WaitFor(text, from, _patience);
        }

        /// <summary>Compares a part's flash with an image, byte by byte.</summary>
        /// <param name="target">The target.</param>
        /// <param name="image">The image.</param>
        /// <param name="offset">The offset of the image from the start of the flash.</param>
        /// <returns>True if they are equal.</returns>
        public bool Holds(string target, byte[] image, int offset = 0)
        {
            byte[] actual = null;
            Board.Run(_ => actual = Board.Part(target).Chip.Memory.Flash.Copy(offset, image.Length));
            return actual.SequenceEqual(image);
        }

        /// <summary>Gets what a part does once it has started: the version that it runs, or its state.</summary>
        /// <param name="target">The target.</param>
        /// <returns>"1.0.0" or "Bootloader", for instance.</returns>
        public string Runs(string target)
        {
            string runs = null;
            SpinWait.SpinUntil(() => (runs = LookAt(target)) != nameof(PartState.Starting), _patience);
            return runs;
        }

        /// <summary>Switches everything off.</summary>
        public void Dispose()
        {
            Board.Dispose();
            Server.Dispose();
        }

        private string LookAt(string target)
        {
            string runs = null;
            Board.Run(_ =>
            {
                VirtualStm32 chip = Board.Part(target).Chip;
                runs = chip.State == PartState.Application ? chip.Version : chip.State.ToString();
            });
            return runs;
        }    }
}
