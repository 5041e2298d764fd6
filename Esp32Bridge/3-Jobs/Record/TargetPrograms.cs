using System.Collections;

namespace Esp32Bridge.Jobs
{
    /// <summary>The programs that jobs have given to targets and that nothing has changed since. All threads may use it.</summary>
    public sealed class TargetPrograms
    {
        private readonly ArrayList _programs = new ArrayList();

        /// <summary>Gets them, in the order in which they were noted.</summary>
        /// <returns>An array of its own.</returns>
        public TargetProgram[] All()
        {
            lock (_programs)
            {
                return (TargetProgram[])_programs.ToArray(typeof(TargetProgram));
            }
        }

        /// <summary>Notes which program a target has, in the place of what was noted before.</summary>
        /// <param name="program">The program.</param>
        internal void Note(TargetProgram program)
        {
            lock (_programs)
            {
                Forget(program.Target);
                _programs.Add(program);
            }
        }

        /// <summary>Forgets which program a target has: something is being changed.</summary>
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
