using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;
using Esp32Bridge.Transfers;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>Checks a job as the firmware will, with the firmware's own classes.</summary>
    internal sealed class JobInspection
    {
        // The base of relative image addresses.
        private const string AnyServer = "http://server/";

        private readonly Stm32Devices _devices;

        /// <summary>Creates the inspection.</summary>
        /// <param name="devices">The figures of the parts.</param>
        internal JobInspection(Stm32Devices devices)
        {
            _devices = devices;
        }

        /// <summary>Checks a job.</summary>
        /// <param name="manifest">The bytes of job.json.</param>
        /// <param name="images">The images by their address in the job, absolute or as in "http://server/".</param>
        /// <exception cref="BridgeException">The firmware would refuse it, or it would fail before it touches a part.</exception>
        internal void Check(byte[] manifest, IReadOnlyDictionary<string, byte[]> images)
        {
            if (manifest.Length > JobManifest.MaximumSize)
            {
                throw new ToolException("job.json", $"at most {JobManifest.MaximumSize} bytes", $"{manifest.Length} bytes", "Make a job for fewer devices or targets.");
            }

            Dictionary<string, byte[]> contents = images.ToDictionary(image => new Uri(new Uri(AnyServer), image.Key).ToString(), image => image.Value);
            foreach (JobTarget target in JobManifest.Parse(manifest, AnyServer + JobFolder.ManifestName).Targets)
            {
                Check(target.Name, target.Image, contents);
                if (target.Previous != null)
                {
                    Check(target.Name, target.Previous, contents);
                }
            }
        }

        private void Check(string name, ImageDescription image, Dictionary<string, byte[]> contents)
        {
            IClock clock = new SystemClock();
            IImageTransfer[] transfers = { new YmodemTransfer(clock), new FetchTransfer(clock) };
            TargetProgrammer programmer = new TargetProgrammer(name, new NoWires(), _devices, transfers, null, new StopSignal(), clock, new NoProgress(), new OutputLog(TextWriter.Null));
            programmer.Check(new CheckedImage(image, new MemoryImage(contents[image.Url])));
        }
    }
}
