using Esp32Bridge.Bench.Chip;

namespace System
{
    /// <summary>Stands in for nanoFramework's type of this name, which has no other members.</summary>
    internal static class Environment
    {
        /// <summary>Gets the milliseconds since power-on.</summary>
        public static long TickCount64
        {
            get { return Session.Current.Milliseconds; }
        }
    }
}
