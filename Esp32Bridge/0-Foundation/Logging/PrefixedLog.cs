namespace Esp32Bridge.Logging
{
    /// <summary>Begins each line with its subject.</summary>
    public sealed class PrefixedLog : ILog
    {
        private readonly string _prefix;
        private readonly ILog _log;

        /// <summary>Creates the log.</summary>
        /// <param name="prefix">What each line begins with, "A: " for instance.</param>
        /// <param name="log">Where the lines go.</param>
        public PrefixedLog(string prefix, ILog log)
        {
            _prefix = prefix;
            _log = log;
        }

        /// <inheritdoc/>
        public void Write(string line)
        {
            _log.Write(_prefix + line);
        }
    }
}
