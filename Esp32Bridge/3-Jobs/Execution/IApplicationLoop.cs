namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// The product's own software on this ESP32, which runs while no job is carried out. It owns the UARTs between <see cref="Start"/> and <see
    /// cref="Stop"/>. All three methods are called on the main thread.
    /// </summary>
    public interface IApplicationLoop
    {
        /// <summary>Acquires the resources of the loop. Called before the first turn, and again after every job.</summary>
        void Start();

        /// <summary>
        /// Does one turn. It should return within about a second, because a job waits for its end. An exception is logged; then the loop is stopped
        /// and started again.
        /// </summary>
        void Turn();

        /// <summary>Releases all resources, in particular the UARTs. Called before every job, also if <see cref="Start"/> failed half way.</summary>
        void Stop();
    }
}
