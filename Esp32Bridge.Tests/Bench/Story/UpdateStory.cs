using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Core;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>
    /// The main job from beginning to end: two parts run their old program, a job arrives, both are programmed and run the
    /// new one. Everything that it claims at the end, it has checked itself.
    /// </summary>
    public sealed class UpdateStory
    {
        private const int LookInterval = 100;

        // In seconds: a viewer should not wait for a minute.
        private const int ShortestInterval = 5;

        private readonly IStoryView _view;
        private readonly BoardSetup _setup;
        private readonly ConcurrentQueue<string> _lines = new ConcurrentQueue<string>();
        private readonly List<string> _heard = new List<string>();
        private TargetWatch[] _watches;

        /// <summary>Creates the story.</summary>
        /// <param name="options">The choices.</param>
        /// <param name="view">Shows it.</param>
        /// <exception cref="Errors.BridgeException">A file does not exist, or is not an image for the part.</exception>
        public UpdateStory(BenchOptions options, IStoryView view)
        {
            _view = view;
            _setup = new BoardSetup(options) { Interval = ShortestInterval };
        }

        /// <summary>Runs the story.</summary>
        /// <exception cref="StoryException">A step failed.</exception>
        public void Tell()
        {
            using OtaServer server = new OtaServer();
            using VirtualBoard board = _setup.CreateBoard(Program.Main);
            board.Esp32.Hosts[_setup.JobHost] = server.Port;
            board.Esp32.IsNetworkUp = false;
            board.Log.LineWritten += _lines.Enqueue;
            _watches = board.Parts.Select((part, index) => new TargetWatch(board, part, _setup.NewImages[index].Content.Length)).ToArray();
            _view.Run(() => Run(board, server));
            TargetResult[] results = board.Parts.Select((part, index) => Judge(board, part, index)).ToArray();
            _view.ShowSummary(results);
            Check(results);
        }

        private void Run(VirtualBoard board, OtaServer server)
        {
            _view.Say("The board gets its supply; the firmware starts its application loop.");
            board.PowerOn();
            WaitFor("heartbeats of both parts", 10, () => board.Parts.All(part => Said(0, part.Target.Name + "> heartbeat")));

            _view.Say("A signed job is put on the server, and the Wi-Fi comes up.");
            Publish(server);
            board.Esp32.IsNetworkUp = true;
            WaitFor("arrival of the job", 10, () => Said(0, "job 1: arrived"));
            WaitFor("end of the job", 600, () => Said(0, "job 1: ended") || Said(0, "job 1: goes on in"));
            if (!Said(0, "job 1: ended"))
            {
                throw new StoryException("the job has not ended; the firmware tries it again later" + Causes());
            }

            _view.Say("The job has ended; the firmware is to be back in its application loop.");
            int end = _heard.FindIndex(line => line.StartsWith("job 1: ended", StringComparison.Ordinal));
            WaitFor("application loop", 10, () => Said(end, "application loop: started"));
            if (!Said(end, $"job 1: ended; {board.Parts.Count} of {board.Parts.Count} "))
            {
                throw new StoryException("the job has failed" + Causes());
            }

            WaitFor("heartbeats of both new programs", 10, () => board.Parts.All(part => Said(end, part.Target.Name + "> heartbeat")));
        }

        private void Publish(OtaServer server)
        {
            JobFile job = BenchJob.Create(1);
            for (int i = 0; i < _setup.Parts.Count; i++)
            {
                string name = _setup.Description.Targets[i].Name;
                BenchImage image = _setup.NewImages[i];
                string path = name.ToLowerInvariant() + ".bin";
                server.Put("/" + path, image.Content);
                job.Add(name, path, image.Content, _setup.Parts[i].Id, Stm32Part.FlashBase, image.Version);
                if (!UnicornProcessor.IsInstalled)
                {
                    // The parts have no core that could compute checksums.
                    job.SetReadBack(i);
                }
            }

            server.Publish(job.ToBytes());
        }

        private bool Said(int from, string text)
        {
            return _heard.Skip(from).Any(line => line.StartsWith(text, StringComparison.Ordinal));
        }

        private void WaitFor(string what, int seconds, Func<bool> condition)
        {
            long end = Environment.TickCount64 + (seconds * 1000);
            for (;;)
            {
                Look();
                if (condition())
                {
                    return;
                }

                if (Environment.TickCount64 > end)
                {
                    throw new StoryException($"no {what} within {seconds} s{Causes()}");
                }

                Thread.Sleep(LookInterval);
            }
        }

        // What the firmware last said of the job, and of each target: "job 1: failed: A: check the image: ..."
        private string Causes()
        {
            string[] marks = _watches.Select(watch => ": " + watch.Name + ": ").Append("job 1: refused").Append("no job: ").ToArray();
            string[] causes = marks.Select(mark => _heard.LastOrDefault(line => line.Contains(mark, StringComparison.Ordinal) && line.Contains("expected", StringComparison.Ordinal)))
                .Where(line => line != null)
                .ToArray();
            return causes.Length == 0 ? string.Empty : ": " + string.Join(" ", causes);
        }

        private void Look()
        {
            while (_lines.TryDequeue(out string line))
            {
                _heard.Add(line);
                _view.ShowFirmwareLine(line);
            }

            foreach (TargetWatch watch in _watches)
            {
                watch.Look();
            }

            _view.ShowProgress(_watches);
        }

        private TargetResult Judge(VirtualBoard board, BoardPart part, int index)
        {
            byte[] expected = _setup.NewImages[index].Content;
            byte[] actual = null;
            string runs = null;
            board.Run(_ =>
            {
                actual = part.Chip.Memory.Flash.Copy(0, expected.Length);
                runs = part.Chip.State == PartState.Application ? part.Chip.Version : part.Chip.State.ToString();
            });
            int differing = actual.Where((value, position) => value != expected[position]).Count();
            return new TargetResult(
                part.Target.Name,
                part.Chip.Part.Name,
                expected.Length,
                _setup.OldImages[index].Version,
                runs,
                _watches[index].WritingTime.TotalSeconds,
                differing);
        }

        private void Check(TargetResult[] results)
        {
            for (int i = 0; i < results.Length; i++)
            {
                if (results[i].DifferingBytes > 0 || results[i].NewVersion != _setup.NewImages[i].Version)
                {
                    throw new StoryException($"{results[i].Name} does not run its new image");
                }
            }
        }
    }
}
