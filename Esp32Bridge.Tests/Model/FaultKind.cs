namespace Esp32Bridge.Tests.Model
{
    /// <summary>What can go wrong on the line to a part, or in the part.</summary>
    public enum FaultKind
    {
        /// <summary>A byte vanishes.</summary>
        Drop,

        /// <summary>A bit of a byte flips.</summary>
        Flip,

        /// <summary>A byte arrives twice.</summary>
        Duplicate,

        /// <summary>Another byte arrives before it, ACK and NACK among them.</summary>
        Inject,

        /// <summary>A byte, and those behind it, arrive 50 to 3000 ms later.</summary>
        Delay,

        /// <summary>An ACK of the part becomes a NACK; at any other byte, a NACK reaches the host before it.</summary>
        Nack,

        /// <summary>The part neither hears nor says anything until its next reset by NRST.</summary>
        Hang,

        /// <summary>The supply of the part breaks down for a moment: at the byte, or up to 30 ms behind it.</summary>
        Reset,

        /// <summary>The next programming unit fails in silence: it stays erased, or comes out torn.</summary>
        FailedUnit,
    }
}
