using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>A target that can be programmed in more than one way: each image says which.</summary>
    public sealed class MethodProgrammer : ITargetProgrammer
    {
        private readonly ITargetProgrammer _bootloader;
        private readonly ITargetProgrammer _application;
        private ITargetProgrammer _active;

        /// <summary>Creates the programmer.</summary>
        /// <param name="bootloader">Programs the target through its system bootloader.</param>
        /// <param name="application">Programs it through its own program.</param>
        public MethodProgrammer(ITargetProgrammer bootloader, ITargetProgrammer application)
        {
            _bootloader = bootloader;
            _application = application;
            _active = bootloader;
        }

        /// <inheritdoc/>
        public string Name
        {
            get { return _bootloader.Name; }
        }

        /// <inheritdoc/>
        public bool HasNoProgram
        {
            get { return _active.HasNoProgram; }
            set { _active.HasNoProgram = value; }
        }

        /// <inheritdoc/>
        public void Check(ImageDescription image, IImageSource source)
        {
            Choose(image);
            _active.Check(image, source);
        }

        /// <inheritdoc/>
        public void Enter()
        {
            _active.Enter();
        }

        /// <inheritdoc/>
        public void Write()
        {
            _active.Write();
        }

        /// <inheritdoc/>
        public void Commit()
        {
            _active.Commit();
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
            _active.AwaitHealth(text, timeout);
        }

        /// <inheritdoc/>
        public void Release()
        {
            _active.Release();
        }

        /// <inheritdoc/>
        public void Restart(ImageDescription image)
        {
            Choose(image);
            _active.Restart(image);
        }

        private void Choose(ImageDescription image)
        {
            bool hasNoProgram = HasNoProgram;
            _active = image.Method == TransferMethod.Bootloader ? _bootloader : _application;
            HasNoProgram = hasNoProgram;
        }
    }
}
