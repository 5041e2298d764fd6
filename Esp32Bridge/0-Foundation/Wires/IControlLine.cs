namespace Esp32Bridge.Board
{
    /// <summary>A line to a target that is asserted or let go, whatever level that takes.</summary>
    public interface IControlLine
    {
        /// <summary>Drives the line to its active level.</summary>
        void Assert();

        /// <summary>Drives the line to its inactive level, or leaves that to its pull resistor.</summary>
        void Release();

        /// <summary>Lets go of the pin; the line falls back to its pull resistor. Allowed at any time, also twice.</summary>
        void Close();
    }
}
