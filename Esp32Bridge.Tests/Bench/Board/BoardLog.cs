using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>What the firmware wrote to its console, line by line.</summary>
    public sealed class BoardLog
    {
        private readonly List<string> _lines = new List<string>();

        /// <summary>Called with every line.</summary>
        public event Action<string> LineWritten;

        /// <summary>Gets a copy of all lines.</summary>
        public string[] Lines
        {
            get
            {
                lock (_lines)
                {
                    return _lines.ToArray();
                }
            }
        }

        /// <summary>Gets the number of lines. A wait can begin from there.</summary>
        public int Count
        {
            get
            {
                lock (_lines)
                {
                    return _lines.Count;
                }
            }
        }

        /// <summary>Adds a line.</summary>
        /// <param name="line">The line.</param>
        public void Write(string line)
        {
            lock (_lines)
            {
                _lines.Add(line);
                Monitor.PulseAll(_lines);
            }

            LineWritten?.Invoke(line);
        }

        /// <summary>Removes all lines.</summary>
        public void Clear()
        {
            lock (_lines)
            {
                _lines.Clear();
            }
        }

        /// <summary>Waits for a line.</summary>
        /// <param name="text">A part of it.</param>
        /// <param name="from">The number of the first line that counts.</param>
        /// <param name="timeout">How long to wait.</param>
        /// <returns>The line.</returns>
        /// <exception cref="TimeoutException">It did not come; the message contains all lines.</exception>
        public string WaitFor(string text, int from, TimeSpan timeout)
        {
            long end = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
            lock (_lines)
            {
                for (;;)
                {
                    string line = _lines.Skip(from).FirstOrDefault(candidate => candidate.Contains(text, StringComparison.Ordinal));
                    if (line != null)
                    {
                        return line;
                    }

                    long left = end - Environment.TickCount64;
                    if (left <= 0)
                    {
                        throw new TimeoutException($"'{text}' was not said in {timeout.TotalSeconds} s, but:\n{string.Join('\n', _lines)}");
                    }

                    Monitor.Wait(_lines, (int)left);
                }
            }
        }
    }
}
