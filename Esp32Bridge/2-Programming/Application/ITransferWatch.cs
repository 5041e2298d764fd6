using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>Who watches over a transfer.</summary>
    public interface ITransferWatch
    {
        /// <summary>Gets the request to stop. To be heard while the program is awaited, and between packets.</summary>
        StopSignal Stop { get; }

        /// <summary>Asks the program once more to begin, where the job has a trigger. To be called every few seconds until it does.</summary>
        void Prompt();

        /// <summary>To be called before the first thing goes over that may cost the target its program: nobody knows what it has from here on.</summary>
        void Began();

        /// <summary>Takes <see cref="Began"/> back: the program has shown that it runs, although it has not got the image.</summary>
        void StillRuns();

        /// <summary>Says how far it is.</summary>
        /// <param name="done">How many bytes of the image the target has.</param>
        void Progress(int done);

        /// <summary>Says that what went over is held against the SHA-256 of the image.</summary>
        void Verifying();
    }
}
