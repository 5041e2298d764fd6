namespace Esp32Bridge.Programming
{
    /// <summary>Where it is remembered what the flash of a target holds. It should survive a restart.</summary>
    public interface IFlashRecord
    {
        /// <summary>Gets what it holds.</summary>
        FlashState Flash { get; }

        /// <summary>Remembers what it holds from now on. Returns when that is kept: a part is changed only behind it.</summary>
        /// <param name="state">What it holds.</param>
        void Remember(FlashState state);
    }
}
