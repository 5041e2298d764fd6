using System;
using System.IO;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tool;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>A folder that keeps what a board keeps without supply: the files of the drive, except the configuration, and the flash of each part.</summary>
    internal sealed class BoardFolder
    {
        private const string FlashExtension = ".flash";

        private readonly string _path;
        private readonly VirtualBoard _board;

        /// <summary>Opens the folder, and creates it if it does not exist.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="board">The board.</param>
        /// <exception cref="UsageException">It cannot be created.</exception>
        internal BoardFolder(string path, VirtualBoard board)
        {
            _path = path;
            _board = board;
            try
            {
                Directory.CreateDirectory(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"--keep needs a folder; '{path}' {(File.Exists(path) ? "is a file" : "cannot be made")}.");
            }
        }

        /// <summary>Restores the board from the folder. The board has no supply.</summary>
        /// <exception cref="ToolException">A flash file is for another part.</exception>
        internal void Load()
        {
            foreach (string file in Directory.GetFiles(_path))
            {
                string name = Path.GetFileName(file);
                if (!name.EndsWith(FlashExtension, StringComparison.Ordinal))
                {
                    _board.Esp32.Drive.TryAdd(name, File.ReadAllBytes(file));
                }
            }

            foreach (BoardPart part in _board.Parts)
            {
                string file = FlashOf(part);
                if (File.Exists(file))
                {
                    Load(part, file, File.ReadAllBytes(file));
                }
            }
        }

        /// <summary>Saves the board, whose supply is off.</summary>
        internal void Save()
        {
            foreach ((string name, byte[] content) in _board.Esp32.Drive)
            {
                if (name != ConfigurationFile.Name)
                {
                    File.WriteAllBytes(Path.Combine(_path, name), content);
                }
            }

            foreach (BoardPart part in _board.Parts)
            {
                byte[] flash = null;
                _board.Run(_ => flash = part.Chip.Memory.Flash.Copy(0, part.Chip.Part.FlashSize));
                File.WriteAllBytes(FlashOf(part), flash);
            }
        }

        private void Load(BoardPart part, string file, byte[] flash)
        {
            if (flash.Length != part.Chip.Part.FlashSize)
            {
                throw new ToolException("read " + file, $"{part.Chip.Part.FlashSize} bytes, the flash of {part.Chip.Part.Name}", flash.Length + " bytes", "Use the part that the file belongs to, or another folder.") { Target = part.Target.Name };
            }

            _board.Run(_ => part.Chip.Memory.Flash.Load(0, flash));
        }

        private string FlashOf(BoardPart part)
        {
            return Path.Combine(_path, part.Target.Name + FlashExtension);
        }
    }
}
