using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>The SPI bus of an ESP32 to a model part, and its faults. The bytes are: 1 the 5A, 2 to 4 reads of a filler, a zero and the ACK.</summary>
    [TestClass]
    public class SpiWireTests
    {
        private static FakeClock _clock;
        private static ModelTarget _target;

        [TestMethod]
        public void Each_byte_takes_eight_clocks_and_counts_once_for_both_directions()
        {
            Use();
            long start = _clock.Microseconds;

            Write("5A");
            Assert.AreEqual("A5 00 79", Read(3));

            Assert.AreEqual(4, _target.ByteCount);
            Assert.AreEqual((4 * 16) + (2 * 100), (int)(_clock.Microseconds - start));
        }

        [DataRow(FaultKind.Drop, 1, "D2 D2 80 3C")]
        [DataRow(FaultKind.Flip, 1, "A5 A5 A5 A5")]
        [DataRow(FaultKind.Flip, 4, "A5 00 78 A5")]
        [DataRow(FaultKind.Duplicate, 3, "A5 00 00 79")]
        [DataRow(FaultKind.Inject, 4, "A5 00 79 79")]
        [DataRow(FaultKind.Delay, 2, "A5 A5 A5 A5")]
        [DataRow(FaultKind.Nack, 3, "A5 1F 00 79")]
        [DataRow(FaultKind.Nack, 4, "A5 00 1F A5")]
        [DataRow(FaultKind.Hang, 5, "A5 00 79 79 79 79")]
        [DataRow(FaultKind.Reset, 2, "A5 FF FF FF")]
        [DataRow(FaultKind.FailedUnit, 1, "A5 00 79 A5")]
        public void A_fault_is_heard_as_on_an_ESP32(FaultKind kind, int position, string heard)
        {
            Use();
            _target.SetFaults(new LineFault[] { new LineFault(kind, position, 0) });

            Write("5A");
            Assert.AreEqual(heard, Read((heard.Length + 1) / 3));
            Assert.AreEqual(1, _target.Struck);

            _target.ResetIntoBootloader();
            _clock.Sleep(4000);
            Write("5A");
            Assert.AreEqual("A5 00 79", Read(3));
        }

        [TestMethod]
        public void Lost_clocks_shift_what_follows_until_the_part_is_selected_anew()
        {
            Use();
            Write("5A");
            Read(3);
            Write("79");

            // Eight zeros before it: the part has five bits of the first zero, and then three bits of each byte.
            _target.SetFaults(new LineFault[] { new LineFault(FaultKind.Drop, 1, 2) });
            Write("00");
            Write("5A 02 FD");
            Assert.AreEqual(string.Empty, Acks(Read(6)));

            _target.Spi.Select(false);
            _target.Spi.Select(true);
            Write("5A 02 FD");
            Assert.AreEqual("79", Acks(Read(6)));
        }

        private static string Acks(string heard)
        {
            return heard.IndexOf("79") >= 0 ? "79" : string.Empty;
        }

        private static void Use()
        {
            _clock = new FakeClock();
            _target = ModelTargets.InBootloader(Stm32Parts.Create("L476"), _clock, LineKind.Spi);
            _target.SetFaults(new LineFault[0]);
        }

        private static void Write(string bytes)
        {
            byte[] values = Hex.ToBytes(bytes);
            _target.Spi.Write(values, values.Length);
        }

        private static string Read(int count)
        {
            byte[] values = new byte[count];
            _target.Spi.Read(values, 0, count);
            return Hex.ToText(values, 0, count);
        }
    }
}
