namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The times of a job.</summary>
    /// <param name="Programming">From entering the first bootloader until the last part is started, in seconds.</param>
    /// <param name="Job">From the job's arrival, or the restart of the ESP32, to its end, in seconds.</param>
    public sealed record JobTime(double Programming, double Job);
}
