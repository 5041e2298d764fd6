namespace Esp32Bridge.Jobs
{
    /// <summary>The program that a job has given a target, as far as it was seen.</summary>
    public sealed class TargetProgram
    {
        /// <summary>Creates it.</summary>
        /// <param name="target">The target's name.</param>
        /// <param name="version">The version of the image that was read back and started.</param>
        /// <param name="isHealthy">Whether the program has given its sign of health.</param>
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

        /// <summary>Gets whether the program has given its sign of health; if not, it is known only that it was started.</summary>
        public bool IsHealthy { get; }
    }
}
