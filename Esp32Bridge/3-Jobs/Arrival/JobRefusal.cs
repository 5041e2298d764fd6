namespace Esp32Bridge.Jobs
{
    /// <summary>A refused job.</summary>
    public sealed class JobRefusal
    {
        /// <summary>Creates the refusal.</summary>
        /// <param name="number">The job's number; 0 if the job is not authentic.</param>
        /// <param name="cause">The reason.</param>
        internal JobRefusal(int number, string cause)
        {
            Number = number;
            Cause = cause;
        }

        /// <summary>Gets the job's number; 0 if the job is not authentic.</summary>
        public int Number { get; }

        /// <summary>Gets the reason.</summary>
        public string Cause { get; }
    }
}
