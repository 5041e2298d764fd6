namespace Esp32Bridge.Errors
{
    /// <summary>The operation was stopped on request.</summary>
    public sealed class StoppedException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="cause">Why, as a sentence.</param>
        public StoppedException(string cause)
            : base("stop", NoAddress, "to go on to the end", "a request to stop", cause)
        {
        }
    }
}
