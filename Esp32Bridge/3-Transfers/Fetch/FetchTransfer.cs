using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Transfers
{
    /// <summary>Serves an image to a program that fetches it in parts, and writes it to a place of its choice.</summary>
    public sealed class FetchTransfer : IImageTransfer
    {
        private const int PromptInterval = 5000;

        private readonly IClock _clock;

        /// <summary>Creates the transfer.</summary>
        /// <param name="clock">The clock.</param>
        public FetchTransfer(IClock clock)
        {
            _clock = clock;
        }

        /// <inheritdoc/>
        public string Method
        {
            get { return TransferMethod.Fetch; }
        }

        /// <inheritdoc/>
        public void Run(ISerialLine line, CheckedImage image, ITransferWatch watch)
        {
            FetchServer server = new FetchServer(line, image, _clock, watch);
            try
            {
                TryFinally.Run(
                    () =>
                    {
                        AwaitStart(server, watch);
                        Serve(server, watch);
                        server.Finish();
                    },
                    server.Dispose);
            }
            catch (FetchException error)
            {
                if (error.IsFromProgram)
                {
                    watch.StillRuns();
                }

                throw error;
            }
        }

        private void AwaitStart(FetchServer server, ITransferWatch watch)
        {
            long promptAt = _clock.Milliseconds + PromptInterval;
            while (!server.Receive())
            {
                watch.Stop.Check();
                if (_clock.Milliseconds >= promptAt)
                {
                    watch.Prompt();
                    promptAt = _clock.Milliseconds + PromptInterval;
                }
            }
        }

        // The first request has arrived.
        private static void Serve(FetchServer server, ITransferWatch watch)
        {
            int done = 0;
            do
            {
                watch.Stop.Check();
                if (server.IsEnd)
                {
                    watch.Verifying();
                }

                server.Answer();
                if (server.Furthest > done)
                {
                    done = server.Furthest;
                    watch.Progress(done);
                }

                while (!server.HasEnded && !server.Receive())
                {
                    watch.Stop.Check();
                }
            }
            while (!server.HasEnded);
        }
    }
}
