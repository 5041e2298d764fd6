namespace Esp32Bridge.Tests.Model
{
    /// <summary>How a bootloader answers, and what it waits for next.</summary>
    public sealed class BootloaderAnswers
    {
        /// <summary>The answer that accepts.</summary>
        public const byte Ack = 0x79;

        /// <summary>The answer that refuses.</summary>
        public const byte Nack = 0x1F;

        private readonly VirtualStm32 _part;
        private readonly BootloaderFrame _frame;

        /// <summary>Creates the answers of a part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="frame">The frame that is being received.</param>
        public BootloaderAnswers(VirtualStm32 part, BootloaderFrame frame)
        {
            _part = part;
            _frame = frame;
        }

        /// <summary>Accepts and sends data.</summary>
        /// <param name="data">The data.</param>
        /// <param name="now">The time.</param>
        public void Send(byte[] data, long now)
        {
            Repeat(Ack, 1, now);
            _part.Enqueue(new Operation(OperationKind.Send, data, 0, data.Length), now);
        }

        /// <summary>Accepts, sends data and an ACK, and waits for a command.</summary>
        /// <param name="data">The data.</param>
        /// <param name="now">The time.</param>
        public void Reply(byte[] data, long now)
        {
            Send(data, now);
            Finish(true, now);
        }

        /// <summary>Answers with a byte several times, and waits for a command.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="count">How many times.</param>
        /// <param name="now">The time.</param>
        public void Repeat(byte value, int count, long now)
        {
            for (int i = 0; i < count; i++)
            {
                _part.Enqueue(new Operation(OperationKind.Answer, new byte[] { value }, 0, 1), now);
            }

            _frame.Await(BootloaderState.Command, 2);
        }

        /// <summary>Accepts, and waits for more of the command.</summary>
        /// <param name="state">What comes next.</param>
        /// <param name="expected">Its length in bytes.</param>
        /// <param name="now">The time.</param>
        public void Continue(BootloaderState state, int expected, long now)
        {
            Repeat(Ack, 1, now);
            _frame.Await(state, expected);
        }

        /// <summary>Ends a command.</summary>
        /// <param name="accepts">Whether it was accepted.</param>
        /// <param name="now">The time.</param>
        public void Finish(bool accepts, long now)
        {
            Repeat(accepts ? Ack : Nack, 1, now);
        }

        /// <summary>Runs an operation, and sends ACK whether it succeeded or not.</summary>
        /// <param name="operation">The operation.</param>
        /// <param name="now">The time.</param>
        public void Execute(Operation operation, long now)
        {
            _part.Enqueue(operation, now);
            Finish(true, now);
        }

        /// <summary>Changes the option bytes, sends ACK, and resets the part.</summary>
        /// <param name="change">The change.</param>
        /// <param name="now">The time.</param>
        public void ExecuteAndReset(Operation change, long now)
        {
            Execute(change, now);
            _part.Enqueue(new Operation(OperationKind.LoadOptions, null, 0, 1), now);
        }
    }
}
