using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;
using Esp32Bridge.Transfers;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>A target "A" with a loader, a server with an image for it, and the programmer between them.</summary>
    public sealed class ApplicationRig
    {
        private readonly byte[] _content;

        /// <summary>Creates the rig.</summary>
        /// <param name="size">The size of the image in bytes.</param>
        /// <param name="trigger">The text that starts the loader, or null.</param>
        /// <param name="isReset">Whether the target is reset for it.</param>
        public ApplicationRig(int size, string trigger, bool isReset)
        {
            _content = new byte[size];
            for (int i = 0; i < size; i++)
            {
                _content[i] = Transfer.ByteAt(i);
            }

            Images = new FakeImages(_content);
            Receiver = new FakeReceiver(Clock);
            Wires = new FakeWires(Receiver);
            ImageDescription plain = Images.Describe(0, 0);
            Image = new ImageDescription("http://host/fw/a-2.bin?x=1", plain.Size, plain.Sha256, 0, 0, "2")
            {
                Method = TransferMethod.Ymodem,
                Trigger = trigger,
                IsReset = isReset,
            };
            Programmer = new TargetProgrammer("A", Wires, new Stm32Devices(), new IImageTransfer[] { new YmodemTransfer(Clock) }, null, Stop, Clock, Progress, new FakeLog());
        }

        /// <summary>Gets the clock.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>Gets the request to stop.</summary>
        public StopSignal Stop { get; } = new StopSignal();

        /// <summary>Gets the phases.</summary>
        public FakeProgress Progress { get; } = new FakeProgress();

        /// <summary>Gets the server.</summary>
        public FakeImages Images { get; }

        /// <summary>Gets the image.</summary>
        public ImageDescription Image { get; set; }

        /// <summary>Gets the loader.</summary>
        public FakeReceiver Receiver { get; }

        /// <summary>Gets the wires.</summary>
        public FakeWires Wires { get; }

        /// <summary>Gets what the flash of the target holds.</summary>
        public FakeFlash Flash { get; } = new FakeFlash();

        /// <summary>Gets the programmer.</summary>
        public TargetProgrammer Programmer { get; }

        /// <summary>Takes all steps and releases the target.</summary>
        /// <param name="health">The sign of health, or null.</param>
        /// <returns>The message of the error that it ended with, or an empty text.</returns>
        public string Run(string health)
        {
            string message = string.Empty;
            try
            {
                CheckedImage image = new CheckedImage(Image, Images);
                Programmer.Check(image);
                ITargetSession session = Programmer.Enter(image, Flash.Begin());
                TryFinally.Run(
                    () =>
                    {
                        session.Write();
                        session.Commit();
                        if (health != null)
                        {
                            session.AwaitHealth(health, 1000);
                        }
                    },
                    session.Release);
            }
            catch (BridgeException error)
            {
                message = error.Message;
            }

            return message;
        }

        /// <summary>Returns whether the loader has the whole image.</summary>
        /// <returns>True if it has.</returns>
        public bool IsThere()
        {
            for (int i = 0; i < _content.Length; i++)
            {
                if (i >= Receiver.Count || Receiver.Content(i) != _content[i])
                {
                    return false;
                }
            }

            return Receiver.IsDone;
        }
    }
}
