using System;
using System.Diagnostics;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>
    /// Watches a part from outside, and derives the progress from the commands to its bootloader. The firmware does not
    /// help.
    /// </summary>
    public sealed class TargetWatch
    {
        private const string Programming = "program";
        private const int BlockSize = 256;

        private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(500);

        private readonly VirtualBoard _board;
        private readonly BoardPart _part;
        private readonly Stopwatch _writing = new Stopwatch();
        private readonly int _erasedBefore;

        /// <summary>Starts to watch.</summary>
        /// <param name="board">The board.</param>
        /// <param name="part">The part.</param>
        /// <param name="imageSize">The length of its new image.</param>
        public TargetWatch(VirtualBoard board, BoardPart part, int imageSize)
        {
            _board = board;
            _part = part;
            Total = imageSize;
            _erasedBefore = part.Chip.Memory.Flash.EraseCount;
        }

        /// <summary>Gets the target's name.</summary>
        public string Name
        {
            get { return _part.Target.Name; }
        }

        /// <summary>Gets what the part does, in a word or two.</summary>
        public string Phase { get; private set; } = "off";

        /// <summary>Gets how many bytes of the image are written and read back.</summary>
        public int Done { get; private set; }

        /// <summary>Gets the length of the image.</summary>
        public int Total { get; }

        /// <summary>Gets how much of the image is written and read back, in percent.</summary>
        public int Percent { get; private set; }

        /// <summary>Gets whether the part is being programmed.</summary>
        public bool IsBusy
        {
            get { return Phase == Programming; }
        }

        /// <summary>Gets the bytes of the image per second since the start of writing, 0 while there are too few.</summary>
        public double Rate
        {
            get { return _writing.Elapsed > _shortest ? Done / _writing.Elapsed.TotalSeconds : 0; }
        }

        /// <summary>Gets the duration of writing.</summary>
        public TimeSpan WritingTime
        {
            get { return _writing.Elapsed; }
        }

        /// <summary>Updates the progress.</summary>
        public void Look()
        {
            _board.Run(_ => Look(_part.Chip));
        }

        private void Look(VirtualStm32 chip)
        {
            switch (chip.State)
            {
                case PartState.Bootloader:
                    LookAtBootloader(chip);
                    break;
                case PartState.Application:
                    _writing.Stop();
                    Phase = "runs " + chip.Version;
                    Percent = chip.Memory.Flash.EraseCount > _erasedBefore ? 100 : 0;
                    break;
                default:
                    Phase = chip.State.ToString().ToLowerInvariant();
                    break;
            }
        }

        private void LookAtBootloader(VirtualStm32 chip)
        {
            switch (chip.Bootloader.LastCommand)
            {
                case 0x43:
                case 0x44:
                    Phase = Programming;
                    break;
                case 0x11:
                case 0x31:
                    LookAtWriting(chip.Bootloader.LastAddress);
                    break;
                default:
                    Phase = "identify";
                    break;
            }
        }

        private void LookAtWriting(uint address)
        {
            long position = (long)address - Stm32Part.FlashBase;
            if (position < 0 || position >= Total || _erasedBefore == _part.Chip.Memory.Flash.EraseCount)
            {
                return;
            }

            _writing.Start();
            bool commits = position < BlockSize && Done >= Total - BlockSize;
            Phase = commits ? "commit" : Programming;
            Done = commits ? Total : (int)Math.Max(Done, position);
            Percent = (int)(100L * Done / Total);
        }
    }
}
