namespace Esp32Bridge.Tests.Model
{
    /// <summary>One fault at one place.</summary>
    public sealed class LineFault
    {
        /// <summary>Creates a fault.</summary>
        /// <param name="kind">The kind of the fault.</param>
        /// <param name="position">At which byte, counted from 1 over both directions while the host has the line open.</param>
        /// <param name="variant">Any number, 0 or more: it selects the bit, the byte, the time.</param>
        public LineFault(FaultKind kind, int position, int variant)
        {
            Kind = kind;
            Position = position;
            Variant = variant;
        }

        /// <summary>Gets the kind of the fault.</summary>
        public FaultKind Kind { get; }

        /// <summary>Gets at which byte.</summary>
        public int Position { get; }

        /// <summary>Gets the number that selects the bit, the byte, the time.</summary>
        public int Variant { get; }

        /// <summary>Gets the bit that a Flip flips.</summary>
        public byte FlippedBit
        {
            get { return (byte)(1 << (Variant % 8)); }
        }

        /// <summary>Gets the byte that an Inject injects: every fourth one is ACK and every fourth one NACK, which do the most harm.</summary>
        public byte InjectedByte
        {
            get
            {
                int choice = Variant % 4;
                return choice == 0 ? BootloaderAnswers.Ack : choice == 1 ? BootloaderAnswers.Nack : (byte)(Variant / 4);
            }
        }

        /// <summary>Gets how long a Delay lasts, in microseconds.</summary>
        public long DelayTime
        {
            get { return (50 + (Variant % 2951)) * 1000L; }
        }

        /// <summary>Gets how long after its byte a Reset comes, in microseconds: half of them at once, the others while the flash is busy.</summary>
        public long ResetTime
        {
            get { return Variant % 2 == 0 ? 0 : Variant / 2 % 30001; }
        }

        /// <summary>Gets whether a FailedUnit is torn; otherwise it stays erased.</summary>
        public bool IsTorn
        {
            get { return Variant % 2 == 1; }
        }
    }
}
