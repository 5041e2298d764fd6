using System;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>The stand-in behaves like nanoFramework's SpanByte.</summary>
    public class SpanByteTests
    {
        [Fact]
        public void A_span_is_a_view_of_its_array()
        {
            byte[] array = { 1, 2, 3, 4, 5 };
            SpanByte span = new SpanByte(array, 1, 3);
            span[0] = 9;
            array[2] = 8;
            Assert.Equal(new byte[] { 9, 8, 4 }, span.ToArray());
            Assert.Equal(new byte[] { 8, 4 }, span.Slice(1).ToArray());
            span.Slice(2, 1).CopyTo(array);
            Assert.Equal(new byte[] { 4, 9, 8, 4, 5 }, array);
        }

        [Fact]
        public void An_array_or_nothing_becomes_a_span()
        {
            SpanByte span = new byte[7];
            Assert.Equal(7, span.Length);
            span = null;
            Assert.True(span.IsEmpty && SpanByte.Empty.IsEmpty);
        }

        [Fact]
        public void What_is_outside_is_refused()
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(new byte[3], 1, 3));
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(new byte[3], 1, 1)[1]);
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(new byte[3], 1, 1).Slice(0, 2));
            Assert.Throws<ArgumentException>(() => new SpanByte(new byte[3]).CopyTo(new byte[2]));
        }
    }
}
