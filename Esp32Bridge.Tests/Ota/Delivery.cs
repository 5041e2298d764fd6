using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Ota
{
    /// <summary>Delivers reports as the network thread does.</summary>
    internal static class Delivery
    {
        /// <summary>Delivers or drops the oldest report, with all its pauses.</summary>
        /// <param name="queue">The queue.</param>
        /// <param name="clock">The queue's clock.</param>
        /// <returns>False if there is none.</returns>
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
