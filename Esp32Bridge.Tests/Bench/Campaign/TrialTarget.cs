using System.Linq;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A target of a run, and its faults.</summary>
    public sealed class TrialTarget
    {
        /// <summary>The name of the first target, or of the only one.</summary>
        public const string First = "A";

        /// <summary>The name of the second target.</summary>
        public const string Second = "B";

        /// <summary>Creates a target.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="job">Its job.</param>
        /// <param name="faults">Its faults; none for a target without faults.</param>
        public TrialTarget(string name, TrialJob job, params LineFault[] faults)
        {
            Name = name;
            Job = job;
            Faults = faults;
        }

        /// <summary>Gets its name.</summary>
        public string Name { get; }

        /// <summary>Gets its job.</summary>
        public TrialJob Job { get; }

        /// <summary>Gets its faults.</summary>
        public LineFault[] Faults { get; }

        /// <summary>Gets the time of its job alone and without faults, in microseconds; 0 if not known.</summary>
        public long TimeAlone { get; init; }

        /// <summary>Gets which download of its image, counted from 1, delivers another one; 0 for none.</summary>
        public int ForeignDownload { get; init; }

        /// <summary>Gets the first byte at which the other image differs.</summary>
        public int ForeignFrom { get; init; }

        /// <summary>Gets whether it has no faults.</summary>
        public bool IsWell
        {
            get { return Faults.Length == 0 && ForeignDownload == 0; }
        }

        /// <summary>Gets the image that is delivered instead of that of the job.</summary>
        public byte[] Foreign
        {
            get { return ForeignImage.Of(Job.New, ForeignFrom); }
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            string faults = string.Join(" and ", Faults.Select(fault => $"{fault.Kind} at byte {fault.Position} (variant {fault.Variant})"));
            return $"{Job}: {(faults.Length == 0 ? "no fault" : faults)}{(ForeignDownload == 0 ? string.Empty : $", another image from byte {ForeignFrom} on in download {ForeignDownload}")}";
        }
    }
}
