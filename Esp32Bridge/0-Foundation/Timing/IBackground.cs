using System;

namespace Esp32Bridge.Timing
{
    /// <summary>Background work, done while others work or wait.</summary>
    public interface IBackground
    {
        /// <summary>Gets whether there is room for a work. Background work saves time; it must not take the memory of others.</summary>
        bool HasRoom { get; }

        /// <summary>Starts a work, and returns at once.</summary>
        /// <param name="work">The work. It ends by itself and throws nothing.</param>
        void Start(Action work);

        /// <summary>Called by the work: lets the other threads run first.</summary>
        /// <param name="milliseconds">For how long; 0 lets each of the others have one turn.</param>
        void StepAside(int milliseconds);
    }
}
