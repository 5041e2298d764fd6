using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Esp32Bridge.Devices;
using Esp32Bridge.Images;
using Esp32Bridge.Tool.Images;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>Makes a job: reads its images, checks them as the firmware will, writes them into their folder, and signs.</summary>
    public sealed class JobMaker
    {
        private readonly JobRequest _request;
        private readonly string _base;
        private readonly TextWriter _output;
        private readonly Stm32Device[] _own;
        private readonly PartNames _parts;
        private readonly List<string> _made = new List<string>();
        private readonly Dictionary<string, byte[]> _images = new Dictionary<string, byte[]>();

        /// <summary>Creates the maker.</summary>
        /// <param name="request">The request.</param>
        /// <param name="server">The address of the folder, ending with a slash; or an empty text for images in the folder of the job.</param>
        /// <param name="output">Where to list what was made.</param>
        public JobMaker(JobRequest request, string server, TextWriter output)
        {
            _request = request;
            _base = server;
            _output = output;
            _own = request.Board?.OwnDevices ?? Array.Empty<Stm32Device>();
            _parts = new PartNames(_own);
        }

        /// <summary>Makes the job.</summary>
        /// <returns>The job. Only its images are in the folder so far.</returns>
        /// <exception cref="Errors.BridgeException">It cannot be made, or the firmware would refuse it. Nothing was written.</exception>
        public MadeJob Make()
        {
            int number = _request.Number > 0 ? _request.Number : _request.Folder.LastNumber + 1;
            JobFile job = new JobFile(number, _request.For) { IsTogether = _request.IsTogether, Patience = _request.Patience, NextKey = _request.NextKey };
            for (int i = 0; i < _request.Targets.Count; i++)
            {
                CheckName(_request.Targets[i].Name);
                Add(job, i, _request.Targets[i]);
            }

            byte[] manifest = job.ToBytes();
            new JobInspection(new Stm32Devices(_own)).Check(manifest, _images);
            _images.Values.ToList().ForEach(_request.Folder.Keep);
            _made.ForEach(_output.WriteLine);
            _output.WriteLine($"job {number} for {string.Join(" and ", _request.For)}");
            return new MadeJob(number, manifest, _request.Key.Sign(manifest));
        }

        private void CheckName(string name)
        {
            if (_request.Board != null && !_request.Board.Targets.Any(target => target.Name == name))
            {
                throw new ToolException("read the targets", "targets of " + _request.Board.DeviceName + ": " + string.Join(" and ", _request.Board.Targets.Select(target => target.Name)), name, "Correct the name; upper and lower case differ.");
            }
        }

        private void Add(JobFile job, int index, TargetRequest target)
        {
            bool isPushed = target.Method == TransferMethod.Bootloader;
            Stm32Device device = isPushed ? PartOf(target) : null;
            TargetImage image = TargetImage.Read(target.Name, target.Files, device);
            byte[] content = image.Content;
            string version = target.Version ?? VersionText.Find(content) ?? JobFolder.NameOf(content)[..8];
            job.Add(target.Name, Keep(content), content, device?.Id ?? 0, image.Address, version);
            if (!isPushed)
            {
                job.SetMethod(index, target.Method, target.Trigger);
            }

            if (target.Reset != null)
            {
                job.SetReset(index, target.Reset.Value);
            }

            if (target.IsData)
            {
                job.SetData(index);
            }

            if (target.MayLift)
            {
                job.SetLift(index);
            }

            if (target.IsReadBack)
            {
                job.SetReadBack(index);
            }

            if (target.Health != null)
            {
                job.SetHealth(index, target.Health, target.HealthTime);
            }

            if (_request.HasPrevious)
            {
                (byte[] previous, string previousVersion) = _request.Folder.PreviousOf(job.Targets[index].AsObject());
                job.SetPrevious(index, Keep(previous), previous, previousVersion);
            }

            string place = isPushed ? $" at 0x{image.Address:X8} for {device.Name} (0x{device.Id:X3})" : $" by {target.Method}";
            _made.Add($"{target.Name}: version {version}, {content.Length} bytes{place}: {JobFolder.NameOf(content)}");
        }

        private Stm32Device PartOf(TargetRequest target)
        {
            try
            {
                return _parts.Find(target.Device ?? throw new ToolException("find the part", "a part", "none", $"Say what is printed on it: --device {target.Name}=STM32L476RG"));
            }
            catch (ToolException error)
            {
                error.Target = target.Name;
                throw;
            }
        }

        private string Keep(byte[] content)
        {
            string address = _base + JobFolder.NameOf(content);
            _images[address] = content;
            return address;
        }
    }
}
