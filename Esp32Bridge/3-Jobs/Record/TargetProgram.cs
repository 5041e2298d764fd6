namespace Esp32Bridge.Jobs
{
    /// <summary>The program that a job has given to a target.</summary>
    public sealed class TargetProgram
    {
        /// <summary>Creates the entry.</summary>
        /// <param name="target">The target's name.</param>
        /// <param name="version">The version of the image that was read back and started.</param>
        /// <param name="isHealthy">Whether the program has sent its sign of health.</param>
        internal TargetProgram(string target, string version, bool isHealthy)
        {
            Target = target;
            Version = version;
            IsHealthy = isHealthy;
        }

        /// <summary>Gets the target's name.</summary>
        public string Target { get; }

        /// <summary>Gets the version of the image that was read back and started.</summary>
        public string Version { get; }

        /// <summary>Gets whether the program has sent its sign of health. If not, it is only known that it was started.</summary>
        public bool IsHealthy { get; }
    }
}
