using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Makes model parts on open lines.</summary>
    public static class ModelTargets
    {
        /// <summary>Makes a part whose bootloader listens and is not synchronised yet.</summary>
        /// <param name="name">The part.</param>
        /// <param name="clock">The time.</param>
        /// <returns>The target.</returns>
        public static ModelTarget InBootloader(string name, FakeClock clock)
        {
            return InBootloader(Stm32Parts.Create(name), clock);
        }

        /// <summary>Makes a part whose bootloader listens and is not synchronised yet.</summary>
        /// <param name="part">The part.</param>
        /// <param name="clock">The time.</param>
        /// <param name="kind">The line to it.</param>
        /// <returns>The target.</returns>
        public static ModelTarget InBootloader(Stm32Part part, FakeClock clock, LineKind kind = LineKind.Usart)
        {
            ModelTarget target = new ModelTarget(part, clock, kind);
            target.Open(target.BaudRate, part.I2cAddress);
            target.ResetIntoBootloader();
            clock.Sleep(3000);
            target.Part.Advance(clock.Microseconds);
            return target;
        }

        /// <summary>Makes a part that is synchronised.</summary>
        /// <param name="name">The part.</param>
        /// <param name="clock">The time.</param>
        /// <returns>The target.</returns>
        public static ModelTarget Synchronized(string name, FakeClock clock)
        {
            return Synchronized(Stm32Parts.Create(name), clock);
        }

        /// <summary>Makes a part that is synchronised.</summary>
        /// <param name="part">The part.</param>
        /// <param name="clock">The time.</param>
        /// <returns>The target.</returns>
        public static ModelTarget Synchronized(Stm32Part part, FakeClock clock)
        {
            ModelTarget target = InBootloader(part, clock);
            Say(target, clock, "7F");
            return target;
        }

        /// <summary>Writes bytes, each after the part has finished its work on the previous one, and collects the answers.</summary>
        /// <param name="target">The target.</param>
        /// <param name="clock">The time.</param>
        /// <param name="bytes">The bytes.</param>
        /// <returns>The bytes that the part sent.</returns>
        public static string Say(ModelTarget target, FakeClock clock, string bytes)
        {
            byte[] values = Hex.ToBytes(bytes);
            string answer = string.Empty;
            for (int i = 0; i < values.Length; i++)
            {
                target.Write(values, i, 1);
                answer += Hear(target, clock);
            }

            return answer.Trim();
        }

        /// <summary>Collects what a part sends until it is idle.</summary>
        /// <param name="target">The target.</param>
        /// <param name="clock">The time.</param>
        /// <returns>The bytes that the part sent, a blank after each.</returns>
        public static string Hear(ModelTarget target, FakeClock clock)
        {
            byte[] heard = new byte[1];
            string answer = string.Empty;
            for (;;)
            {
                bool isBusy = target.Part.State == PartState.Bootloader && target.Part.NextEvent != VirtualStm32.Never;
                int timeout = isBusy ? (int)((target.Part.NextEvent - clock.Microseconds) / 1000) + 1 : 0;
                if (target.Read(heard, 0, 1, timeout) == 1)
                {
                    answer += Hex.ToText(heard, 0, 1) + " ";
                }
                else if (!isBusy)
                {
                    return answer;
                }
            }
        }
    }
}
