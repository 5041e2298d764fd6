using System;

namespace Esp32Bridge.Network
{
    /// <summary>The header Retry-After (RFC 9110 10.2.3): a number of seconds, or a date.</summary>
    internal static class RetryAfter
    {
        /// <summary>The longest time, in milliseconds: a day.</summary>
        internal const int Longest = 24 * 60 * 60 * 1000;

        private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

        // The runtime supports years up to 3000.
        private const int LastYear = 2999;

        // A device whose clock was never set has an earlier year.
        private const int FirstKnownYear = 2025;

        /// <summary>Reads the header.</summary>
        /// <param name="value">The value of Retry-After, or null.</param>
        /// <param name="date">The value of Date, the server's time, or null.</param>
        /// <param name="now">The device's time, UTC: used if the server does not send its own.</param>
        /// <returns>The time in milliseconds, 0 to <see cref="Longest"/>; 0 if there is none, or if it is a date and the current time is not known.</returns>
        internal static int Of(string value, string date, DateTime now)
        {
            string text = value == null ? string.Empty : value.Trim();
            int seconds = Number(text, 0, text.Length);
            if (seconds >= 0)
            {
                return seconds < Longest / 1000 ? 1000 * seconds : Longest;
            }

            long moment = TicksOf(text);
            long known = TicksOf(date == null ? string.Empty : date.Trim());
            known = known == 0 && now.Year >= FirstKnownYear ? now.Ticks : known;
            long time = moment == 0 || known == 0 ? 0 : (moment - known) / TimeSpan.TicksPerMillisecond;
            return time < 0 ? 0 : time < Longest ? (int)time : Longest;
        }

        // "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7). Returns 0 for anything else, including the obsolete formats.
        private static long TicksOf(string text)
        {
            const int Length = 29;
            const int LastDayOfAll = 28;
            if (text.Length != Length || !text.EndsWith(" GMT"))
            {
                return 0;
            }

            int day = Number(text, 5, 2);
            int month = Months.IndexOf(text.Substring(8, 3));
            int year = Number(text, 12, 4);
            int hour = Number(text, 17, 2);
            int minute = Number(text, 20, 2);
            int second = Number(text, 23, 2);
            bool isMoment = day >= 1 && day <= 31 && month >= 0 && month % 3 == 0 && year >= 1970 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
            if (!isMoment)
            {
                return 0;
            }

            // Days after the 28th are added, so that no date is refused.
            int extra = day > LastDayOfAll ? day - LastDayOfAll : 0;
            long seconds = (3600 * hour) + (60 * minute) + second + (extra * 24L * 3600);
            return new DateTime(year < LastYear ? year : LastYear, (month / 3) + 1, day - extra, 0, 0, 0).Ticks + (seconds * TimeSpan.TicksPerSecond);
        }

        // Returns -1 if it is not a number. A number that is too large for an int returns the limit.
        private static int Number(string text, int start, int count)
        {
            const int Limit = int.MaxValue / 10;
            int number = count == 0 ? -1 : 0;
            for (int i = start; number >= 0 && i < start + count; i++)
            {
                int digit = text[i] - '0';
                number = digit < 0 || digit > 9 ? -1 : number >= Limit ? Limit : (10 * number) + digit;
            }

            return number;
        }
    }
}
