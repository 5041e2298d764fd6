using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Core
{
    /// <summary>The core of a part on a board whose ESP32 may have an accelerated clock: the firmware waits for the code by that clock.</summary>
    public sealed class BoardProcessor : IProcessor
    {
        private readonly VirtualBoard _board;
        private readonly IProcessor _processor;

        /// <summary>Creates the core.</summary>
        /// <param name="board">The board.</param>
        /// <param name="processor">What runs the code.</param>
        public BoardProcessor(VirtualBoard board, IProcessor processor)
        {
            _board = board;
            _processor = processor;
        }

        /// <inheritdoc/>
        public CodeRun Run(MemoryMap memory, uint address)
        {
            CodeRun run = _processor.Run(memory, address);
            run.Instructions = (long)(run.Instructions / _board.Esp32.TimeScale);
            return run;
        }
    }
}
