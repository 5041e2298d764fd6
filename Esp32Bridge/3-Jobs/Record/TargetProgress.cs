namespace Esp32Bridge.Jobs
{
    /// <summary>How far a job is with one target. It survives a restart.</summary>
    public sealed class TargetProgress
    {
        /// <summary>The longest <see cref="Cause"/>, in characters.</summary>
        public const int LongestCause = 200;

        private string _cause;

        /// <summary>Creates the progress of a target whose turn has not come.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="version">The version of the image that it is to get, or an empty text when that is unknown.</param>
        public TargetProgress(string name, string version)
        {
            Name = name;
            Version = version;
            State = TargetState.Waiting;
            Cause = string.Empty;
        }

        /// <summary>Gets the target's name.</summary>
        public string Name { get; }

        /// <summary>Gets the version of the image that it is to get.</summary>
        public string Version { get; }

        /// <summary>Gets or sets the state, one of <see cref="TargetState"/>.</summary>
        public string State { get; set; }

        /// <summary>Gets or sets how often programming it was begun; a download that failed does not count.</summary>
        public int Attempts { get; set; }

        /// <summary>
        /// Gets or sets why the last attempt failed, or an empty text. Of what is set, it keeps the first
        /// <see cref="LongestCause"/> characters, and dots for those that are not printable ASCII.
        /// </summary>
        public string Cause
        {
            get { return _cause; }
            set { _cause = Printable(value); }
        }

        /// <summary>Gets or sets how much of the image was written, in percent. It does not survive a restart.</summary>
        public int Percent { get; set; }

        /// <summary>Gets or sets whether the target may have no program: it has to be programmed, whatever else goes wrong.</summary>
        public bool IsWithoutProgram { get; set; }

        /// <summary>Gets or sets whether the target has the image of the job.</summary>
        public bool IsCommitted { get; set; }

        /// <summary>Gets or sets whether the job is done with the target.</summary>
        public bool IsFinal { get; set; }

        private static string Printable(string text)
        {
            char[] characters = text.Length > LongestCause ? text.ToCharArray(0, LongestCause) : text.ToCharArray();
            for (int i = 0; i < characters.Length; i++)
            {
                characters[i] = characters[i] < ' ' || characters[i] > '~' ? '.' : characters[i];
            }

            return new string(characters);
        }
    }
}
