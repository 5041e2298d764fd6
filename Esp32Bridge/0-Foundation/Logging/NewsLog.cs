namespace Esp32Bridge.Logging
{
    /// <summary>Writes only what is new: an error that stays is told once.</summary>
    public sealed class NewsLog : ILog
    {
        private readonly ILog _log;
        private string _last;

        /// <summary>Creates the log.</summary>
        /// <param name="log">Where the lines go.</param>
        public NewsLog(ILog log)
        {
            _log = log;
        }

        /// <summary>Writes a line, unless it is the same as the one before.</summary>
        /// <param name="line">The text without a line end.</param>
        public void Write(string line)
        {
            if (line != _last)
            {
                _last = line;
                _log.Write(line);
            }
        }

        /// <summary>Forgets the last line: what it told is over, and would be new if it came again.</summary>
        public void Forget()
        {
            _last = null;
        }
    }
}
