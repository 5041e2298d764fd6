using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>A master on I2C that waits as long as the part holds SCL low, at 100 kHz.</summary>
    public sealed class I2cHost
    {
        private const long ByteTime = 90;

        private readonly FakeClock _clock;
        private readonly int _address;

        /// <summary>Creates the master of a part in its bootloader.</summary>
        /// <param name="part">The part.</param>
        public I2cHost(Stm32Part part)
        {
            _clock = new FakeClock();
            Target = ModelTargets.InBootloader(part, _clock);
            Slave = Target.Part.I2c;
            _address = part.I2cAddress;
        }

        /// <summary>Gets the target.</summary>
        public ModelTarget Target { get; }

        /// <summary>Gets the I2C of the part.</summary>
        public I2cSlave Slave { get; }

        /// <summary>Gets how long the part held SCL low in the last transfer, in microseconds.</summary>
        public long Stretched { get; private set; }

        /// <summary>Gets the time in microseconds.</summary>
        public long Now
        {
            get { return _clock.Microseconds; }
        }

        /// <summary>Carries out transfers: bytes are written, "R3" reads three.</summary>
        /// <param name="transfers">The transfers, with a slash between them: "02 FD/R1/R3/R1".</param>
        /// <returns>The bytes read, or what went wrong instead of them.</returns>
        public string Say(string transfers)
        {
            string heard = string.Empty;
            foreach (string transfer in transfers.Split('/'))
            {
                heard += transfer[0] == 'R' ? " " + Read(int.Parse(transfer.Substring(1))) : Write(transfer);
            }

            return heard.Trim();
        }

        /// <summary>Lets time pass.</summary>
        /// <param name="microseconds">How much.</param>
        public void Wait(long microseconds)
        {
            _clock.Microseconds += microseconds;
            Target.Part.Advance(Now);
        }

        /// <summary>Begins a transfer.</summary>
        /// <param name="isRead">Whether it reads.</param>
        /// <returns>Null if the part goes on, else what is wrong.</returns>
        public string Begin(bool isRead)
        {
            Wait(ByteTime);
            if (!Slave.Acknowledges(_address, Now))
            {
                return "absent";
            }

            long until = Slave.Begin(isRead, Now);
            if (until == VirtualStm32.Never)
            {
                return "held";
            }

            Stretched = until - Now;
            Wait(Stretched);
            return Target.Part.State == PartState.Bootloader ? null : "reset";
        }

        private string Write(string bytes)
        {
            string trouble = Begin(false);
            byte[] values = Hex.ToBytes(bytes);
            for (int i = 0; i < values.Length && trouble == null; i++)
            {
                Wait(ByteTime);
                trouble = Slave.Receive(values[i], Now) ? null : "refused";
            }

            Slave.End(Now);
            return trouble == null ? string.Empty : " " + trouble;
        }

        private string Read(int count)
        {
            string trouble = Begin(true);
            byte[] values = new byte[count];
            for (int i = 0; i < count && trouble == null; i++)
            {
                Wait(ByteTime);
                values[i] = Slave.Send(Now);
            }

            Slave.End(Now);
            return trouble ?? Hex.ToText(values, 0, count);
        }
    }
}
