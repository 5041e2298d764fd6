using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Ota
{
    /// <summary>Does with reports what the network's thread does.</summary>
    internal static class Delivery
    {
        /// <summary>Delivers the oldest report, or gives it up, and waits as long as it takes.</summary>
        /// <param name="queue">Where it waits.</param>
        /// <param name="clock">The queue's clock.</param>
        /// <returns>False when there is none.</returns>
        internal static bool One(ReportQueue queue, FakeClock clock)
        {
            if (queue.DueAt == long.MaxValue)
            {
                return false;
            }

            do
            {
                clock.Sleep(queue.DueAt > clock.Milliseconds ? (int)(queue.DueAt - clock.Milliseconds) : 0);
                queue.Attempt();
            }
            while (queue.DueAt != long.MaxValue && queue.DueAt > clock.Milliseconds);

            return true;
        }
    }
}
