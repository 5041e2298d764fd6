namespace Esp32Bridge.Errors
{
    /// <summary>What was under way was stopped on request.</summary>
    public sealed class StoppedException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        public StoppedException()
            : base("stop", NoAddress, "to go on to the end", "a request to stop", "A newer job has taken its place and follows.")
        {
        }
    }
}
