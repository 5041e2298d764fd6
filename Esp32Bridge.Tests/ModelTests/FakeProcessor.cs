using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>A core that needs a time for nothing, and leaves some bytes.</summary>
    internal sealed class FakeProcessor : IProcessor
    {
        private readonly CodeRun _run;

        internal FakeProcessor(long instructions, uint address, byte[] content)
        {
            _run = new CodeRun
            {
                Instructions = instructions,
                Rests = true,
                Addresses = new uint[] { address },
                Contents = new byte[][] { content },
            };
        }

        /// <summary>Gets or sets whether the core faults in the end.</summary>
        internal bool Faults
        {
            get
            {
                return _run.Faults;
            }

            set
            {
                _run.Faults = value;
                _run.Rests = !value;
            }
        }

        /// <summary>Gets the address that it was started at, 0 before.</summary>
        internal uint Started { get; private set; }

        /// <inheritdoc/>
        public CodeRun Run(MemoryMap memory, uint address)
        {
            Started = address;
            return _run;
        }
    }
}
