namespace Esp32Bridge.Programming
{
    /// <summary>
    /// A target that was entered in order to be programmed. It holds the line, the pins and all memory that programming needs;
    /// whatever a step threw, <see cref="Release"/> has to follow.
    /// </summary>
    public interface ITargetSession
    {
        /// <summary>Gets the size of the part's flash in KiB, as it said itself; 0 as long as, or where, nobody asks it.</summary>
        int FlashSize { get; }

        /// <summary>
        /// Writes the image but for its start, and reads it back. From the first page that differs, the target has no
        /// program; when none does, nothing is written. A target whose own program takes the image gets all of it.
        /// </summary>
        /// <exception cref="Errors.BridgeException">It did not work, or was stopped.</exception>
        void Write();

        /// <summary>Writes the start of the image, where that is left to be done, which makes it valid, and starts the target.</summary>
        /// <exception cref="Errors.BridgeException">It did not work.</exception>
        void Commit();

        /// <summary>Starts the target anew and waits until its program says that it is well.</summary>
        /// <param name="text">What it has to send.</param>
        /// <param name="timeout">Within how many milliseconds.</param>
        /// <exception cref="HealthException">It did not.</exception>
        /// <exception cref="Errors.StoppedException">It was asked to stop before.</exception>
        void AwaitHealth(string text, int timeout);

        /// <summary>Lets go of the line and of the pins. A target that still has its old program goes on with it.</summary>
        /// <exception cref="System.Exception">A pin or the UART does not do it.</exception>
        void Release();
    }
}
