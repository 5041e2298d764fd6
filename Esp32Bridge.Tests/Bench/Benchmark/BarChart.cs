using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Draws a report as bars, in SVG. It needs no external fonts or colours, and suits a dark page too.</summary>
    public sealed class BarChart
    {
        private const int Width = 860;
        private const int Left = 330;
        private const int Right = 150;
        private const int RowHeight = 24;
        private const int BarHeight = 14;
        private const int SectionHeight = 52;
        private const double Longest = 1.1;

        private const string Style =
            "text{font:13px sans-serif;fill:#24292f}.title{font-weight:bold}.bar{fill:#2f81c7}.spread{stroke:#0b3d66;stroke-width:2}"
            + ".whole{stroke:#6e7781;stroke-dasharray:3 3}.goal{stroke:#cf222e;stroke-width:2}"
            + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.spread{stroke:#cae8ff}}";

        private readonly StringBuilder _body = new StringBuilder();
        private int _y = 8;

        private BarChart()
        {
        }

        /// <summary>Draws a report.</summary>
        /// <param name="report">The report.</param>
        /// <param name="path">The file.</param>
        /// <exception cref="IOException">It cannot be written.</exception>
        public static void Write(BenchmarkReport report, string path)
        {
            BarChart chart = new BarChart();
            Comparison[] compared = report.SideBySide.Where(comparison => comparison.HasRatio).ToArray();
            if (compared.Length > 0)
            {
                chart.DrawSection("Time to program, as a share of stm32flash -w -v (1.0); red: the goal; less is better", compared.Select(comparison => (
                    $"{comparison.Case}, {comparison.Size / 1024} KiB",
                    comparison.Ratio,
                    comparison.Ratios.Min(),
                    comparison.Ratios.Max(),
                    comparison.Goal,
                    Text($"{comparison.Ratio:F2} ({Comparison.Median(comparison.Firmware.Select(time => time.Programming)):F1} s)"))));
            }

            chart.DrawSection("Wire efficiency: the least time that AN3155 allows, over that of the firmware; more is better", report.Wire.Select(result => (
                $"{result.Part}, {result.Size / 1024} KiB, {result.BaudRate} baud",
                result.Efficiency,
                result.Efficiency,
                result.Efficiency,
                0.97,
                Text($"{result.Efficiency:F3}"))));
            File.WriteAllText(path, chart.Finish());
        }

        private static string Text(FormattableString text)
        {
            return FormattableString.Invariant(text);
        }

        private static double At(double value)
        {
            return Left + (Math.Min(value, Longest) / Longest * (Width - Left - Right));
        }

        private void DrawSection(string title, IEnumerable<(string Name, double Value, double Least, double Most, double Goal, string Label)> bars)
        {
            Draw($"<text class=\"title\" x=\"8\" y=\"{_y + 20}\">{SecurityElement.Escape(title)}</text>");
            int top = _y + 32;
            _y = top;
            foreach ((string name, double value, double least, double most, double goal, string label) in bars)
            {
                double middle = _y + (RowHeight / 2.0);
                Draw($"<text x=\"{Left - 8}\" y=\"{middle + 5}\" text-anchor=\"end\">{SecurityElement.Escape(name)}</text>");
                Draw($"<rect class=\"bar\" x=\"{Left}\" y=\"{middle - (BarHeight / 2.0)}\" width=\"{At(value) - Left:F1}\" height=\"{BarHeight}\"/>");
                Draw($"<line class=\"spread\" x1=\"{At(least):F1}\" x2=\"{At(most):F1}\" y1=\"{middle}\" y2=\"{middle}\"/>");
                Draw($"<line class=\"goal\" x1=\"{At(goal):F1}\" x2=\"{At(goal):F1}\" y1=\"{middle - 9}\" y2=\"{middle + 9}\"/>");
                Draw($"<text x=\"{Width - Right + 8}\" y=\"{middle + 5}\">{label}</text>");
                _y += RowHeight;
            }

            Draw($"<line class=\"whole\" x1=\"{At(1):F1}\" x2=\"{At(1):F1}\" y1=\"{top}\" y2=\"{_y}\"/>");
            _y = Math.Max(_y + 12, top + SectionHeight);
        }

        private void Draw(FormattableString element)
        {
            _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        private string Finish()
        {
            return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {_y}\" width=\"{Width}\" height=\"{_y}\">\n<style>{Style}</style>\n{_body}</svg>\n";
        }
    }
}
