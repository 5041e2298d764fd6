using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>Jobs for the boards of the bench.</summary>
    public static class BenchJob
    {
        /// <summary>Makes a job without targets, for all devices of the bench.</summary>
        /// <param name="number">Its number.</param>
        /// <returns>The job.</returns>
        public static JobFile Create(int number)
        {
            return new JobFile(number, "bench", "esp32bridge", "push-only");
        }
    }
}
