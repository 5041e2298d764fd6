using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>Observes and controls a transfer.</summary>
    public interface ITransferWatch
    {
        /// <summary>Gets the request to stop. Check it while waiting for the program, and between packets.</summary>
        StopSignal Stop { get; }

        /// <summary>Asks the program once more to begin, if the job has a trigger. Call it every few seconds until the program begins.</summary>
        void Prompt();

        /// <summary>Call it before sending anything that may cost the target its program: its content is not known from then on.</summary>
        void Began();

        /// <summary>Reverses <see cref="Began"/>: the program has shown that it runs, although it has not got the image.</summary>
        void StillRuns();

        /// <summary>Reports the progress.</summary>
        /// <param name="done">How many bytes of the image the target has.</param>
        void Progress(int done);

        /// <summary>Reports that the SHA-256 of the sent bytes is now compared with that of the image.</summary>
        void Verifying();
    }
}
