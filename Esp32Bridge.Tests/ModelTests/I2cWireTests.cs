using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>The I2C bus of an ESP32 to a model part, and its faults. The bytes are: 1 the address, 2 and 3 the command, 4 the address, 5 the ACK.</summary>
    [TestClass]
    public class I2cWireTests
    {
        private static FakeClock _clock;
        private static ModelTarget _target;

        [TestMethod]
        public void Each_byte_takes_nine_clocks_and_both_directions_count()
        {
            Use();
            long start = _clock.Microseconds;

            Assert.AreEqual(2, Write("02 FD"));
            Assert.AreEqual("79", Read(1));

            Assert.AreEqual(5, _target.ByteCount);

            // Twice START and STOP, the interpreter, and 2 us in which the part holds SCL.
            Assert.AreEqual((5 * 90) + (2 * 20) + (2 * 102), (int)(_clock.Microseconds - start));
        }

        [TestMethod]
        public void The_ESP32_waits_for_SCL_for_ten_clocks_and_the_answer_is_lost()
        {
            Use();
            Write("44 BB");
            Read(1);
            Write("00 00 00");
            Read(1);
            Write("00 01 01");
            long start = _clock.Microseconds;

            Assert.AreEqual("-3", Read(1));
            Assert.IsTrue(_clock.Microseconds - start < 500, "it waits longer");

            // The next transfer waits for SCL. Then the driver clocks the acknowledge and the first bit of the answer away.
            Assert.AreEqual("-3", Read(1));
            Assert.IsTrue(_clock.Microseconds - start > 20000, "it does not wait");
            _clock.Sleep(1100);
            Assert.AreEqual(2, Write("02 FD"));
            Assert.AreEqual("79", Read(1));
        }

        [DataRow(FaultKind.Drop, 1, "-2/-3")]
        [DataRow(FaultKind.Drop, 3, "-2/-3")]
        [DataRow(FaultKind.Flip, 1, "-2/-3")]
        [DataRow(FaultKind.Flip, 2, "2/1F")]
        [DataRow(FaultKind.Flip, 5, "2/78")]
        [DataRow(FaultKind.Duplicate, 1, "-3/-2")]
        [DataRow(FaultKind.Duplicate, 3, "2/79")]
        [DataRow(FaultKind.Inject, 2, "2/1F")]
        [DataRow(FaultKind.Inject, 5, "2/79")]
        [DataRow(FaultKind.Delay, 3, "-3/79")]
        [DataRow(FaultKind.Delay, 5, "2/-3")]
        [DataRow(FaultKind.Nack, 3, "-2/79")]
        [DataRow(FaultKind.Nack, 5, "2/1F")]
        [DataRow(FaultKind.Hang, 3, "-3/-3")]
        [DataRow(FaultKind.Hang, 5, "2/-3")]
        [DataRow(FaultKind.Reset, 3, "-2/-2")]
        [DataRow(FaultKind.FailedUnit, 3, "2/79")]
        public void A_fault_is_heard_as_on_an_ESP32(FaultKind kind, int position, string heard)
        {
            Use();
            _target.SetFaults(new LineFault[] { new LineFault(kind, position, 0) });

            Assert.AreEqual(heard, Write("02 FD") + "/" + Read(1));
            Assert.AreEqual(1, _target.Struck);

            _target.ResetIntoBootloader();
            _clock.Sleep(4000);
            Assert.AreEqual(2, Write("02 FD"));
            Assert.AreEqual("79", Read(1));
        }

        private static void Use()
        {
            _clock = new FakeClock();
            _target = ModelTargets.InBootloader(Stm32Parts.Create("L476"), _clock, LineKind.I2c);
        }

        private static int Write(string bytes)
        {
            byte[] values = Hex.ToBytes(bytes);
            return _target.I2c.Write(values, values.Length);
        }

        private static string Read(int count)
        {
            byte[] values = new byte[count];
            int got = _target.I2c.Read(values, 0, count);
            return got < 0 ? got.ToString() : Hex.ToText(values, 0, count);
        }
    }
}
