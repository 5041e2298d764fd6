using System;
using System.IO;
using System.Linq;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>The commands of a user at a terminal: pull a plug, press a reset button, disconnect the network.</summary>
    public sealed class BoardConsole
    {
        /// <summary>The commands.</summary>
        public const string Commands = "cut A | cut esp32 | cut all | restore | reset A | network down | network up";

        private const string Esp32 = "esp32";
        private const string All = "all";

        private readonly VirtualBoard _board;
        private readonly TextWriter _answers;

        /// <summary>Creates the console.</summary>
        /// <param name="board">The board.</param>
        /// <param name="answers">Receives the answers.</param>
        public BoardConsole(VirtualBoard board, TextWriter answers)
        {
            _board = board;
            _answers = answers;
        }

        /// <summary>Carries out commands, one a line, until the end of the input.</summary>
        /// <param name="input">The commands.</param>
        public void Run(TextReader input)
        {
            for (string line = input.ReadLine(); line != null; line = input.ReadLine())
            {
                string[] words = line.Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0)
                {
                    _answers.WriteLine(TryDo(words[0].ToLowerInvariant(), string.Join(' ', words.Skip(1))) ? "done: " + line.Trim() : $"'{line.Trim()}' is not understood. Commands: {Commands}");
                }
            }
        }

        private bool TryDo(string command, string what)
        {
            BoardPart part = _board.Parts.FirstOrDefault(candidate => candidate.Target.Name.Equals(what, StringComparison.OrdinalIgnoreCase));
            switch (command)
            {
                case "cut" when part != null:
                    _board.Run(_ => part.Chip.PowerOff());
                    return true;
                case "cut" when what == Esp32:
                    _board.Esp32.PowerOff();
                    return true;
                case "cut" when what == All:
                    _board.PowerOff();
                    return true;
                case "restore" when what.Length == 0:
                    _board.PowerOn();
                    return true;
                case "reset" when part != null && part.Chip.State != PartState.Off:
                    _board.Run(now => part.PressReset(false, now));
                    return true;
                case "network" when what is "up" or "down":
                    _board.Esp32.IsNetworkUp = what == "up";
                    return true;
                default:
                    return false;
            }
        }
    }
}
