namespace Esp32Bridge.Bench.Fleet
{
    /// <summary>The parameters of a fleet.</summary>
    /// <param name="Devices">The number of devices.</param>
    /// <param name="Interval">Their interval in seconds.</param>
    /// <param name="FirstBoot">When the first device can poll, in seconds after the supply returned.</param>
    /// <param name="LastBoot">When the last device can poll.</param>
    /// <param name="Minutes">The simulated time in minutes.</param>
    public sealed record FleetOptions(int Devices, int Interval, int FirstBoot, int LastBoot, int Minutes);
}
