using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Devices;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>The shipped board with chosen parts, an old program in each of them, and a new image for each.</summary>
    public sealed class BoardSetup
    {
        private readonly BenchOptions _options;

        /// <summary>Sets the board up.</summary>
        /// <param name="options">The choices.</param>
        /// <exception cref="BridgeException">There is no such file, or it is no image for the part.</exception>
        public BoardSetup(BenchOptions options)
        {
            _options = options;
            Description = ShippedBoard.Create();
            Parts = Description.Targets.Select(target => Stm32Parts.Create(options.Parts[target.Name])).ToArray();
            OldImages = Parts.Select(part => BenchImage.Own(part, "1.0.0")).ToArray();
            NewImages = Description.Targets.Select((target, index) => NewImageOf(target.Name, Parts[index])).ToArray();
        }

        /// <summary>Gets how the board is wired.</summary>
        public BoardDescription Description { get; }

        /// <summary>Gets or sets the interval in the configuration, in seconds; 0: that of the description counts.</summary>
        public int Interval { get; set; }

        /// <summary>Gets the parts, in the order of the targets.</summary>
        public IReadOnlyList<Stm32Part> Parts { get; }

        /// <summary>Gets the programs that are in the parts.</summary>
        public IReadOnlyList<BenchImage> OldImages { get; }

        /// <summary>Gets the images that the parts are to get.</summary>
        public IReadOnlyList<BenchImage> NewImages { get; }

        /// <summary>Gets the name of the server in the description.</summary>
        public string JobHost
        {
            get { return new Uri(Description.ManifestUrl).Host; }
        }

        /// <summary>Makes the board, with the old programs in its parts, its configuration on its drive, and without supply.</summary>
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
            return board;
        }

        private byte[] Configure()
        {
            ConfigurationText configuration = ConfigurationText.Of("bench", Description);
            configuration.SetKeys(new[] { Convert.ToBase64String(JobSignature.PublicKey) });
            foreach (TargetDescription target in Description.Targets)
            {
                configuration.Set($"targets.{target.Name}.bootloaderBaud", _options.BaudRate.ToString(CultureInfo.InvariantCulture));
            }

            if (Interval > 0)
            {
                configuration.Set("interval", Interval.ToString(CultureInfo.InvariantCulture));
            }

            return configuration.ToBytes();
        }

        private BenchImage NewImageOf(string target, Stm32Part part)
        {
            return _options.Images.TryGetValue(target, out string path) ? BenchImage.FromFile(target, path, part) : BenchImage.Own(part, "2.0.0");
        }
    }
}
