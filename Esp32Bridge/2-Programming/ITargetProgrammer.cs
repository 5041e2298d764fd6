using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// A target that can be programmed, as a job sees it: step by step, so that several targets can go through each step
    /// together. Whatever a step threw, <see cref="Release"/> has to follow.
    /// </summary>
    public interface ITargetProgrammer
    {
        /// <summary>Gets the target's name in jobs.</summary>
        string Name { get; }

        /// <summary>
        /// Gets or sets whether the target has no program: it waits in its bootloader and has to be programmed again. Set it
        /// when that is known of an earlier life of the ESP32.
        /// </summary>
        bool HasNoProgram { get; set; }

        /// <summary>Downloads the image once and holds it against the job. The target runs meanwhile.</summary>
        /// <param name="image">The image.</param>
        /// <param name="source">Where it comes from; it is read again by <see cref="Write"/>.</param>
        /// <exception cref="Errors.BridgeException">The image cannot be had, is not what the job says, or is not for such a part.</exception>
        void Check(ImageDescription image, IImageSource source);

        /// <summary>Puts the target into its bootloader, and looks whether it can take the image; or asks its own program to take it. Its flash is not changed.</summary>
        /// <exception cref="Errors.BridgeException">It does not answer, is another part, or is protected.</exception>
        void Enter();

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
        void AwaitHealth(string text, int timeout);

        /// <summary>
        /// Lets go of the line and of the pins. A target that was entered and still has its old program goes on with it.
        /// </summary>
        void Release();

        /// <summary>Starts what program a target has that an earlier life of the ESP32 may have left in its bootloader.</summary>
        /// <param name="image">The image of its job, which tells what part it is.</param>
        /// <exception cref="Errors.BridgeException">The line cannot be had, or the part is unknown.</exception>
        void Restart(ImageDescription image);
    }
}
