namespace Esp32Bridge.Bench.Fleet
{
    /// <summary>A fleet.</summary>
    /// <param name="Devices">How many devices it has.</param>
    /// <param name="Interval">Their interval in seconds.</param>
    /// <param name="FirstBoot">When the first device can ask, in seconds from the moment when the supply is there.</param>
    /// <param name="LastBoot">When the last one can.</param>
    /// <param name="Minutes">For how long it is looked at.</param>
    public sealed record FleetOptions(int Devices, int Interval, int FirstBoot, int LastBoot, int Minutes);
}
