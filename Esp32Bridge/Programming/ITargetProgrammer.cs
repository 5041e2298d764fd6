using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>A target that can be programmed, as a job sees it.</summary>
    public interface ITargetProgrammer
    {
        /// <summary>Gets the target's name in jobs.</summary>
        string Name { get; }

        /// <summary>
        /// Gets whether the last attempt left the target without a program: it waits in its bootloader and has to be
        /// programmed again.
        /// </summary>
        bool HasNoProgram { get; }

        /// <summary>Programs the target and starts it.</summary>
        /// <param name="image">The image.</param>
        /// <param name="source">Where the image comes from; it is read twice.</param>
        /// <exception cref="Errors.BridgeException">
        /// It did not work; the error tells why. The target runs its old program, unless <see cref="HasNoProgram"/> is set.
        /// </exception>
        void Program(ImageDescription image, IImageSource source);
    }
}
