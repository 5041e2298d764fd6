using Esp32Bridge.Bench.Chip;

namespace System
{
    /// <summary>Stands in for nanoFramework's type of this name: what the firmware writes goes to the board's log.</summary>
    internal static class Console
    {
        /// <summary>Writes a line.</summary>
        /// <param name="value">The text.</param>
        public static void WriteLine(string value)
        {
            Session session = Session.Current;
            session.Chip.Write(value);
        }
    }
}
