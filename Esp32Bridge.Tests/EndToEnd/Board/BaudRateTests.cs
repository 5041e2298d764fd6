using System;
using Esp32Bridge.Bench.Board;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    public class BaudRateTests
    {
        [Fact]
        public void Each_part_is_programmed_at_the_highest_rate_that_its_line_carries()
        {
            using TestBoard test = new TestBoard(description: ShippedBoard.Create());
            test.Board.Part("A").Quality.CarriedRate = 230400;
            test.Board.Part("B").Quality.MarginalRate = 921600;
            test.Board.Part("B").Quality.Interval = 100;

            test.RunJob(test.Job(1));

            Assert.Contains("A: 230400 baud", test.Board.Log.Lines);
            Assert.Contains("B: 460800 baud", test.Board.Log.Lines);
            Assert.True(test.Holds("A", test.New("A")));
            Assert.True(test.Holds("B", test.New("B")));
            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Fact]
        public void A_line_that_fails_after_the_trial_costs_no_part_its_image()
        {
            using TestBoard test = new TestBoard("L476", "U575", 20000, ShippedBoard.Create());
            foreach (BoardPart part in test.Board.Parts)
            {
                int sent = 0;
                part.Esp32Sent += (_, format) =>
                {
                    // After the trials nothing above 115200 baud gets through.
                    part.Quality.CarriedRate = format.BaudRate > 115200 && ++sent > 5000 ? 115200 : part.Quality.CarriedRate;
                };
            }

            test.RunJob(test.Job(1));

            Assert.Contains("A: 921600 baud", test.Board.Log.Lines);
            Assert.Contains("B: 921600 baud", test.Board.Log.Lines);
            Assert.Contains(test.Board.Log.Lines, line => line.Contains("recovered from", StringComparison.Ordinal));
            Assert.True(test.Holds("A", test.New("A")));
            Assert.True(test.Holds("B", test.New("B")));
        }
    }
}
