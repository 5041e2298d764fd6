using System;
using System.Collections.Generic;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// The least that AN3155 allows for a full programming. It is derived, not measured:
    /// <list type="bullet">
    /// <item>Identification: NRST (20 ms low, 10 ms until the pins are released, in which the part starts already), the part's
    /// start time, 7F and its ACK (2.1), Get (3.1: 2 bytes there; ACK, count, version, codes and ACK back) and Get ID (3.3:
    /// 2 there, 5 back). Each is one round trip.</item>
    /// <item>Erase (3.8): the pages in which the image lies, in lists of at most 128, which is what ST's code takes without
    /// fault: 2 bytes, and 2 + 2n + 1, with an ACK each. The flash takes its time for each page.</item>
    /// <item>Write (3.6): for 256 bytes 2, 5 and 1 + 256 + 1 bytes, with an ACK each. Units of FF at both ends of a block are not
    /// sent; a block of FF is not written at all. The flash takes its time for each unit sent.</item>
    /// <item>Read back (3.4): for 256 bytes 2, 5 and 2 bytes, with an ACK each, and 256 bytes after the last one. An ACK
    /// proves nothing, so each byte of the image has to be read, including FF.</item>
    /// <item>Commit: the unit with the stack pointer and the entry point, which was left out so far, is written last and read back.</item>
    /// <item>Start: NRST.</item>
    /// </list>
    /// There is no comparison in it: a full programming does not need the old content.
    /// </summary>
    public static class LeastWire
    {
        private const int BlockSize = 256;
        private const int LongestList = 128;
        private const double ResetTime = 20000;
        private const double HoldTime = 10000;

        /// <summary>Derives the costs.</summary>
        /// <param name="part">The part.</param>
        /// <param name="image">The image, of whole units, at the start of the flash.</param>
        /// <param name="baudRate">The rate in baud.</param>
        /// <returns>The costs by phase.</returns>
        public static IReadOnlyDictionary<WirePhase, WireCost> Of(Stm32Part part, byte[] image, int baudRate)
        {
            int unit = part.ProgramUnit;
            return new Dictionary<WirePhase, WireCost>
            {
                [WirePhase.Identification] = WireCost.Of(5, 1 + part.Commands.Length + 4 + 5, 3, baudRate, ResetTime + Math.Max(HoldTime, part.StartTime)),
                [WirePhase.Comparison] = default,
                [WirePhase.Erase] = Erase(part, image.Length, baudRate),
                [WirePhase.Write] = OverBlocks(image, unit, (first, end) => Write(part, image, first, end, baudRate)),
                [WirePhase.ReadBack] = OverBlocks(image, unit, (first, end) => Read(end - first, baudRate)),
                [WirePhase.Commit] = Write(part, image, 0, unit, baudRate) + Read(unit, baudRate),
                [WirePhase.Start] = WireCost.Of(0, 0, 0, baudRate, ResetTime + HoldTime),
            };
        }

        private static WireCost Erase(Stm32Part part, int size, int baudRate)
        {
            int pages = part.PageAt(size - 1) + 1;
            WireCost cost = default;
            for (int first = 0; first < pages; first += LongestList)
            {
                int count = Math.Min(LongestList, pages - first);
                cost += WireCost.Of(2 + 2 + (2 * count) + 1, 2, 2, baudRate);
            }

            for (int page = 0; page < pages; page++)
            {
                cost += WireCost.Of(0, 0, 0, baudRate, part.EraseTimeOf(page));
            }

            return cost;
        }

        private static WireCost OverBlocks(byte[] image, int begin, Func<int, int, WireCost> costOf)
        {
            WireCost cost = default;
            for (int first = 0; first < image.Length; first += BlockSize)
            {
                cost += costOf(Math.Max(first, begin), Math.Min(first + BlockSize, image.Length));
            }

            return cost;
        }

        private static WireCost Write(Stm32Part part, byte[] image, int first, int end, int baudRate)
        {
            int unit = part.ProgramUnit;
            while (first < end && IsErased(image, first, unit))
            {
                first += unit;
            }

            while (first < end && IsErased(image, end - unit, unit))
            {
                end -= unit;
            }

            int count = end - first;
            return count == 0 ? default : WireCost.Of(2 + 5 + 1 + count + 1, 3, 3, baudRate, (double)count / unit * part.UnitTime);
        }

        private static WireCost Read(int count, int baudRate)
        {
            return WireCost.Of(2 + 5 + 2, 3 + count, 3, baudRate);
        }

        private static bool IsErased(byte[] image, int start, int count)
        {
            return image.AsSpan(start, count).IndexOfAnyExcept((byte)0xFF) < 0;
        }
    }
}
