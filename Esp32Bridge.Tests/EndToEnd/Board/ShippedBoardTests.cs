using Esp32Bridge.Configuration;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>The shipped board.</summary>
    public class ShippedBoardTests
    {
        [Fact]
        public void The_shipped_board_has_no_key_and_reports_nowhere()
        {
            BoardDescription board = ShippedBoard.Create();

            Assert.Empty(board.Keys);
            Assert.Null(board.ReportUrl);
            Assert.Null(board.RootCertificate);
            Assert.False(board.HasBridge);
        }
    }
}
