using System;
using System.Collections.Generic;
using System.Text;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>One of the jobs of a run: its signature, its images, and the content of the parts after it.</summary>
    public sealed class PowerJob
    {
        /// <summary>The offset of data from the start of the flash: after the program of either part, at the start of a page.</summary>
        public const int DataOffset = 0x10000;

        private const string SickText = "this is never said";
        // In seconds. A busy PC is slower on a board whose time runs faster.
        private const int PatientTime = 120;

        private const string DataTarget = "A";

        private readonly Dictionary<string, byte[]> _images = new Dictionary<string, byte[]>();
        private readonly Dictionary<string, PowerState> _wanted = new Dictionary<string, PowerState>();

        /// <summary>Makes a job, and puts its images on the server.</summary>
        /// <param name="test">The board.</param>
        /// <param name="number">Its number; also the version of its images.</param>
        /// <param name="scenario">The kind of job.</param>
        /// <param name="size">The length of its images.</param>
        /// <param name="before">The content of the parts before it, by target.</param>
        public PowerJob(TestBoard test, int number, PowerScenario scenario, int size, IReadOnlyDictionary<string, PowerState> before)
        {
            Number = number;
            Version = number + 1 + ".0.0";
            JobFile job = BenchJob.Create(number);
            job.IsTogether = scenario is PowerScenario.Together or PowerScenario.Sick;
            foreach (BoardPart part in test.Board.Parts)
            {
                string target = part.Target.Name;
                int index = job.Targets.Count;
                bool isData = scenario == PowerScenario.Data && target == DataTarget;
                byte[] image = FakeImages.Program(size + index, Version);
                PowerState state = before[target];
                _images[target] = image;
                job.Add(target, PathOf(target)[1..], image, part.Chip.Part.Id, Stm32Part.FlashBase + (uint)(isData ? DataOffset : 0), Version);
                test.Server.Put(PathOf(target), image);
                if (isData)
                {
                    job.SetData(index);
                    _wanted[target] = state with { Data = image };
                    continue;
                }

                bool isSick = scenario == PowerScenario.Sick && index > 0;
                job.SetHealth(index, isSick ? SickText : "version " + Version, isSick ? 1 : PatientTime);
                if (job.IsTogether)
                {
                    job.SetPrevious(index, $"{number}/before/{target}.bin", state.Program, state.Version);
                    test.Server.Put($"/{number}/before/{target}.bin", state.Program);
                }

                _wanted[target] = scenario == PowerScenario.Sick ? state : state with { Version = Version, Program = image };
            }

            Manifest = job.ToBytes();
            Signature = JobSignature.Of(Manifest);
        }

        /// <summary>Gets its number.</summary>
        public int Number { get; }

        /// <summary>Gets the version of its images.</summary>
        public string Version { get; }

        /// <summary>Gets the bytes of its manifest.</summary>
        public byte[] Manifest { get; }

        /// <summary>Gets the content of its signature file.</summary>
        public byte[] Signature { get; }

        /// <summary>Gets the content of the parts after it, by target.</summary>
        public IReadOnlyDictionary<string, PowerState> Wanted
        {
            get { return _wanted; }
        }

        /// <summary>Gets the new image of a target.</summary>
        /// <param name="target">The target.</param>
        /// <returns>The image.</returns>
        public byte[] ImageOf(string target)
        {
            return _images[target];
        }

        /// <summary>Gets the path of a target's image on the server.</summary>
        /// <param name="target">The target.</param>
        /// <returns>The path.</returns>
        public string PathOf(string target)
        {
            return $"/{Number}/{target}.bin";
        }

        /// <summary>Tells whether a request is for an image of this job.</summary>
        /// <param name="request">The request, "GET /1/A.bin".</param>
        /// <returns>True if it is.</returns>
        public bool IsFetchedBy(string request)
        {
            return request.StartsWith($"GET /{Number}/", StringComparison.Ordinal);
        }

        /// <summary>Forges a newer job: this one with another number, without a valid signature.</summary>
        /// <param name="number">The number.</param>
        /// <param name="variant">Any number. It selects what replaces the signature.</param>
        /// <returns>The manifest and the content of the signature file.</returns>
        public (byte[] Manifest, byte[] Signature) Forge(int number, int variant)
        {
            string text = Encoding.UTF8.GetString(Manifest)
                .Replace($"\"job\": {Number}", $"\"job\": {number}", StringComparison.Ordinal)
                .Replace($"\"{Number}/", $"\"{number}/", StringComparison.Ordinal);
            byte[] manifest = Encoding.UTF8.GetBytes(text);
            byte[] signature = JobSignature.Of(manifest);
            int middle = signature.Length / 2;
            switch (variant % 3)
            {
                case 0:
                    // A digit of both hexadecimal and base64.
                    signature[middle] = (byte)(signature[middle] == 'a' ? 'b' : 'a');
                    return (manifest, signature);
                case 1:
                    return (manifest, Signature);
                default:
                    return (manifest, signature[..middle]);
            }
        }
    }
}
