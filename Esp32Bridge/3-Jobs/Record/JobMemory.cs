using System.Collections;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>What is known of jobs. It survives a restart.</summary>
    internal sealed class JobMemory
    {
        /// <summary>Gets or sets the number of the last job that ended, 0 if there was none.</summary>
        internal int LastFinished { get; set; }

        /// <summary>Gets or sets the SHA-256 of the manifest of that job, as 64 hexadecimal digits, or null if it is not known.</summary>
        internal string LastManifest { get; set; }

        /// <summary>Gets or sets the progress of the job that is running or ran last, or null.</summary>
        internal JobProgress Current { get; set; }

        /// <summary>Gets or sets the job that has begun and not ended, or null.</summary>
        internal QueuedJob Running { get; set; }

        /// <summary>Gets or sets the waiting job, or null.</summary>
        internal QueuedJob Waiting { get; set; }

        /// <summary>Gets or sets the names of targets that an earlier job left without a program, and that no job has named since.</summary>
        internal ArrayList WithoutProgram { get; set; } = new ArrayList();

        /// <summary>Gets or sets the names of targets whose flash is known since the record was lost; null if it never was.</summary>
        internal ArrayList Known { get; set; }

        /// <summary>Gets the programs of the targets.</summary>
        internal TargetPrograms Programs { get; } = new TargetPrograms();

        /// <summary>Creates the memory after a lost record.</summary>
        /// <returns>A memory without jobs, in which the content of every flash is unknown.</returns>
        internal static JobMemory AfterLoss()
        {
            return new JobMemory() { Known = new ArrayList() };
        }

        /// <summary>Finds a place for a manifest that no other job uses, because a power cut during the write corrupts the place.</summary>
        /// <returns>The first free place.</returns>
        internal int FreePlace()
        {
            int place = 0;
            while ((Running != null && Running.Place == place) || (Waiting != null && Waiting.Place == place))
            {
                place++;
            }

            return place;
        }

        /// <summary>Creates the progress of a job that begins.</summary>
        /// <param name="job">The job.</param>
        /// <returns>The progress, which keeps what the flashes of its targets hold from then on.</returns>
        internal JobProgress CreateProgress(Job job)
        {
            KeepFlashes();
            TargetProgress[] targets = new TargetProgress[job.Targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                JobTarget target = job.Targets[i];
                targets[i] = new TargetProgress(target.Name, target.Version, TakeFlash(target.Name));

                // By a job that is replaced before its end, or of which the record is lost: it may have left the target in its bootloader.
                TargetProgress begun = Current == null ? null : Current.Find(target.Name);
                bool isBegun = (begun != null && begun.Attempts > 0 && !begun.IsFinal) || targets[i].Flash == FlashState.Unknown;
                targets[i].Attempts = isBegun ? 1 : 0;
            }

            return new JobProgress(job.Number, targets);
        }

        /// <summary>Keeps what the current job knows of the flashes of its targets, for the jobs after it.</summary>
        private void KeepFlashes()
        {
            for (int i = 0; Current != null && i < Current.Targets.Length; i++)
            {
                TargetProgress target = Current.Targets[i];
                if (!target.HasProgram || target.State == TargetState.PuttingBack)
                {
                    WithoutProgram.Add(target.Name);
                }

                if (Known != null && target.Flash != FlashState.Unknown && !Known.Contains(target.Name))
                {
                    Known.Add(target.Name);
                }
            }
        }

        /// <summary>Moves the state of a target's flash to a job that begins, which records it from then on.</summary>
        /// <param name="target">The target's name.</param>
        /// <returns>What it holds.</returns>
        private FlashState TakeFlash(string target)
        {
            if (WithoutProgram.Contains(target))
            {
                WithoutProgram.Remove(target);
                return FlashState.NoProgram;
            }

            return Known == null || Known.Contains(target) ? FlashState.OldProgram : FlashState.Unknown;
        }
    }
}
