namespace Esp32Bridge.Programming
{
    /// <summary>Reports the progress of an image on its way into a target.</summary>
    internal sealed class PhaseReport
    {
        private readonly string _target;
        private readonly int _size;
        private readonly IProgress _progress;

        /// <summary>Creates the report.</summary>
        /// <param name="target">The target's name.</param>
        /// <param name="size">The image's length in bytes.</param>
        /// <param name="progress">Receives the progress.</param>
        internal PhaseReport(string target, int size, IProgress progress)
        {
            _target = target;
            _size = size;
            _progress = progress;
        }

        /// <summary>Reports that a phase begins or continues.</summary>
        /// <param name="phase">The phase.</param>
        /// <param name="done">How many bytes of the image went through it.</param>
        internal void Tell(ProgrammingPhase phase, int done)
        {
            _progress.Report(_target, phase, done, _size);
        }

        /// <summary>Reports that a phase begins that concerns the whole image.</summary>
        /// <param name="phase">The phase.</param>
        internal void Tell(ProgrammingPhase phase)
        {
            _progress.Report(_target, phase, _size, _size);
        }
    }
}
