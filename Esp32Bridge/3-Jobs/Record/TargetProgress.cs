using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>How far a job is with one target. It survives a restart.</summary>
    public sealed class TargetProgress
    {
        /// <summary>The longest <see cref="Cause"/>, in characters.</summary>
        public const int LongestCause = 200;

        private string _cause;
        private string _obstacle = string.Empty;

        /// <summary>Creates the progress of a target whose turn has not come.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="version">The version of the image that it is to get, or an empty text when that is unknown.</param>
        /// <param name="flash">What its flash holds.</param>
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

        /// <summary>Gets the version of the image that it is to get.</summary>
        public string Version { get; }

        /// <summary>Gets or sets the state, one of <see cref="TargetState"/>.</summary>
        public string State { get; internal set; }

        /// <summary>Gets or sets how often programming it was begun; a download that failed does not count.</summary>
        public int Attempts { get; internal set; }

        /// <summary>
        /// Gets or sets why the last attempt failed, or an empty text. Of what is set, it keeps the first
        /// <see cref="LongestCause"/> characters, and dots for those that are not printable ASCII.
        /// </summary>
        public string Cause
        {
            get { return _cause; }
            internal set { _cause = Printable(value); }
        }

        /// <summary>
        /// Gets or sets why the previous image, which it is to get back, cannot be fetched yet, or an empty text; shortened as
        /// <see cref="Cause"/> is. It does not survive a restart.
        /// </summary>
        public string Obstacle
        {
            get { return _obstacle; }
            internal set { _obstacle = Printable(value); }
        }

        /// <summary>Gets or sets how much of the image was written, in percent. It does not survive a restart.</summary>
        public int Percent { get; internal set; }

        /// <summary>Gets or sets the device id that the part has answered; 0 as long as it was not asked.</summary>
        public int DeviceId { get; internal set; }

        /// <summary>Gets or sets the size of the part's flash in KiB; 0 as long as it was not asked.</summary>
        public int FlashSize { get; internal set; }

        /// <summary>Gets or sets what its flash holds. Only <see cref="TargetFlash"/> changes it, by way of the target's run.</summary>
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

        /// <summary>Gets or sets whether the job is done with the target.</summary>
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
