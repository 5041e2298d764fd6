using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Ymodem
{
    /// <summary>
    /// Sends an image by YMODEM, as ST's loaders for in-application programming take it (AN4657). The last packet goes
    /// only when the SHA-256 of the whole stream is right: of another image, no part gets the end.
    /// </summary>
    public sealed class YmodemTransfer : IImageTransfer
    {
        private readonly IClock _clock;

        /// <summary>Creates the transfer.</summary>
        /// <param name="clock">The clock.</param>
        public YmodemTransfer(IClock clock)
        {
            _clock = clock;
        }

        /// <inheritdoc/>
        public string Method
        {
            get { return TransferMethod.Ymodem; }
        }

        /// <inheritdoc/>
        public void Run(ISerialLine line, ImageDescription image, IImageSource source, ITransferWatch watch)
        {
            YmodemSender sender = new YmodemSender(line, watch.Stop, _clock);
            sender.AwaitStart(watch.Prompt);
            bool isDone = false;
            TryFinally.Run(
                () =>
                {
                    ImageReader reader = new ImageReader(image, source);
                    TryFinally.Run(() => Send(sender, image, reader, watch), reader.Dispose);
                    isDone = true;
                },
                () =>
                {
                    if (!isDone)
                    {
                        sender.Cancel();
                    }
                });
        }

        private static void Send(YmodemSender sender, ImageDescription image, ImageReader reader, ITransferWatch watch)
        {
            watch.Began();
            sender.SendHeader(NameOf(image.Url), image.Size);
            do
            {
                int count = reader.Read(sender.Packet, YmodemSender.ContentStart, YmodemSender.ContentSize);
                if (reader.Position == image.Size)
                {
                    watch.Verifying();
                    reader.Verify();
                }

                sender.SendContent(count);
                watch.Progress(reader.Position);
            }
            while (reader.Position < image.Size);

            sender.Finish();
        }

        // The last part of the path; a receiver takes it for the end of the transfer when there is none.
        private static string NameOf(string url)
        {
            string name = UrlText.FileNameOf(url);
            return name.Length == 0 ? "image.bin" : name;
        }
    }
}
