namespace Esp32Bridge.Data
{
    /// <summary>The version of this firmware; all its assemblies have it (AssemblyInfo.cs).</summary>
    public static class FirmwareVersion
    {
        /// <summary>Gets it as four numbers, "1.0.0.0".</summary>
        public static string Text
        {
            get { return typeof(FirmwareVersion).Assembly.GetName().Version.ToString(); }
        }
    }
}
