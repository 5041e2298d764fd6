namespace Esp32Bridge.Tests.Model
{
    /// <summary>What can go wrong on the line to a part, or in the part.</summary>
    public enum FaultKind
    {
        /// <summary>A byte is lost. On I2C the part does not acknowledge it; on SPI the part misses one to seven clocks, and all that follows is shifted.</summary>
        Drop,

        /// <summary>A bit of a byte flips; on SPI in the direction that the host looks at.</summary>
        Flip,

        /// <summary>A byte arrives twice, or on I2C the part is addressed twice.</summary>
        Duplicate,

        /// <summary>An extra byte arrives before it; it can be ACK or NACK.</summary>
        Inject,

        /// <summary>A byte, and those after it, arrive 50 to 3000 ms late: on I2C the part holds SCL, on SPI it neither hears nor answers.</summary>
        Delay,

        /// <summary>An ACK of the part becomes a NACK; at any other byte, a NACK reaches the host before it. On I2C a byte that the part has got does not look acknowledged.</summary>
        Nack,

        /// <summary>The part neither receives nor sends anything until its next reset by NRST: on I2C it holds SDA, on SPI it sends its last byte for ever.</summary>
        Hang,

        /// <summary>The supply of the part fails for a moment: at the byte, or up to 30 ms after it.</summary>
        Reset,

        /// <summary>The next programming unit fails without an error: it stays erased, or is torn.</summary>
        FailedUnit,
    }
}
