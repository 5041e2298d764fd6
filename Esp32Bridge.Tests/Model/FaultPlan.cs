namespace Esp32Bridge.Tests.Model
{
    /// <summary>The faults of a line, at which bytes they strike, and what they do to the part itself.</summary>
    public sealed class FaultPlan
    {
        private readonly VirtualStm32 _part;
        private readonly LineFault[] _faults;

        /// <summary>Creates a plan.</summary>
        /// <param name="part">The part.</param>
        /// <param name="faults">The faults, each at another byte.</param>
        public FaultPlan(VirtualStm32 part, LineFault[] faults)
        {
            _part = part;
            _faults = faults;
        }

        /// <summary>Gets how many bytes were sent in both directions.</summary>
        public int Count { get; private set; }

        /// <summary>Gets how many of the faults have occurred.</summary>
        public int Struck { get; private set; }

        /// <summary>Gets whether the part hangs.</summary>
        public bool IsHung { get; private set; }

        /// <summary>Gets the time at which the supply of the part fails, in microseconds.</summary>
        public long NextEvent { get; private set; } = VirtualStm32.Never;

        /// <summary>Counts a byte.</summary>
        /// <returns>The fault at this byte, or null.</returns>
        public LineFault Next()
        {
            Count++;
            for (int i = 0; i < _faults.Length; i++)
            {
                if (_faults[i].Position == Count)
                {
                    Struck++;
                    return _faults[i];
                }
            }

            return null;
        }

        /// <summary>Does what a fault does to the part.</summary>
        /// <param name="fault">The fault.</param>
        /// <param name="now">The time, in microseconds.</param>
        /// <returns>Whether the byte arrives; it may be spoiled by the line.</returns>
        public bool Strike(LineFault fault, long now)
        {
            switch (fault.Kind)
            {
                case FaultKind.Hang:
                    IsHung = true;
                    return false;
                case FaultKind.Reset:
                    NextEvent = now + fault.ResetTime;
                    Act(now);
                    return fault.ResetTime > 0;
                case FaultKind.FailedUnit:
                    _part.Memory.Flash.FailingUnits += fault.IsTorn ? 0 : 1;
                    _part.Memory.Flash.TearingUnits += fault.IsTorn ? 1 : 0;
                    return true;
                default:
                    return fault.Kind != FaultKind.Drop;
            }
        }

        /// <summary>Does what is due.</summary>
        /// <param name="now">The time, in microseconds.</param>
        public void Act(long now)
        {
            if (NextEvent <= now)
            {
                NextEvent = VirtualStm32.Never;
                IsHung = false;
                _part.PowerOff();
                _part.PowerOn(now);
            }
        }

        /// <summary>The part was reset by its NRST: it no longer hangs.</summary>
        public void Wake()
        {
            IsHung = false;
        }
    }
}
