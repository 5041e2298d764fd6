namespace Esp32Bridge.Bridge
{
    /// <summary>Where clients that cannot set lines and parity have a part reset. Called by any thread.</summary>
    public interface IResetDesk
    {
        /// <summary>Tells whether an address may use the bridge.</summary>
        /// <param name="address">The IPv4 address.</param>
        /// <returns>Whether it may.</returns>
        bool Allows(string address);

        /// <summary>Tells whether there is a bridge to a target.</summary>
        /// <param name="target">The target's name.</param>
        /// <returns>Whether there is.</returns>
        bool Knows(string target);

        /// <summary>Has a part reset into its bootloader or its application, and the line changed accordingly. Returns when that is done.</summary>
        /// <param name="target">The target's name, one that is known.</param>
        /// <param name="intoBootloader">Whether it is to be its bootloader.</param>
        /// <returns>False when it is not done: a job has the parts, or another request is being carried out.</returns>
        bool Send(string target, bool intoBootloader);
    }
}
