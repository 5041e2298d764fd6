namespace Esp32Bridge.Tests.Model
{
    /// <summary>A byte of flash that keeps its value through some erases.</summary>
    public sealed class StuckCell
    {
        private int _erases;

        /// <summary>Creates the cell.</summary>
        /// <param name="offset">Its offset.</param>
        /// <param name="value">Its value.</param>
        /// <param name="erases">How many erases it survives.</param>
        public StuckCell(int offset, byte value, int erases)
        {
            Offset = offset;
            Value = value;
            _erases = erases;
        }

        /// <summary>Gets its offset.</summary>
        public int Offset { get; }

        /// <summary>Gets its value.</summary>
        public byte Value { get; }

        /// <summary>Handles an erase of its page.</summary>
        /// <returns>True if it keeps its value.</returns>
        public bool Outlasts()
        {
            _erases--;
            return _erases >= 0;
        }
    }
}
