using System;

namespace Esp32Bridge.An3155
{
    /// <summary>
    /// The two generic commands whose meaning differs from part to part (AN3155 3.14, 3.15). The exceptions are those
    /// of <see cref="BootloaderClient"/>.
    /// </summary>
    public sealed class SpecialClient
    {
        /// <summary>The most data of Special, and of the first packet of Extended Special.</summary>
        public const int DataSize = 128;

        /// <summary>The most data of the second packet of Extended Special.</summary>
        public const int SecondDataSize = 1024;

        // What the part does meanwhile is not specified; it may write flash.
        private const int ExecuteTimeout = 5000;

        private readonly BootloaderLink _link;

        /// <summary>Creates the client.</summary>
        /// <param name="link">The frames to the part.</param>
        public SpecialClient(BootloaderLink link)
        {
            _link = link;
        }

        /// <summary>Executes a sub-command (AN3155 3.14).</summary>
        /// <param name="operation">The operation code.</param>
        /// <param name="data">Its data, 0 to 128 bytes.</param>
        /// <returns>The answer: its data and its status.</returns>
        public SpecialAnswer Special(ushort operation, byte[] data)
        {
            CheckLength(data, DataSize, "data");
            Begin(CommandCode.Special, "Special", operation);
            SendPacket((ushort)data.Length, data, ExecuteTimeout);
            byte[] answer = ReceivePacket();
            byte[] status = ReceivePacket();
            _link.ExpectAck(ExecuteTimeout);
            return new SpecialAnswer(answer, status);
        }

        /// <summary>Executes a sub-command that takes more data (AN3155 3.15).</summary>
        /// <param name="operation">The operation code.</param>
        /// <param name="data">The first packet, 0 to 128 bytes.</param>
        /// <param name="more">The second packet, 0 to 1024 bytes.</param>
        /// <returns>The status.</returns>
        public byte[] ExtendedSpecial(ushort operation, byte[] data, byte[] more)
        {
            CheckLength(data, DataSize, "data");
            CheckLength(more, SecondDataSize, "more");
            Begin(CommandCode.ExtendedSpecial, "Extended Special", operation);
            SendPacket((ushort)data.Length, data, ExecuteTimeout);
            SendPacket((ushort)more.Length, more, ExecuteTimeout);
            byte[] status = ReceivePacket();
            _link.ExpectAck(ExecuteTimeout);
            return status;
        }

        private void Begin(byte code, string name, ushort operation)
        {
            _link.Command(code, name);
            SendPacket(operation, new byte[0], BootloaderLink.AnswerTimeout);
        }

        private static void CheckLength(byte[] data, int maximum, string name)
        {
            if (data.Length > maximum)
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }

        private void SendPacket(ushort head, byte[] data, int timeout)
        {
            byte[] frame = new byte[2 + data.Length + 1];
            frame[0] = (byte)(head >> 8);
            frame[1] = (byte)head;
            data.CopyTo(frame, 2);
            _link.Send(frame, 2 + data.Length);
            _link.ExpectAck(timeout);
        }

        private byte[] ReceivePacket()
        {
            int high = _link.ReceiveByte();
            int length = (high << 8) | _link.ReceiveByte();
            if (length > SecondDataSize)
            {
                throw _link.Unexpected("at most " + SecondDataSize + " bytes", (byte)high);
            }

            byte[] data = new byte[length];
            if (length > 0)
            {
                _link.Receive(data, 0, length);
            }

            return data;
        }
    }
}
