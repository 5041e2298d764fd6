namespace Esp32Bridge.Programming
{
    /// <summary>The record of what the flash of a target holds. It should survive a restart.</summary>
    public interface IFlashRecord
    {
        /// <summary>Gets what the flash holds.</summary>
        FlashState Flash { get; }

        /// <summary>Stores what the flash holds from now on. Returns when that is stored: the part is changed only afterwards.</summary>
        /// <param name="state">What the flash holds.</param>
        void Remember(FlashState state);
    }
}
