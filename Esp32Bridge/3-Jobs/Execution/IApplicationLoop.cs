namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// The software of the product that this ESP32 is in: what runs when no job does. It holds the UARTs between
    /// <see cref="Start"/> and <see cref="Stop"/>. All three methods are called on the main thread.
    /// </summary>
    public interface IApplicationLoop
    {
        /// <summary>Takes what the loop needs. Called before the first turn, and again after every job.</summary>
        void Start();

        /// <summary>
        /// Does one turn. It should return within a second or so: a job waits for the end of the turn. What it throws is
        /// logged, and the loop is stopped and started again.
        /// </summary>
        void Turn();

        /// <summary>Lets go of everything, the UARTs above all. Called before every job, also when <see cref="Start"/> failed half way.</summary>
        void Stop();
    }
}
