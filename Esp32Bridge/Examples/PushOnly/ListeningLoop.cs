using Esp32Bridge.Board;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Examples.PushOnly
{
    /// <summary>The application loop of this product: it logs the output of its part.</summary>
    public sealed class ListeningLoop : IApplicationLoop
    {
        private const int Patience = 100;

        private readonly BoardTarget _target;
        private readonly ILog _log;
        private readonly TextAssembler _text = new TextAssembler();
        private readonly byte[] _buffer = new byte[64];

        /// <summary>Creates the loop. It opens nothing.</summary>
        /// <param name="target">The part's wires.</param>
        /// <param name="log">The log for the part's lines.</param>
        public ListeningLoop(BoardTarget target, ILog log)
        {
            _target = target;
            _log = log;
        }

        /// <inheritdoc/>
        public void Start()
        {
            _text.Clear();
            _target.OpenForApplication();
        }

        /// <inheritdoc/>
        public void Turn()
        {
            int count = _target.Line.Read(_buffer, 0, _buffer.Length, Patience);
            for (int i = 0; i < count; i++)
            {
                string line = _text.Add(_buffer[i]);
                if (line != null)
                {
                    _log.Write(line);
                }
            }
        }

        /// <inheritdoc/>
        public void Stop()
        {
            _target.Close();
        }
    }
}
