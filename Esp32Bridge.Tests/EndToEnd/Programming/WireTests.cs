using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>The cost of a programming on the wire, compared with the fewest commands of AN3155 that do the same.</summary>
    public class WireTests
    {
        private const double BitsPerByte = 11;
        private const double Turnaround = 1;

        // Milliseconds, for a page and for a block, the same in both.
        private const double EraseTime = 25;
        private const double ProgramTime = 3;

        // Bytes of both directions: 7F; a command; an address; each with its ACK. A count of a transfer costs as much as a command.
        private const int Sync = 2;
        private const int Command = 3;
        private const int Address = 6;
        private const int PagesOfAList = 60;
        private const double Least = 0.97;

        private readonly ITestOutputHelper _output;

        public WireTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(64, 115200)]
        [InlineData(64, 921600)]
        [InlineData(256, 115200)]
        [InlineData(256, 921600)]
        public void A_full_programming_takes_little_more_than_the_least_that_the_protocol_allows(int kilobytes, int baudRate)
        {
            byte[] image = FakeImages.Program(kilobytes * 1024, "2.0.0");
            CannedPart part = new CannedPart();
            FakeImages.Program(kilobytes * 1024, "1.0.0").CopyTo(part.Flash, 0);
            FakeImages source = new FakeImages(image);
            Silence silence = new Silence();

            ProgrammerSteps.Program(Programmers.Create("A", part, silence, silence, new FakeLog()), source.Describe(CannedPart.Id, 0x08000000, true), source, new FakeFlash().Begin());

            int pages = image.Length / CannedPart.PageSize;
            int blocks = image.Length / BootloaderClient.BlockSize;
            int lists = (pages + PagesOfAList - 1) / PagesOfAList;
            int transfers = 2 * (blocks + 2);
            int bytes = Sync + (lists * (Command + 4)) + (2 * pages) + (transfers * (Command + Address + Command)) + (2 * image.Length);
            int roundTrips = 1 + (2 * lists) + (3 * transfers);
            double flash = (pages * EraseTime) + (blocks * ProgramTime);
            double least = Time(bytes, roundTrips, baudRate) + flash;
            double actual = Time(part.Bytes, part.RoundTrips, baudRate) + flash;
            _output.WriteLine($"{kilobytes} KiB at {baudRate}: {part.Bytes} bytes of {bytes}, {part.RoundTrips} round trips of {roundTrips}, efficiency {least / actual:F4}");
            Assert.Equal(pages, part.ErasedPages);
            Assert.InRange(least / actual, Least, 1);
        }

        private static double Time(int bytes, int roundTrips, int baudRate)
        {
            return (bytes * BitsPerByte * 1000 / baudRate) + (roundTrips * Turnaround);
        }
    }
}
