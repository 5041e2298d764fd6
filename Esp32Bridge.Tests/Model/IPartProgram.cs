namespace Esp32Bridge.Tests.Model
{
    /// <summary>What a part runs behind a reset in the place of the image at the start of its flash: a loader that lives there, for instance.</summary>
    public interface IPartProgram
    {
        /// <summary>Gets the time of the next thing that it does by itself, in microseconds, or <see cref="VirtualStm32.Never"/>.</summary>
        long NextEvent { get; }

        /// <summary>The part begins to run it, anew.</summary>
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
