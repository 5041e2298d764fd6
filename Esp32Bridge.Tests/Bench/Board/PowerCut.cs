namespace Esp32Bridge.Bench.Board
{
    /// <summary>A plug that is pulled at a given step.</summary>
    public sealed class PowerCut
    {
        /// <summary>Creates a cut.</summary>
        /// <param name="step">The step of the board, counted from 1.</param>
        /// <param name="victim">The name of the target that loses its supply, or null for the ESP32.</param>
        public PowerCut(long step, string victim)
        {
            Step = step;
            Victim = victim;
        }

        /// <summary>Gets the step.</summary>
        public long Step { get; }

        /// <summary>Gets the name of the target that loses its supply, or null for the ESP32.</summary>
        public string Victim { get; }
    }
}
