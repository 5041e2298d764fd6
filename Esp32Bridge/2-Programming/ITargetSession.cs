namespace Esp32Bridge.Programming
{
    /// <summary>
    /// The programming of one target. It holds the line, the pins and all memory that programming needs. Even after an
    /// exception, <see cref="Release"/> must follow.
    /// </summary>
    public interface ITargetSession
    {
        /// <summary>Gets the size of the part's flash in KiB, as read from the part; 0 if it was not read.</summary>
        int FlashSize { get; }

        /// <summary>
        /// Writes the image without its start, and reads it back. From the first different page on, the target has no program.
        /// If no page differs, nothing is written. A target whose own program takes the image gets all of it.
        /// </summary>
        /// <exception cref="Errors.BridgeException">It failed, or was stopped.</exception>
        void Write();

        /// <summary>Writes the start of the image, if that is still missing, which makes the image valid. Then starts the target.</summary>
        /// <exception cref="Errors.BridgeException">It failed.</exception>
        void Commit();

        /// <summary>Restarts the target and waits for its sign of health.</summary>
        /// <param name="text">The text that it must send.</param>
        /// <param name="timeout">How long to wait, in milliseconds.</param>
        /// <exception cref="HealthException">The text did not come.</exception>
        /// <exception cref="Errors.StoppedException">A stop was requested before.</exception>
        void AwaitHealth(string text, int timeout);

        /// <summary>Releases the line and the pins. A target that still has its old program continues with it.</summary>
        /// <exception cref="System.Exception">A pin or the UART cannot be released.</exception>
        void Release();
    }
}
