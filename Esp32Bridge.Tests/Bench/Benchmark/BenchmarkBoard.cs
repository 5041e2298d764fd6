using System;
using System.Linq;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The shipped board with two equal parts that run an old program, in real time, with a fixed rate of the bootloaders.</summary>
    public sealed class BenchmarkBoard : IDisposable
    {
        /// <summary>The rate of the bootloaders in baud.</summary>
        public const int BaudRate = 115200;

        /// <summary>The default part: stm32flash knows it.</summary>
        public const string UsualPart = "L476";

        private const int PollInterval = 100;

        /// <summary>Makes the board, with its supply off.</summary>
        /// <param name="old">The program in both parts.</param>
        /// <param name="part">The part.</param>
        public BenchmarkBoard(byte[] old, string part = UsualPart)
        {
            Description = ShippedBoard.Create();
            Description.Keys = new[] { Ota.JobSignature.PublicKey };
            Description.PollInterval = PollInterval;
            foreach (TargetDescription target in Description.Targets)
            {
                target.BootloaderBaudRate = BaudRate;
            }

            Board = new VirtualBoard(Description, Description.Targets.Select(_ => Stm32Parts.Create(part)).ToArray(), true);
            Board.Run(_ =>
            {
                foreach (BoardPart target in Board.Parts)
                {
                    target.Chip.Memory.Flash.Load(0, old);
                }
            });
        }

        /// <summary>Gets the wiring.</summary>
        public BoardDescription Description { get; }

        /// <summary>Gets the board.</summary>
        public VirtualBoard Board { get; }

        /// <summary>Makes the old program of a part, given the new image.</summary>
        /// <param name="image">The new image.</param>
        /// <param name="changedPages">How many pages, spread over the image, differ; -1 for all of it.</param>
        /// <returns>The old program.</returns>
        public static byte[] OldProgram(byte[] image, int changedPages)
        {
            if (changedPages < 0)
            {
                return FakeImages.Program(image.Length, "1.0.0");
            }

            byte[] old = (byte[])image.Clone();
            int page = Stm32Parts.Create(UsualPart).PageSize;
            int pages = image.Length / page;
            for (int i = 0; i < changedPages; i++)
            {
                int changed = ((2 * i) + 1) * pages / (2 * changedPages);
                for (int position = changed * page; position < (changed + 1) * page; position++)
                {
                    old[position] ^= 0x5A;
                }
            }

            return old;
        }

        /// <summary>Compares the flash of a part with an image.</summary>
        /// <param name="part">The part.</param>
        /// <param name="image">The image.</param>
        /// <exception cref="StoryException">They differ.</exception>
        public void Check(BoardPart part, byte[] image)
        {
            byte[] actual = null;
            Board.Run(_ => actual = part.Chip.Memory.Flash.Copy(0, image.Length));
            if (!actual.SequenceEqual(image))
            {
                throw new StoryException(part.Target.Name + " does not hold the image that it was programmed with");
            }
        }

        /// <summary>Switches everything off.</summary>
        public void Dispose()
        {
            Board.Dispose();
        }
    }
}
