using Esp32Bridge.Devices;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class FlashLayoutTests
    {
        private const int K = 1024;

        [DataRow(0, 0, 16 * K)]
        [DataRow(1, 16 * K, 16 * K)]
        [DataRow(3, 48 * K, 16 * K)]
        [DataRow(4, 64 * K, 64 * K)]
        [DataRow(5, 128 * K, 128 * K)]
        [DataRow(11, 896 * K, 128 * K)]
        [DataRow(12, 1024 * K, 16 * K)]
        [DataRow(16, 1088 * K, 64 * K)]
        [DataRow(23, 1920 * K, 128 * K)]
        public void Sectors_of_different_sizes_follow_each_other_and_repeat_in_the_second_bank(int page, int start, int size)
        {
            FlashLayout layout = new FlashLayout(new int[] { 4, 1, 7 }, new int[] { 16 * K, 64 * K, 128 * K });

            Assert.AreEqual(start, layout.StartOf(page));
            Assert.AreEqual(size, layout.SizeOf(page));
            Assert.AreEqual(page, layout.PageAt(start));
            Assert.AreEqual(page, layout.PageAt(start + 1));
            Assert.AreEqual(page, layout.PageAt(start + size - 1));
        }

        [DataRow(2048, 0)]
        [DataRow(2048, 511)]
        [DataRow(8192, 511)]
        [DataRow(1024, 127)]
        public void Equal_pages_follow_each_other(int size, int page)
        {
            FlashLayout layout = new FlashLayout(size);

            Assert.AreEqual(page * size, layout.StartOf(page));
            Assert.AreEqual(size, layout.SizeOf(page));
            Assert.AreEqual(page, layout.PageAt(page * size));
            Assert.AreEqual(page, layout.PageAt((page * size) + size - 1));
        }
    }
}
