using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Spectre.Console;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>A table with a name: for a terminal, or as plain text if the output is redirected. All columns but the first one are numbers.</summary>
    public sealed class BenchmarkTable
    {
        private readonly string _title;
        private readonly List<string[]> _rows = new List<string[]>();

        /// <summary>Creates a table without rows.</summary>
        /// <param name="title">Its name.</param>
        /// <param name="columns">The names of its columns.</param>
        public BenchmarkTable(string title, params string[] columns)
        {
            _title = title;
            _rows.Add(columns);
        }

        /// <summary>Adds a row.</summary>
        /// <param name="cells">A text for each column.</param>
        public void Add(params string[] cells)
        {
            _rows.Add(cells);
        }

        /// <summary>Writes the table.</summary>
        public void Write()
        {
            Console.WriteLine(_title);
            if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            {
                WritePlain(Console.Out);
            }
            else
            {
                Table table = new Table().AddColumns(_rows[0]);
                foreach (TableColumn column in table.Columns.Skip(1))
                {
                    column.RightAligned();
                }

                foreach (string[] row in _rows.Skip(1))
                {
                    table.AddRow(row.Select(Markup.Escape).ToArray());
                }

                AnsiConsole.Write(table);
            }

            Console.WriteLine();
        }

        private void WritePlain(TextWriter output)
        {
            int[] widths = Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
            foreach (string[] row in _rows)
            {
                IEnumerable<string> numbers = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
                output.WriteLine(string.Join("  ", numbers).TrimEnd());
            }
        }
    }
}
