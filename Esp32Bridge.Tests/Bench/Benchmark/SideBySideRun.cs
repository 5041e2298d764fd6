using System.Collections.Generic;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>All times of one run with one image size. Each is measured on its own board.</summary>
    public sealed class SideBySideRun
    {
        private const string LargePages = "U575";

        // 5 % of the pages.
        private const int PageSize = 2048;
        private const int PagesPerChange = 20;

        /// <summary>Creates a run.</summary>
        /// <param name="size">The length of the image in bytes.</param>
        /// <param name="number">Its number, from 1.</param>
        public SideBySideRun(int size, int number)
        {
            Size = size;
            Number = number;
            Image = FakeImages.Program(size, "2.0." + number);
        }

        /// <summary>Gets the length of the image in bytes.</summary>
        public int Size { get; }

        /// <summary>Gets its number, from 1.</summary>
        public int Number { get; }

        /// <summary>Gets the image: a new random one for each run.</summary>
        public byte[] Image { get; }

        /// <summary>Gets how many pages are changed in the case of few changes.</summary>
        public int FewPages
        {
            get { return ((Size / PageSize) + PagesPerChange - 1) / PagesPerChange; }
        }

        /// <summary>Gets stm32flash's times for one part and then for another one.</summary>
        public double[] Stm32Flash { get; } = new double[2];

        /// <summary>Gets the firmware's times by case.</summary>
        public Dictionary<SideBySideCase, JobTime> Firmware { get; } = new Dictionary<SideBySideCase, JobTime>();

        /// <summary>Gets those of the same jobs with --read-back.</summary>
        public Dictionary<SideBySideCase, JobTime> Reading { get; } = new Dictionary<SideBySideCase, JobTime>();

        /// <summary>Creates the firmware's run of a case.</summary>
        /// <param name="kind">The case.</param>
        /// <param name="isReadBack">Whether all of the flash is read back.</param>
        /// <returns>The run.</returns>
        public FirmwareRun Create(SideBySideCase kind, bool isReadBack)
        {
            FirmwareRun run = new FirmwareRun(Image) { IsReadBack = isReadBack };
            switch (kind)
            {
                case SideBySideCase.TwoParts:
                    run.Parts = 2;
                    break;
                case SideBySideCase.FewChanges:
                    run.ChangedPages = FewPages;
                    break;
                case SideBySideCase.Unchanged:
                    run.ChangedPages = 0;
                    break;
                case SideBySideCase.Resumed:
                    run.CutAt = 60;
                    break;
                case SideBySideCase.NearServer:
                    run.Part = LargePages;
                    break;
                case SideBySideCase.FarServer:
                    run.Part = LargePages;
                    run.IsFar = true;
                    break;
            }

            return run;
        }
    }
}
