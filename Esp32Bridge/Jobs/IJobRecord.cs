namespace Esp32Bridge.Jobs
{
    /// <summary>Remembers across restarts which job was the last.</summary>
    public interface IJobRecord
    {
        /// <summary>Gets the number of the last job that ended, 0 when there was none.</summary>
        int LastFinished { get; }

        /// <summary>Remembers that a job ended.</summary>
        /// <param name="number">Its number.</param>
        void Finish(int number);
    }
}
