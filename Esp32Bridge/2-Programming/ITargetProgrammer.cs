using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Programs a target for a job, step by step, so that several targets can go through each step together.
    /// </summary>
    public interface ITargetProgrammer
    {
        /// <summary>Gets the target's name in jobs.</summary>
        string Name { get; }

        /// <summary>Checks what a job says about an image, before its download.</summary>
        /// <param name="image">The description.</param>
        /// <param name="awaitsHealth">Whether the job waits for a sign of health.</param>
        /// <exception cref="ProgrammingException">
        /// The job can never be done: the part or the method is not known, the image does not fit into the part, or the target does not
        /// have the line that is needed.
        /// </exception>
        void CheckJob(ImageDescription image, bool awaitsHealth);

        /// <summary>Downloads the image once and compares it with the job. The target keeps running.</summary>
        /// <param name="image">The image; it stores the check values. <see cref="ITargetSession.Write"/> reads it again.</param>
        /// <exception cref="Errors.BridgeException">The image is not available, differs from the job, or is not for this part.</exception>
        void Check(CheckedImage image);

        /// <summary>
        /// Puts the target into its bootloader and checks whether it can take the image; or asks its own program to take it. The
        /// flash is not changed. If this fails, the target is released, as by <see cref="ITargetSession.Release"/>.
        /// </summary>
        /// <param name="image">The checked image; nothing of an unchecked one gets into the target.</param>
        /// <param name="flash">What the flash of the target holds.</param>
        /// <returns>The session; the caller must release it.</returns>
        /// <exception cref="Errors.BridgeException">The target does not answer, is another part, or is protected.</exception>
        ITargetSession Enter(CheckedImage image, TargetFlash flash);

        /// <summary>Starts the program of a target that may still be in its bootloader since before a restart of the ESP32.</summary>
        /// <param name="image">The image of its job, which names the part.</param>
        /// <exception cref="Errors.BridgeException">The line cannot be opened, or the part is unknown.</exception>
        void Restart(ImageDescription image);
    }
}
