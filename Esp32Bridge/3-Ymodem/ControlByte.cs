namespace Esp32Bridge.Ymodem
{
    /// <summary>The bytes by which the two ends agree (Forsberg, "XMODEM/YMODEM Protocol Reference", 1988).</summary>
    internal static class ControlByte
    {
        /// <summary>SOH: a packet of 128 bytes begins.</summary>
        internal const byte ShortPacket = 0x01;

        /// <summary>STX: a packet of 1024 bytes begins.</summary>
        internal const byte LongPacket = 0x02;

        /// <summary>EOT: the file is at its end.</summary>
        internal const byte EndOfFile = 0x04;

        /// <summary>ACK: the packet is there.</summary>
        internal const byte Ack = 0x06;

        /// <summary>NAK: the packet once more.</summary>
        internal const byte Nak = 0x15;

        /// <summary>CAN: two of them in a row, from either end, end the transfer.</summary>
        internal const byte Cancel = 0x18;

        /// <summary>What fills the last packet.</summary>
        internal const byte Filler = 0x1A;

        /// <summary>"C": a packet with a CRC, the first one or once more.</summary>
        internal const byte Request = 0x43;
    }
}
