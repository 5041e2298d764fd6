using System.Collections;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>The programs that jobs have given to targets, as far as jobs have not changed them since. All threads may use it.</summary>
    public sealed class TargetPrograms
    {
        private readonly ArrayList _programs = new ArrayList();

        /// <summary>Gets the programs in the order in which they were recorded.</summary>
        /// <returns>A copy.</returns>
        public TargetProgram[] All()
        {
            lock (_programs)
            {
                return (TargetProgram[])_programs.ToArray(typeof(TargetProgram));
            }
        }

        /// <summary>
        /// Records the program of a target. It replaces the previous entry. There are as many entries as a board has targets: the oldest may be of a
        /// name that the configuration no longer has.
        /// </summary>
        /// <param name="program">The program.</param>
        internal void Note(TargetProgram program)
        {
            lock (_programs)
            {
                Forget(program.Target);
                _programs.Add(program);
                if (_programs.Count > TargetProgrammer.MostTargets)
                {
                    _programs.RemoveAt(0);
                }
            }
        }

        /// <summary>Removes the entry of a target, because its program is being changed.</summary>
        /// <param name="target">The target's name.</param>
        internal void Forget(string target)
        {
            lock (_programs)
            {
                for (int i = _programs.Count - 1; i >= 0; i--)
                {
                    if (((TargetProgram)_programs[i]).Target == target)
                    {
                        _programs.RemoveAt(i);
                    }
                }
            }
        }
    }
}
