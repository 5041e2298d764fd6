using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>Where the targets of a job get their images from: those that take the same one share its downloads.</summary>
    public sealed class JobImages
    {
        // How far a target may be ahead of another one with the same image, in bytes: some blocks.
        private const int Lead = 2 * 1024;

        private readonly IImageSource[] _sources;

        /// <summary>Creates the sources of a job.</summary>
        /// <param name="targets">What the job wants of its targets.</param>
        /// <param name="source">Where images come from.</param>
        /// <param name="clock">The clock.</param>
        public JobImages(JobTarget[] targets, IImageSource source, IClock clock)
        {
            _sources = new IImageSource[targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                if (_sources[i] == null)
                {
                    _sources[i] = source;
                    Share(targets, i, source, clock);
                }
            }
        }

        /// <summary>Gets where a target gets its images from.</summary>
        /// <param name="target">Its place in the job, from 0.</param>
        /// <returns>The source.</returns>
        public IImageSource Of(int target)
        {
            return _sources[target];
        }

        /// <summary>Says that a target has ended, so that no other one waits for it.</summary>
        /// <param name="target">Its place in the job, from 0.</param>
        public void Leave(int target)
        {
            ImageSharer sharer = _sources[target] as ImageSharer;
            if (sharer != null)
            {
                sharer.Leave();
            }
        }

        private void Share(JobTarget[] targets, int first, IImageSource source, IClock clock)
        {
            int count = 0;
            for (int i = first; i < targets.Length; i++)
            {
                count += AreSame(targets[first], targets[i]) ? 1 : 0;
            }

            if (count < 2)
            {
                return;
            }

            SharedImage image = new SharedImage(targets[first].Image, source, clock, count, Lead);
            for (int i = targets.Length - 1; i >= first; i--)
            {
                if (AreSame(targets[first], targets[i]))
                {
                    count--;
                    _sources[i] = image.Sharers[count];
                }
            }
        }

        private static bool AreSame(JobTarget a, JobTarget b)
        {
            return a.Image != null && b.Image != null && SharedImage.AreSame(a.Image, b.Image);
        }
    }
}
