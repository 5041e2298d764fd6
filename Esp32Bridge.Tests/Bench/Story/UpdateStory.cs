using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>
    /// The main job from beginning to end: two parts run their old program, a job arrives, both are programmed and run the
    /// new one. What it claims at the end it has seen itself.
    /// </summary>
    public sealed class UpdateStory
    {
        private const int LookInterval = 100;

        // In seconds: nobody who watches wants to wait for a minute.
        private const int ShortestInterval = 5;

        private readonly IStoryView _view;
        private readonly BoardSetup _setup;
        private readonly ConcurrentQueue<string> _lines = new ConcurrentQueue<string>();
        private readonly List<string> _heard = new List<string>();
        private TargetWatch[] _watches;

        /// <summary>Creates the story.</summary>
        /// <param name="options">The choices.</param>
        /// <param name="view">Shows it.</param>
        /// <exception cref="StoryException">There is no such part or file.</exception>
        public UpdateStory(BenchOptions options, IStoryView view)
        {
            _view = view;
            _setup = new BoardSetup(options) { Interval = ShortestInterval };
        }

        /// <summary>Tells it.</summary>
        /// <exception cref="StoryException">It did not go as it should.</exception>
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
            WaitFor("both heartbeats", 10, () => board.Parts.All(part => Said(0, part.Target.Name + "> heartbeat 3 ")));

            _view.Say("A signed job is put on the server, and the Wi-Fi comes up.");
            Publish(server);
            board.Esp32.IsNetworkUp = true;
            WaitFor("the job's arrival", 10, () => Said(0, "job 1: arrived"));
            WaitFor("the job's end", 600, () => Said(0, "job 1: ended"));

            _view.Say("The job has ended; the firmware is to be back in its application loop.");
            int end = _heard.FindIndex(line => line.StartsWith("job 1: ended", StringComparison.Ordinal));
            WaitFor("the application loop", 10, () => Said(end, "application loop: started"));
            WaitFor("both new heartbeats", 10, () => board.Parts.All(part => Said(end, part.Target.Name + "> heartbeat")));
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
                    throw new StoryException($"waited {seconds} s for {what}, in vain");
                }

                Thread.Sleep(LookInterval);
            }
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

            if (!Said(0, $"job 1: ended; {results.Length} of {results.Length} "))
            {
                throw new StoryException("the firmware did not report all targets as programmed");
            }
        }
    }
}
