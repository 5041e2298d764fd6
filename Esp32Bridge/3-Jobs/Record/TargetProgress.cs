using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>The progress of a job with one target. It survives a restart.</summary>
    public sealed class TargetProgress
    {
        /// <summary>The longest <see cref="Cause"/>, in characters.</summary>
        public const int LongestCause = 320;

        private string _cause;
        private string _obstacle = string.Empty;

        /// <summary>Creates the progress of a target that has not begun.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="version">The version of the image for the target, or an empty text if it is unknown.</param>
        /// <param name="flash">The state of its flash.</param>
        internal TargetProgress(string name, string version, FlashState flash)
        {
            Name = name;
            Version = version;
            Flash = flash;
            State = TargetState.Waiting;
            Cause = string.Empty;
        }

        /// <summary>Gets the target's name.</summary>
        public string Name { get; }

        /// <summary>Gets the version of the image for the target.</summary>
        public string Version { get; }

        /// <summary>Gets or sets the state, one of <see cref="TargetState"/>.</summary>
        public string State { get; internal set; }

        /// <summary>Gets or sets the number of attempts; failed downloads do not count.</summary>
        public int Attempts { get; internal set; }

        /// <summary>
        /// Gets or sets why the last attempt failed, or an empty text. Only the first <see cref="LongestCause"/> characters are kept, and characters
        /// that are not printable ASCII become dots.
        /// </summary>
        public string Cause
        {
            get { return _cause; }
            internal set { _cause = Printable(value); }
        }

        /// <summary>
        /// Gets or sets why the previous image cannot be fetched yet, or an empty text. It is shortened like <see cref="Cause"/>, and does not
        /// survive a restart.
        /// </summary>
        public string Obstacle
        {
            get { return _obstacle; }
            internal set { _obstacle = Printable(value); }
        }

        /// <summary>Gets or sets how much of the image is written, in percent. It does not survive a restart.</summary>
        public int Percent { get; internal set; }

        /// <summary>Gets or sets the device id of the part; 0 if it is not known yet.</summary>
        public int DeviceId { get; internal set; }

        /// <summary>Gets or sets the size of the part's flash in KiB; 0 if it is not known yet.</summary>
        public int FlashSize { get; internal set; }

        /// <summary>Gets or sets the state of its flash. Only <see cref="TargetFlash"/> changes it, through the target's run.</summary>
        public FlashState Flash { get; internal set; }

        /// <summary>Gets what its flash holds, in a word or two: "old", "at risk", "none", "new" or "unknown" (program).</summary>
        public string FlashText
        {
            get { return JobMemoryFormat.FlashWords()[(int)Flash]; }
        }

        /// <summary>Gets whether the target has a program; if not, it has to be programmed, whatever else goes wrong.</summary>
        public bool HasProgram
        {
            get { return TargetFlash.IsProgram(Flash); }
        }

        /// <summary>Gets or sets whether the job has finished with the target.</summary>
        public bool IsFinal { get; internal set; }

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
