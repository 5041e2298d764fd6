using System;
using System.Diagnostics;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>
    /// Watches a part from outside, and concludes from its bootloader's commands how far its programming is. The firmware
    /// is not asked.
    /// </summary>
    public sealed class TargetWatch
    {
        private const string Erasing = "erase";
        private const string Writing = "write and read back";
        private const int BlockSize = 256;

        private readonly VirtualBoard _board;
        private readonly BoardPart _part;
        private readonly int _pages;
        private readonly Stopwatch _writing = new Stopwatch();
        private readonly int _erasedBefore;

        /// <summary>Begins to watch.</summary>
        /// <param name="board">The board.</param>
        /// <param name="part">The part.</param>
        /// <param name="imageSize">The length of the image that it is to get.</param>
        public TargetWatch(VirtualBoard board, BoardPart part, int imageSize)
        {
            _board = board;
            _part = part;
            Total = imageSize;
            _erasedBefore = part.Chip.Memory.Flash.EraseCount;
            _pages = part.Chip.Part.PageAt(imageSize - 1) + 1;
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

        /// <summary>Gets how much of the pages is erased, or of the image written, in percent.</summary>
        public int Percent { get; private set; }

        /// <summary>Gets whether the part is being erased or written.</summary>
        public bool IsBusy
        {
            get { return Phase == Erasing || Phase == Writing; }
        }

        /// <summary>Gets the bytes of the image a second since writing began, 0 before.</summary>
        public double Rate
        {
            get { return _writing.Elapsed.TotalSeconds > 0 ? Done / _writing.Elapsed.TotalSeconds : 0; }
        }

        /// <summary>Gets how long writing took.</summary>
        public TimeSpan WritingTime
        {
            get { return _writing.Elapsed; }
        }

        /// <summary>Looks.</summary>
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
                    Phase = Erasing;
                    Percent = Math.Min(100, 100 * (chip.Memory.Flash.EraseCount - _erasedBefore) / _pages);
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
            Phase = commits ? "commit" : Writing;
            Done = commits ? Total : (int)Math.Max(Done, position);
            Percent = (int)(100L * Done / Total);
        }
    }
}
