using System;

namespace Esp32Bridge.Timing
{
    /// <summary>What is done besides, while others work or wait.</summary>
    public interface IBackground
    {
        /// <summary>Gets whether there is room for something. What is done besides saves time; it must not cost others their memory.</summary>
        bool HasRoom { get; }

        /// <summary>Begins something, and returns at once.</summary>
        /// <param name="work">What is to be done. It ends by itself and throws nothing.</param>
        void Start(Action work);

        /// <summary>Steps aside, from within the work: whoever has something to do goes first.</summary>
        /// <param name="milliseconds">For how long; 0 for a turn of the others.</param>
        void StepAside(int milliseconds);
    }
}
