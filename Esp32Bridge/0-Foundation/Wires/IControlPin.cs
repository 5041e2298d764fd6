namespace Esp32Bridge.Wires
{
    /// <summary>A pin of a target that is asserted or let go, whatever level that takes.</summary>
    public interface IControlPin
    {
        /// <summary>Drives the pin to its active level.</summary>
        void Assert();

        /// <summary>Drives the pin to its inactive level, or leaves that to its pull resistor.</summary>
        void Release();

        /// <summary>Lets go of it; it falls back to its pull resistor. Allowed at any time, also twice.</summary>
        void Close();
    }
}
