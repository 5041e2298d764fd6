namespace Esp32Bridge.Wires
{
    /// <summary>A control pin of a target, asserted and released independently of its polarity.</summary>
    public interface IControlPin
    {
        /// <summary>Drives the pin to its active level.</summary>
        void Assert();

        /// <summary>Drives the pin to its inactive level, or lets its pull resistor do so.</summary>
        void Release();

        /// <summary>Stops driving the pin: its pull resistor sets the level. Allowed at any time, also twice.</summary>
        void Close();
    }
}
