using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool;
using Esp32Bridge.Tool.Devices;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>The shipped board with chosen parts, an old program in each of them, and a new image for each.</summary>
    public sealed class BoardSetup
    {
        private static readonly string[] _usualParts = { "L476", "U575" };

        private readonly BenchOptions _options;

        /// <summary>Creates the setup.</summary>
        /// <param name="options">The choices.</param>
        /// <exception cref="UsageException">They name an unknown target or part, or something that is no address.</exception>
        /// <exception cref="BridgeException">A file does not exist, is not an image for the part, or is not a configuration.</exception>
        public BoardSetup(BenchOptions options)
        {
            _options = options;
            Description = ConfigurationFolder.ReadBoard(options.Configuration) ?? ShippedBoard.Create();
            if (options.Report != null && !UrlText.IsOfWeb(options.Report))
            {
                throw new UsageException($"--report takes an address of http:// or https:// with a host, not '{options.Report}'.");
            }

            Check("--part", options.Parts);
            Check("--image", options.Images);
            Check("--image", options.Programs);
            Parts = Description.Targets.Select((target, index) => PartOf(target.Name, index)).ToArray();
            OldImages = Description.Targets.Select((target, index) => ImageOf(target.Name, options.Programs, Parts[index], "1.0.0")).ToArray();
            NewImages = Description.Targets.Select((target, index) => ImageOf(target.Name, options.Images, Parts[index], "2.0.0")).ToArray();
        }

        /// <summary>Gets the wiring of the board.</summary>
        public BoardDescription Description { get; }

        /// <summary>Gets or sets the interval in the configuration, in seconds; 0 for that of the description.</summary>
        public int Interval { get; set; }

        /// <summary>Gets the parts, in the order of the targets.</summary>
        public IReadOnlyList<Stm32Part> Parts { get; }

        /// <summary>Gets the initial programs of the parts.</summary>
        public IReadOnlyList<BenchImage> OldImages { get; }

        /// <summary>Gets the new images of the parts.</summary>
        public IReadOnlyList<BenchImage> NewImages { get; }

        /// <summary>Gets the name of the server in the description.</summary>
        public string JobHost
        {
            get { return new Uri(Description.ManifestUrl ?? Description.HawkBitUrl).Host; }
        }

        /// <summary>Makes the board, with its supply off, the old programs in its parts, and its configuration on its drive.</summary>
        /// <param name="main">The firmware's entry point; null for <see cref="Program.Run"/> with the description.</param>
        /// <returns>The board.</returns>
        public VirtualBoard CreateBoard(Action main)
        {
            VirtualBoard board = new VirtualBoard(Description, Parts, _options.Paced, main);
            board.Run(_ =>
            {
                for (int i = 0; i < Parts.Count; i++)
                {
                    board.Parts[i].Chip.Memory.Flash.Load(0, OldImages[i].Content);
                }
            });
            board.Esp32.Drive[ConfigurationFile.Name] = Configure();
            if (Description.RootCertificate != null)
            {
                string certificate = ConfigurationText.Parse(ConfigurationFolder.ReadFile(_options.Configuration)).Certificate;
                board.Esp32.Drive[certificate] = Encoding.ASCII.GetBytes(Description.RootCertificate);
            }

            return board;
        }

        private byte[] Configure()
        {
            byte[] file = _options.Configuration == null ? null : ConfigurationFolder.ReadFile(_options.Configuration);
            if (file != null && _options.Report == null)
            {
                return file;
            }

            ConfigurationText configuration = file == null ? Own() : ConfigurationText.Parse(file);
            foreach (TargetDescription target in _options.BaudRate == null ? Array.Empty<TargetDescription>() : Description.Targets)
            {
                configuration.Set($"targets.{target.Name}.bootloaderBaud", _options.BaudRate.Value.ToString(CultureInfo.InvariantCulture));
            }

            if (_options.Report != null)
            {
                configuration.Set("report", _options.Report);
            }

            if (Interval > 0)
            {
                configuration.Set("interval", Interval.ToString(CultureInfo.InvariantCulture));
            }

            return configuration.ToBytes();
        }

        private ConfigurationText Own()
        {
            ConfigurationText configuration = ConfigurationText.Of("bench", Description);
            configuration.SetKeys(new[] { Convert.ToBase64String(JobSignature.PublicKey) });
            return configuration;
        }

        private void Check(string option, Dictionary<string, string> choices)
        {
            string[] targets = Description.Targets.Select(target => target.Name).ToArray();
            if (choices.Keys.Except(targets).FirstOrDefault() is string unknown)
            {
                throw new UsageException($"{option} takes one of the targets {string.Join(", ", targets)}, not '{unknown}'.");
            }
        }

        private Stm32Part PartOf(string target, int index)
        {
            string name = _options.Parts.GetValueOrDefault(target, _usualParts[index % _usualParts.Length]);
            return Stm32Parts.Create(PartName.Find("--part " + target, name, Stm32Parts.Names));
        }

        private static BenchImage ImageOf(string target, Dictionary<string, string> files, Stm32Part part, string version)
        {
            return files.TryGetValue(target, out string path) ? BenchImage.FromFile(target, path, part) : BenchImage.Own(part, version);
        }
    }
}
