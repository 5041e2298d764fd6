using System;
using Esp32Bridge.Network;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Network
{
    [TestClass]
    public class RetryAfterTests
    {
        private const string Date = "Sun, 29 Nov 2026 23:59:30 GMT";
        private const int Day = 24 * 60 * 60 * 1000;

        [DataRow("0", 0)]
        [DataRow("120", 120000)]
        [DataRow(" 7 ", 7000)]
        [DataRow("86400", Day)]
        [DataRow("86401", Day)]
        [DataRow("99999999999999999999", Day)]
        public void Seconds_count_up_to_a_day(string value, int expected)
        {
            Assert.AreEqual(expected, RetryAfter.Of(value, null, default(DateTime)));
        }

        [DataRow("Mon, 30 Nov 2026 00:00:00 GMT", 30000)]
        [DataRow("Mon, 30 Nov 2026 00:01:30 GMT", 120000)]
        [DataRow("Sun, 29 Nov 2026 23:59:30 GMT", 0)]
        [DataRow("Sun, 29 Nov 2026 23:00:00 GMT", 0)]
        [DataRow("Tue, 01 Dec 2026 23:59:30 GMT", Day)]
        [DataRow("Fri, 31 Dec 9999 23:59:59 GMT", Day)]
        public void A_date_is_relative_to_the_time_of_the_server(string value, int expected)
        {
            Assert.AreEqual(expected, RetryAfter.Of(value, Date, default(DateTime)));
        }

        [TestMethod]
        public void Without_the_time_of_the_server_a_date_is_relative_to_that_of_the_device()
        {
            const string Value = "Mon, 30 Nov 2026 00:00:00 GMT";

            Assert.AreEqual(60000, RetryAfter.Of(Value, null, new DateTime(2026, 11, 29, 23, 59, 0)));
            Assert.AreEqual(0, RetryAfter.Of(Value, null, new DateTime(1970, 1, 1, 0, 0, 10)));
            Assert.AreEqual(60000, RetryAfter.Of(Value, "yesterday", new DateTime(2026, 11, 29, 23, 59, 0)));
        }

        [DataRow("")]
        [DataRow("-1")]
        [DataRow("1.5")]
        [DataRow("soon")]
        [DataRow("Mon, 30 Nov 2026 00:00:00 CET")]
        [DataRow("Mon, 32 Nov 2026 00:00:00 GMT")]
        [DataRow("Mon, 30 ovD 2026 00:00:00 GMT")]
        [DataRow("Mon, 30 Nov 2026 24:00:00 GMT")]
        [DataRow("Mon, 30 Nov 0000 00:00:00 GMT")]
        [DataRow("Monday, 30-Nov-26 00:00:00 GMT")]
        public void Anything_else_is_ignored(string value)
        {
            Assert.AreEqual(0, RetryAfter.Of(value, Date, new DateTime(2026, 11, 29)));
        }

        [TestMethod]
        public void Without_the_field_there_is_no_pause()
        {
            Assert.AreEqual(0, RetryAfter.Of(null, null, default(DateTime)));
        }
    }
}
