namespace Esp32Bridge.Tests.Model
{
    /// <summary>What can go wrong on the line to a part, or in the part.</summary>
    public enum FaultKind
    {
        /// <summary>A byte is lost.</summary>
        Drop,

        /// <summary>A bit of a byte flips.</summary>
        Flip,

        /// <summary>A byte arrives twice.</summary>
        Duplicate,

        /// <summary>An extra byte arrives before it; it can be ACK or NACK.</summary>
        Inject,

        /// <summary>A byte, and those after it, arrive 50 to 3000 ms late.</summary>
        Delay,

        /// <summary>An ACK of the part becomes a NACK; at any other byte, a NACK reaches the host before it.</summary>
        Nack,

        /// <summary>The part neither receives nor sends anything until its next reset by NRST.</summary>
        Hang,

        /// <summary>The supply of the part fails for a moment: at the byte, or up to 30 ms after it.</summary>
        Reset,

        /// <summary>The next programming unit fails without an error: it stays erased, or is torn.</summary>
        FailedUnit,
    }
}
