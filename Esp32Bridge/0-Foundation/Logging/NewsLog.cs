namespace Esp32Bridge.Logging
{
    /// <summary>Writes only what is new: a lasting error is logged once.</summary>
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

        /// <summary>Forgets the last line: its cause is over, so the same line is new if it comes again.</summary>
        public void Forget()
        {
            _last = null;
        }
    }
}
