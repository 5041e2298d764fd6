using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// A target that can be programmed, as a job sees it: step by step, so that several targets can go through each step
    /// together.
    /// </summary>
    public interface ITargetProgrammer
    {
        /// <summary>Gets the target's name in jobs.</summary>
        string Name { get; }

        /// <summary>Looks at what a job says of an image, before there is one.</summary>
        /// <param name="image">What it says.</param>
        /// <exception cref="ProgrammingException">That can never be done: the part or the way is not known, or the image has no place in the part.</exception>
        void CheckJob(ImageDescription image);

        /// <summary>Downloads the image once and holds it against the job. The target runs meanwhile.</summary>
        /// <param name="image">The image, which keeps what was found; <see cref="ITargetSession.Write"/> reads it again.</param>
        /// <exception cref="Errors.BridgeException">The image cannot be had, is not what the job says, or is not for such a part.</exception>
        void Check(CheckedImage image);

        /// <summary>
        /// Puts the target into its bootloader, and looks whether it can take the image; or asks its own program to take it.
        /// Its flash is not changed. When this fails, the target is let go of, as by <see cref="ITargetSession.Release"/>.
        /// </summary>
        /// <param name="image">The image, which was checked: of one that was not, nothing gets into the target.</param>
        /// <param name="flash">What the flash of the target holds.</param>
        /// <returns>The session, which is to be released.</returns>
        /// <exception cref="Errors.BridgeException">The target does not answer, is another part, or is protected.</exception>
        ITargetSession Enter(CheckedImage image, TargetFlash flash);

        /// <summary>Starts what program a target has that an earlier life of the ESP32 may have left in its bootloader.</summary>
        /// <param name="image">The image of its job, which tells what part it is.</param>
        /// <exception cref="Errors.BridgeException">The line cannot be had, or the part is unknown.</exception>
        void Restart(ImageDescription image);
    }
}
