using System;
using System.Linq;
using System.Xml.Linq;
using Esp32Bridge.Bench.Story;
using Xunit;

namespace Esp32Bridge.EndToEnd.Story
{
    /// <summary>The picture shows the whole story.</summary>
    public class StoryPictureTests
    {
        private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

        [Fact]
        public void All_lines_are_in_the_picture_in_order()
        {
            XElement lines = Draw().Descendants(_svg + "g").Single();

            Assert.Equal(new[] { "  0.5  The board gets its supply.", " 12.0  A> a < b & \"c\"" }, lines.Elements().Select(line => line.Value));
            Assert.Equal(new[] { "bench", "esp32" }, lines.Elements().Select(line => line.Attribute("class").Value));
        }

        [Fact]
        public void Without_animation_it_shows_the_end()
        {
            string style = Draw().Descendants(_svg + "style").Single().Value;

            Assert.Contains("\n.lines{transform:translateY(324px)}\n", style, StringComparison.Ordinal);
            Assert.Contains("{transform:scaleX(1.00)}\n", style, StringComparison.Ordinal);
            Assert.All(
                style.Split('\n').Where(line => line.Contains("animation:", StringComparison.Ordinal)),
                line => Assert.StartsWith("@media(prefers-reduced-motion:no-preference){", line, StringComparison.Ordinal));
        }

        [Fact]
        public void Each_target_has_a_bar_that_grows_at_the_recorded_times()
        {
            XElement picture = Draw();

            Assert.Equal(new[] { "A" }, picture.Elements(_svg + "text").Select(text => text.Value).Skip(1));
            Assert.Contains("{0.00%{transform:scaleX(0.00)}35.29%{transform:scaleX(0.40)}70.59%{transform:scaleX(1.00)}}", picture.Element(_svg + "style").Value, StringComparison.Ordinal);
        }

        // Seventeen seconds: twelve, and five in which the end stays.
        private static XElement Draw()
        {
            StoryPicture picture = new StoryPicture();
            picture.AddLine(TimeSpan.FromSeconds(0.5), "bench", "The board gets its supply.");
            picture.SetProgress(TimeSpan.FromSeconds(6), "A", 40);
            picture.SetProgress(TimeSpan.FromSeconds(7), "A", 40);
            picture.SetProgress(TimeSpan.FromSeconds(12), "A", 100);
            picture.AddLine(TimeSpan.FromSeconds(12), "esp32", "A> a < b & \"c\"");
            return XElement.Parse(picture.ToSvg());
        }
    }
}
