using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tool.Devices;
using Esp32Bridge.Tool.Keys;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>The options of "job new" and "job push" that describe a job.</summary>
    internal sealed class JobOptions
    {
        private readonly Argument<string[]> _files = new Argument<string[]>("TARGET=FILE")
        {
            Description = "The image of a target: an .elf, .hex, .s19 or .bin file. Several files of a target (loader, application, data) are merged. A .bin can have an address: A=app.bin@0x08004000.",
            Arity = ArgumentArity.OneOrMore,
        };

        private readonly Option<string[]> _devices = Each("--device", "TARGET=PART", "The part: its marking (STM32L476RG), or its device id (0x415).");
        private readonly Option<string[]> _versions = Each("--image-version", "TARGET=VERSION", "The version of the image. Default: what follows \"version=\" in it, or the start of its SHA-256.");
        private readonly Option<string[]> _health = Each("--health", "TARGET=TEXT", "The text that the new program sends on its UART to report that it is healthy.");
        private readonly Option<string[]> _healthTimes = Each("--within", "TARGET=SECONDS", "The time limit for that text, 1 to 120. Default: 10.");
        private readonly Option<string[]> _methods = Each("--method", "TARGET=METHOD", "The way into the part: bootloader, ymodem or fetch. Default: bootloader.");
        private readonly Option<string[]> _triggers = Each("--trigger", "TARGET=TEXT", "What makes the program of the part take the image (ymodem, fetch). \\r and \\n end a line.");
        private readonly Option<string[]> _resets = Each("--reset", "TARGET=BOOL", "Whether the part is reset before that: true or false.");
        private readonly Option<string[]> _data = Each("--data", "TARGET", "The image is data, not a program.");
        private readonly Option<string[]> _lifts = Each("--lift-protection", "TARGET", "Lift the read protection of the part if necessary. This erases the part.");
        private readonly Option<string[]> _readsBack = Each("--read-back", "TARGET", "Read back all of the flash. Without it, the part computes checksums where it can.");
        private readonly Option<string[]> _for = Each("--for", "NAME", "A device or a fleet that the job is for. Default: the device of --config.");
        private readonly Option<bool> _together = new Option<bool>("--together") { Description = "All targets get their images, or none does." };
        private readonly Option<bool> _previous = new Option<bool>("--previous") { Description = "A target that fails gets back the image that the last job of the folder gave it." };
        private readonly NumberOption _number = new NumberOption("--number", "NUMBER", 1, int.MaxValue, "The number of the job. Default: the next one.");
        private readonly NumberOption _patience = new NumberOption("--patience", "DAYS", 1, int.MaxValue, "For how many days a device retries while the server is away, 1 to 365. Default: 7.");
        private readonly Option<string> _nextKey = new Option<string>("--next-key") { Description = "The key that may sign jobs from now on: a PEM file, public or private.", HelpName = "FILE" };
        private readonly Option<string> _key = new Option<string>("--key") { Description = "The private key that signs.", HelpName = "FILE", DefaultValueFactory = _ => KeyCommand.UsualFile };
        private readonly Option<string> _folder = new Option<string>("--folder") { Description = "The folder for the job and its images. Older images stay there.", HelpName = "FOLDER", DefaultValueFactory = _ => "jobs" };
        private readonly Option<string> _configuration = new Option<string>("--config") { Description = "The esp32bridge.json of the device, or its folder. It gives the name, the targets, the custom parts and the token.", HelpName = "FILE" };

        /// <summary>Adds the options to a command.</summary>
        /// <param name="command">The command.</param>
        internal void AddTo(Command command)
        {
            command.Arguments.Add(_files);
            foreach (Option option in new Option[] { _devices, _key, _folder, _configuration, _for, _previous, _together, _health, _healthTimes, _versions, _number, _data, _lifts, _readsBack, _methods, _triggers, _resets, _patience, _nextKey })
            {
                command.Options.Add(option);
            }
        }

        /// <summary>Reads the options.</summary>
        /// <param name="parsed">The command line.</param>
        /// <returns>The request.</returns>
        /// <exception cref="UsageException">The options contradict each other.</exception>
        /// <exception cref="Errors.BridgeException">The key, the configuration or the folder cannot be read.</exception>
        internal JobRequest Read(ParseResult parsed)
        {
            List<TargetRequest> targets = new List<TargetRequest>();
            foreach (Assignment file in (parsed.GetValue(_files) ?? Array.Empty<string>()).Select(text => Assignment.Parse(text, "TARGET=FILE")))
            {
                TargetRequest target = targets.Find(candidate => candidate.Name == file.Name);
                if (target == null)
                {
                    target = new TargetRequest(file.Name);
                    targets.Add(target);
                }

                target.Files.Add(file.Value);
            }

            Set(parsed, _devices, targets, (target, value) => target.Device = value);
            Set(parsed, _versions, targets, (target, value) => target.Version = value);
            Set(parsed, _health, targets, (target, value) => target.Health = value);
            Set(parsed, _healthTimes, targets, (target, value) => target.HealthTime = Seconds(value));
            Set(parsed, _methods, targets, (target, value) => target.Method = value);
            Set(parsed, _triggers, targets, (target, value) => target.Trigger = value.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal));
            Set(parsed, _resets, targets, (target, value) => target.Reset = bool.TryParse(value, out bool isReset) ? isReset : throw new UsageException($"{_resets.Name} takes true or false, not '{value}'."));
            Array.ForEach(parsed.GetValue(_data) ?? Array.Empty<string>(), name => Find(targets, name, _data).IsData = true);
            Array.ForEach(parsed.GetValue(_lifts) ?? Array.Empty<string>(), name => Find(targets, name, _lifts).MayLift = true);
            Array.ForEach(parsed.GetValue(_readsBack) ?? Array.Empty<string>(), name => Find(targets, name, _readsBack).IsReadBack = true);
            string nextKey = parsed.GetValue(_nextKey);
            BoardDescription board = ConfigurationFolder.ReadBoard(parsed.GetValue(_configuration));
            return new JobRequest
            {
                Key = JobKey.FromFile(parsed.GetValue(_key)),
                Folder = new JobFolder(parsed.GetValue(_folder)),
                Number = parsed.GetValue(_number) ?? 0,
                For = parsed.GetValue(_for) is { Length: > 0 } names ? names : board == null ? null : new[] { board.DeviceName },
                Targets = targets,
                IsTogether = parsed.GetValue(_together),
                HasPrevious = parsed.GetValue(_previous),
                Patience = parsed.GetValue(_patience),
                NextKey = nextKey == null ? null : JobKey.PublicTextOf(nextKey),
                Board = board,
            };
        }

        private static Option<string[]> Each(string name, string form, string description)
        {
            return new Option<string[]>(name) { Description = description, HelpName = form };
        }

        private static void Set(ParseResult parsed, Option<string[]> option, List<TargetRequest> targets, Action<TargetRequest, string> set)
        {
            foreach (Assignment value in (parsed.GetValue(option) ?? Array.Empty<string>()).Select(text => Assignment.Parse(text, option.Name + " " + option.HelpName)))
            {
                set(Find(targets, value.Name, option), value.Value);
            }
        }

        private static TargetRequest Find(List<TargetRequest> targets, string name, Option option)
        {
            return targets.Find(target => target.Name == name) ?? throw new UsageException($"{option.Name} names '{name}', but no file is for that target.");
        }

        private int Seconds(string text)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new UsageException($"{_healthTimes.Name} takes a whole number of seconds, not '{text}'.");
        }
    }
}
