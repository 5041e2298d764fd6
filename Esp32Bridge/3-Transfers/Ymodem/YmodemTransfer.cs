using System;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Transfers
{
    /// <summary>
    /// Sends an image by YMODEM, as ST's loaders for in-application programming expect it (AN4657). Only packets that are identical to the checked
    /// image are sent. A part never gets a byte of another image.
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
        public void Run(ISerialLine line, CheckedImage image, ITransferWatch watch)
        {
            YmodemSender sender = new YmodemSender(line, watch.Stop, _clock);
            sender.AwaitStart(watch.Prompt);
            bool isDone = false;
            TryFinally.Run(
                () =>
                {
                    ImageReader reader = new ImageReader(image);
                    TryFinally.Run(() => Send(sender, image.Description, reader, watch), reader.Dispose);
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
            // Load first: the header may make the loader erase its program, so the image has to be available.
            reader.Load(0);
            watch.Began();
            sender.SendHeader(NameOf(image.Url), image.Size);
            int count;
            for (int position = 0; position < image.Size; position += count)
            {
                // A piece is a multiple of the packet size.
                int place = reader.Load(position);
                int left = image.Size - position;
                count = left < YmodemSender.ContentSize ? left : YmodemSender.ContentSize;
                if (count == left)
                {
                    watch.Verifying();
                }

                Array.Copy(reader.Piece, place, sender.Packet, YmodemSender.ContentStart, count);
                sender.SendContent(count);
                watch.Progress(position + count);
            }

            sender.Finish();
        }

        // Returns the last segment of the path. An empty name would end the transfer, so there is a default.
        private static string NameOf(string url)
        {
            string name = UrlText.FileNameOf(url);
            return name.Length == 0 ? "image.bin" : name;
        }
    }
}
