namespace Esp32Bridge.Tests.Model
{
    /// <summary>What is around a part: its wires and its supply.</summary>
    public interface IPartEnvironment
    {
        /// <summary>A byte of the part is complete on the line.</summary>
        /// <param name="port">The part's USART; 0 is the one that is wired to the ESP32.</param>
        /// <param name="value">The byte.</param>
        /// <param name="format">How the part sends.</param>
        /// <param name="now">The time, in microseconds.</param>
        void Deliver(int port, byte value, UartFormat format, long now);

        /// <summary>
        /// Called at each step of the part at which its supply could fail: a byte received, a byte sent, a unit that
        /// is being programmed, a page that is being erased. The callee may switch the part off.
        /// </summary>
        /// <param name="now">The time, in microseconds.</param>
        void Step(long now);
    }
}
