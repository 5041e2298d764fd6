using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>A master on SPI, at 500 kHz.</summary>
    public sealed class SpiHost
    {
        private const long ByteTime = 16;
        private const int LongestPoll = 40000;

        private readonly FakeClock _clock;

        /// <summary>Creates the master of a part in its bootloader, and selects the part.</summary>
        /// <param name="part">The part.</param>
        public SpiHost(Stm32Part part)
        {
            _clock = new FakeClock();
            Target = ModelTargets.InBootloader(part, _clock);
            Slave = Target.Part.Spi;
            Slave.Select(true, Now);
        }

        /// <summary>Gets the target.</summary>
        public ModelTarget Target { get; }

        /// <summary>Gets the SPI of the part.</summary>
        public SpiSlave Slave { get; }

        /// <summary>Gets the time in microseconds.</summary>
        public long Now
        {
            get { return _clock.Microseconds; }
        }

        /// <summary>
        /// Carries out steps: bytes are sent and what comes meanwhile is dropped; "=" before them keeps it; "K" is the ACK
        /// procedure, which also finds a NACK at once; "R3" reads three bytes and drops the one before them; "W5000" waits.
        /// </summary>
        /// <param name="steps">The steps, with a slash between them: "5A 02 FD/K/R3/K".</param>
        /// <returns>What was kept and read.</returns>
        public string Say(string steps)
        {
            string heard = string.Empty;
            foreach (string step in steps.Split('/'))
            {
                switch (step[0])
                {
                    case 'K':
                        heard += Fetch() + " ";
                        break;
                    case 'R':
                        Exchange(0x00);
                        heard += Send(new byte[int.Parse(step.Substring(1))]) + " ";
                        break;
                    case 'W':
                        Wait(int.Parse(step.Substring(1)));
                        break;
                    case '=':
                        heard += Send(Hex.ToBytes(step.Substring(1))) + " ";
                        break;
                    default:
                        Send(Hex.ToBytes(step));
                        break;
                }
            }

            return heard.Trim();
        }

        /// <summary>Exchanges a byte.</summary>
        /// <param name="value">The byte of the master.</param>
        /// <returns>The byte of the part.</returns>
        public byte Exchange(byte value)
        {
            Wait(ByteTime);
            return Slave.Exchange(value, Now);
        }

        private void Wait(long microseconds)
        {
            _clock.Microseconds += microseconds;
            Target.Part.Advance(Now);
        }

        private string Send(byte[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Exchange(values[i]);
            }

            return Hex.ToText(values, 0, values.Length);
        }

        private string Fetch()
        {
            for (int i = 0; i < LongestPoll; i++)
            {
                byte value = Exchange(0x00);
                if (value == BootloaderAnswers.Ack || value == BootloaderAnswers.Nack)
                {
                    Exchange(BootloaderAnswers.Ack);
                    return value.ToString("X2");
                }
            }

            return "none";
        }
    }
}
