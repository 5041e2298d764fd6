namespace Esp32Bridge.Tests.Model
{
    /// <summary>What a part runs after a reset instead of the image at the start of its flash: for example a resident loader.</summary>
    public interface IPartProgram
    {
        /// <summary>Gets the time of its next own action, in microseconds, or <see cref="VirtualStm32.Never"/>.</summary>
        long NextEvent { get; }

        /// <summary>The part starts to run it from the beginning.</summary>
        /// <param name="now">The time.</param>
        void Start(long now);

        /// <summary>A byte arrived at the part's USART 0.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="format">How it was sent.</param>
        /// <param name="now">The time.</param>
        void Receive(byte value, UartFormat format, long now);

        /// <summary>Does what is due.</summary>
        void Advance();
    }
}
