using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>All steps of a programmer, as in a job with one target.</summary>
    public static class ProgrammerSteps
    {
        /// <summary>Programs a target and starts it.</summary>
        /// <param name="programmer">The target's programmer.</param>
        /// <param name="image">The image.</param>
        /// <param name="source">Where it comes from.</param>
        /// <param name="flash">What its flash holds.</param>
        public static void Program(ITargetProgrammer programmer, ImageDescription image, IImageSource source, TargetFlash flash)
        {
            CheckedImage checkedImage = new CheckedImage(image, source);
            programmer.Check(checkedImage);
            ITargetSession session = programmer.Enter(checkedImage, flash);
            TryFinally.Run(
                () =>
                {
                    session.Write();
                    session.Commit();
                },
                session.Release);
        }
    }
}
