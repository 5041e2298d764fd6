namespace Esp32Bridge.Programming
{
    /// <summary>Receives the progress of programming.</summary>
    public interface IProgress
    {
        /// <summary>Reports the progress. Called often; must return soon and not throw.</summary>
        /// <param name="target">The target's name.</param>
        /// <param name="phase">The phase.</param>
        /// <param name="done">How many bytes of the image went through the phase.</param>
        /// <param name="total">The image's length in bytes.</param>
        void Report(string target, ProgrammingPhase phase, int done, int total);
    }
}
