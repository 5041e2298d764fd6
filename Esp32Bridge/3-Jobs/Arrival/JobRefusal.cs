namespace Esp32Bridge.Jobs
{
    /// <summary>A job that was not taken.</summary>
    public sealed class JobRefusal
    {
        /// <summary>Creates it.</summary>
        /// <param name="number">The job's number; 0 where nothing that it says is believed.</param>
        /// <param name="cause">Why.</param>
        internal JobRefusal(int number, string cause)
        {
            Number = number;
            Cause = cause;
        }

        /// <summary>Gets the job's number; 0 where nothing that it says is believed.</summary>
        public int Number { get; }

        /// <summary>Gets why it was not taken.</summary>
        public string Cause { get; }
    }
}
