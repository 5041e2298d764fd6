using System.Linq;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A target of a run, and what goes wrong with it.</summary>
    public sealed class TrialTarget
    {
        /// <summary>The name of the first target, or of the only one.</summary>
        public const string First = "A";

        /// <summary>The name of the second target.</summary>
        public const string Second = "B";

        /// <summary>Creates a target.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="job">What it is, and what it gets.</param>
        /// <param name="faults">What goes wrong; none for a target with which all is well.</param>
        public TrialTarget(string name, TrialJob job, params LineFault[] faults)
        {
            Name = name;
            Job = job;
            Faults = faults;
        }

        /// <summary>Gets its name.</summary>
        public string Name { get; }

        /// <summary>Gets what it is, and what it gets.</summary>
        public TrialJob Job { get; }

        /// <summary>Gets what goes wrong.</summary>
        public LineFault[] Faults { get; }

        /// <summary>Gets how long its job takes when it is alone and nothing goes wrong, in microseconds; 0 where nobody knows.</summary>
        public long TimeAlone { get; init; }

        /// <summary>Gets which download of its image, counted from 1, brings another one; 0 for none.</summary>
        public int ForeignDownload { get; init; }

        /// <summary>Gets from which byte on that is another one.</summary>
        public int ForeignFrom { get; init; }

        /// <summary>Gets whether all is well with it.</summary>
        public bool IsWell
        {
            get { return Faults.Length == 0 && ForeignDownload == 0; }
        }

        /// <summary>Gets the image that is brought in the place of that of the job.</summary>
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
