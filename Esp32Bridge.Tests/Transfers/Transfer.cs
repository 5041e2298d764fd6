using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;
using Esp32Bridge.Transfers;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>A sender, a receiver, and a file in which adjacent bytes differ.</summary>
    public sealed class Transfer
    {
        private readonly int _size;

        /// <summary>Creates a transfer whose receiver requests the file.</summary>
        /// <param name="size">The size of the file in bytes.</param>
        public Transfer(int size)
        {
            _size = size;
            Receiver = new FakeReceiver(Clock);
            Receiver.Say("43");
            Sender = new YmodemSender(Receiver, Stop, Clock);
        }

        /// <summary>Gets the clock.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>Gets the request to stop.</summary>
        public StopSignal Stop { get; } = new StopSignal();

        /// <summary>Gets the receiver.</summary>
        public FakeReceiver Receiver { get; }

        /// <summary>Gets the sender.</summary>
        internal YmodemSender Sender { get; }

        /// <summary>Gets how many times the receiver was prompted.</summary>
        public int Prompts { get; private set; }

        /// <summary>Gets or sets before which packet the request to stop comes; 0 for never.</summary>
        public int StopsBefore { get; set; }

        /// <summary>Returns a byte of the file.</summary>
        /// <param name="index">Its index.</param>
        /// <returns>The byte.</returns>
        public static byte ByteAt(int index)
        {
            return (byte)((index * 7) + (index >> 8));
        }

        /// <summary>Sends the file.</summary>
        public void Send()
        {
            Sender.AwaitStart(() => Prompts++);
            Sender.SendHeader("a.bin", _size);
            int packet = 0;
            for (int start = 0; start < _size; start += YmodemSender.ContentSize)
            {
                packet++;
                if (packet == StopsBefore)
                {
                    Stop.Set("A newer job has taken its place and follows.");
                }

                int count = _size - start < YmodemSender.ContentSize ? _size - start : YmodemSender.ContentSize;
                for (int i = 0; i < count; i++)
                {
                    Sender.Packet[YmodemSender.ContentStart + i] = ByteAt(start + i);
                }

                Sender.SendContent(count);
            }

            Sender.Finish();
        }

        /// <summary>Sends the file, and asserts that it succeeds.</summary>
        public void Succeed()
        {
            Send();
            Assert.IsTrue(Receiver.IsDone, "the transfer has no end");
            Assert.IsTrue(Receiver.Count >= _size, "the file is too short");
            for (int i = 0; i < Receiver.Count; i++)
            {
                Assert.AreEqual(i < _size ? ByteAt(i) : (byte)0x1A, Receiver.Content(i), "byte " + i);
            }
        }

        /// <summary>Sends the file, asserts that it fails, and cancels.</summary>
        /// <param name="error">The beginning of the error.</param>
        public void Fail(string error)
        {
            string message = string.Empty;
            try
            {
                Send();
            }
            catch (BridgeException caught)
            {
                message = caught.Message;
            }

            Sender.Cancel();
            Assert.StartsWith(error, message);
        }
    }
}
