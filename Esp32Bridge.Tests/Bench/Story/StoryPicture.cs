using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>
    /// Draws a story as a terminal in which its lines appear, in SVG, at their original times. A viewer that does not animate,
    /// or whose user wants less motion, shows the end. It needs no external fonts or colours.
    /// </summary>
    public sealed class StoryPicture
    {
        private const int Width = 860;
        private const int Margin = 14;
        private const int LineHeight = 18;
        private const int Rows = 20;
        private const int Top = 40;
        private const int BarLeft = 40;
        private const double SecondsAtEnd = 5;

        // The background of a terminal, on light and dark pages.
        private const string Style =
            "text{font:12.5px ui-monospace,Consolas,Menlo,monospace;fill:#9da7b3;white-space:pre}.bench{fill:#f0f6fc;font-weight:bold}.command{fill:#7ee787}"
            + ".screen{fill:#0d1117;stroke:#484f58}.track{fill:#30363d}.bar{fill:#2f81f7;transform-box:fill-box;transform-origin:left}";

        private readonly List<(double Time, string Who, string Text)> _lines = new List<(double, string, string)>();
        private readonly SortedDictionary<string, List<(double Time, int Percent)>> _progress = new SortedDictionary<string, List<(double, int)>>(StringComparer.Ordinal);

        /// <summary>Adds a line.</summary>
        /// <param name="time">The time since the start.</param>
        /// <param name="who">The source: "bench" or "esp32".</param>
        /// <param name="text">The line.</param>
        public void AddLine(TimeSpan time, string who, string text)
        {
            _lines.Add((time.TotalSeconds, who, text));
        }

        /// <summary>Adds the progress of a target.</summary>
        /// <param name="time">The time since the start.</param>
        /// <param name="target">The target's name.</param>
        /// <param name="percent">The progress in percent.</param>
        public void SetProgress(TimeSpan time, string target, int percent)
        {
            if (!_progress.TryGetValue(target, out List<(double Time, int Percent)> steps))
            {
                _progress.Add(target, steps = new List<(double, int)> { (0, 0) });
            }

            if (steps[^1].Percent != percent)
            {
                steps.Add((time.TotalSeconds, percent));
            }
        }

        /// <summary>Draws the picture.</summary>
        /// <returns>The text of an SVG file.</returns>
        public string ToSvg()
        {
            double length = _lines.Max(line => line.Time) + SecondsAtEnd;
            int bottom = Top + (Rows * LineHeight) + Margin;
            int height = bottom + (_progress.Count * LineHeight) + Margin;
            StringBuilder body = new StringBuilder();
            StringBuilder motion = new StringBuilder();

            Draw(body, $"<rect class=\"screen\" x=\"0.5\" y=\"0.5\" width=\"{Width - 1}\" height=\"{height - 1}\" rx=\"8\"/>");
            Draw(body, $"<text class=\"command\" x=\"{Margin}\" y=\"24\">$ dotnet run --project Esp32Bridge.Tests/Bench</text>");
            Draw(body, $"<svg y=\"{Top}\" width=\"{Width}\" height=\"{Rows * LineHeight}\"><g class=\"lines\">");
            for (int i = 0; i < _lines.Count; i++)
            {
                Draw(body, $"<text class=\"{_lines[i].Who}\" x=\"{Margin}\" y=\"{(i * LineHeight) + 13}\">{SecurityElement.Escape(Text(_lines[i].Time, _lines[i].Text))}</text>");
            }

            Draw(body, $"</g></svg>");
            Animate(motion, "lines", length, _lines.Select((line, i) => (line.Time, Shift(i + 1))).Prepend((0, Shift(0))));

            int y = bottom;
            foreach ((string target, List<(double Time, int Percent)> steps) in _progress)
            {
                string name = "bar" + motion.Length.ToString(CultureInfo.InvariantCulture);
                string bar = string.Create(CultureInfo.InvariantCulture, $"x=\"{BarLeft}\" y=\"{y + 3}\" width=\"{Width - BarLeft - Margin}\" height=\"10\" rx=\"2\"");
                Draw(body, $"<text class=\"bench\" x=\"{Margin}\" y=\"{y + 13}\">{SecurityElement.Escape(target)}</text><rect class=\"track\" {bar}/><rect class=\"bar {name}\" {bar}/>");
                Animate(motion, name, length, steps.Select(step => (step.Time, string.Create(CultureInfo.InvariantCulture, $"scaleX({step.Percent / 100.0:F2})"))));
                y += LineHeight;
            }

            return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\">\n<style>{Style}\n{motion}</style>\n{body}</svg>\n";
        }

        // The newest line is the lowest one of the window; below it are those to come.
        private static string Shift(int lines)
        {
            return string.Create(CultureInfo.InvariantCulture, $"translateY({(Rows - lines) * LineHeight}px)");
        }

        private static string Text(double time, string text)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{time,5:F1}  {text}");
        }

        // The last value is shown without animation; of several at the same moment, the last one counts.
        private static void Animate(StringBuilder motion, string name, double length, IEnumerable<(double Time, string Transform)> steps)
        {
            (string Moment, string Transform)[] frames = steps
                .Select(step => (Moment: (step.Time / length * 100).ToString("F2", CultureInfo.InvariantCulture), step.Transform))
                .GroupBy(step => step.Moment)
                .Select(group => group.Last())
                .ToArray();
            Draw(motion, $".{name}{{transform:{frames[^1].Transform}}}");
            Draw(motion, $"@media(prefers-reduced-motion:no-preference){{.{name}{{animation:{name} {length:F1}s step-end infinite}}}}");
            Draw(motion, $"@keyframes {name}{{{string.Concat(frames.Select(frame => $"{frame.Moment}%{{transform:{frame.Transform}}}"))}}}");
        }

        private static void Draw(StringBuilder target, FormattableString element)
        {
            target.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
