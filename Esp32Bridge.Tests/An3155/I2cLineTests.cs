using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    /// <summary>I2C as the line to a bootloader, on the model.</summary>
    [TestClass]
    public class I2cLineTests
    {
        private const uint Start = 0x08000000;
        private const int Timeout = 100;

        private static ModelTarget _target;
        private static FakeClock _clock;
        private static BootloaderLink _link;
        private static BootloaderClient _client;

        [TestMethod]
        public void The_version_shows_that_the_part_is_there_and_nothing_is_sent_before_it()
        {
            Use("L476");

            Assert.AreEqual((int)AnswerByte.Ack, _link.Synchronize(Timeout));
            Assert.AreEqual(0x12, (int)_client.GetVersion());
            Assert.AreEqual((ushort)0x0415, _client.GetId());
            Assert.AreEqual("01 FE/01 FE/02 FD", Sent());
        }

        [TestMethod]
        public void A_part_that_is_not_there_does_not_acknowledge()
        {
            Use("L476");
            _target.I2c.Address = 0x44;
            Assert.AreEqual(AnswerByte.NotAcknowledged, _link.Synchronize(Timeout));

            Use("L476");
            _target.Part.Receive(0, 0x7F, new UartFormat(115200, UartParity.Even), _clock.Microseconds);
            Assert.AreEqual(AnswerByte.NotAcknowledged, _link.Synchronize(Timeout));
        }

        [TestMethod]
        public void From_version_1_1_on_the_commands_that_do_not_stretch_are_used()
        {
            Use("L476");
            Erase(2, 44);
            Assert.AreEqual("01 FE/45 BA/00 01 01/00 00 00 01 01", Sent());

            Use("F407");
            Erase(1, 400);
            Assert.AreEqual("01 FE/44 BB/00 00 00/00 00 00", Sent());
        }

        [DataRow("F407", 400)]
        [DataRow("F767", 500)]
        [DataRow("L476", 22)]
        public void The_bus_is_left_alone_while_the_part_erases(string name, int work)
        {
            Use(name);
            _link.Synchronize(Timeout);
            _target.Part.Memory.Flash.Load(0, new byte[] { 1, 2, 3, 4 });
            _client.Get();
            int before = _target.I2c.Transfers;

            _client.ExtendedErase(0, 1, work, 1000);

            Assert.AreEqual(0xFF, (int)_target.Part.Memory.Flash.Read(0));
            Assert.AreEqual(0, _target.I2c.HeldTransfers);
            Assert.IsTrue(_target.I2c.Transfers - before <= 7, "it asked " + (_target.I2c.Transfers - before) + " times");
        }

        [TestMethod]
        public void A_busy_part_is_asked_again()
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.PageEraseTime = 90000;
            Use(part);

            Erase(1, 22);

            Assert.AreEqual(0, _target.I2c.HeldTransfers);
            Assert.AreEqual((ushort)0x0415, _client.GetId());
        }

        [TestMethod]
        public void A_part_that_is_busy_for_ever_is_an_error()
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.PageEraseTime = 3000000;
            Use(part);
            long start = _clock.Milliseconds;

            BootloaderException error = Fails(() => Erase(1, 22));

            Assert.IsTrue(error is NoAnswerException, error.Message);
            Assert.IsTrue(_clock.Milliseconds - start < 1200, "it took " + (_clock.Milliseconds - start) + " ms");
        }

        [TestMethod]
        public void A_part_that_stretches_for_longer_than_expected_loses_its_answer_and_gets_more_time_after_that()
        {
            Stm32Part part = Stm32Parts.Create("F407");
            part.SectorEraseTimes = new long[] { 500000, 500000, 500000, 500000, 500000, 500000, 500000, 500000, 500000, 500000, 500000, 500000 };
            Use(part);

            BootloaderException error = Fails(() => Erase(1, 400));
            Assert.IsTrue(error.Message.IndexOf("got a clock or a bus that was held") > 0, error.Message);
            Assert.AreEqual(1, _target.I2c.HeldTransfers);

            _target.ResetIntoBootloader();
            _clock.Sleep(100);
            Erase(1, 400);
            Assert.AreEqual(1, _target.I2c.HeldTransfers);
        }

        [TestMethod]
        public void A_bus_with_noise_does_not_make_the_pauses_longer_without_an_end()
        {
            HeldPort port = new HeldPort();
            FakeClock clock = new FakeClock();
            I2cLine line = new I2cLine(port, clock);
            for (int i = 0; i < 100; i++)
            {
                long start = clock.Milliseconds;
                line.SendCommand(CommandCode.WriteMemory);
                line.ReadAnswer(10, 1000);
                Assert.IsTrue(clock.Milliseconds - start <= 100, (clock.Milliseconds - start) + " ms after a block");
            }

            // A part that is done early resets itself a second after that.
            long before = clock.Milliseconds;
            line.SendCommand(CommandCode.ExtendedErase);
            line.ReadAnswer(900, 1000);
            Assert.IsTrue(clock.Milliseconds - before < 1000, (clock.Milliseconds - before) + " ms after an erase");
        }

        [TestMethod]
        public void After_a_long_erase_each_time_up_to_the_longest_is_tried_and_then_the_short_ones_again()
        {
            HeldPort port = new HeldPort();
            FakeClock clock = new FakeClock();
            I2cLine line = new I2cLine(port, clock);
            string waits = string.Empty;
            for (int i = 0; i < 7; i++)
            {
                long start = clock.Milliseconds;
                line.SendCommand(CommandCode.ExtendedErase);
                line.ReadAnswer(4000, 1000);
                waits += (clock.Milliseconds - start) + " ";
            }

            Assert.AreEqual("900 1800 2700 3600 4000 900 1800 ", waits);
        }

        [TestMethod]
        public void NACK_in_the_middle_of_a_command_ends_it_and_the_part_is_in_step()
        {
            Use("L476");
            _link.Synchronize(Timeout);

            BootloaderException error = Fails(() => _client.ReadMemory(0x1FFF0000 - 4, new byte[4], 0, 4));
            Assert.IsTrue(error is NackException, error.Message);

            _link.Resynchronize();
            Assert.AreEqual((ushort)0x0415, _client.GetId());
        }

        [TestMethod]
        public void After_anything_else_only_a_reset_helps()
        {
            Use("L476");
            _link.Synchronize(Timeout);
            Fails(() => _link.Resynchronize());

            // A surplus byte: each frame is refused from now on.
            _target.SetFaults(new LineFault[] { new LineFault(FaultKind.Duplicate, 2, 0) });
            Assert.IsTrue(Fails(() => _client.GetId()) is NackException, "it is in step");
            Fails(() => _link.Resynchronize());

            _target.ResetIntoBootloader();
            _clock.Sleep(100);
            Assert.AreEqual((int)AnswerByte.Ack, _link.Synchronize(Timeout));
        }

        [TestMethod]
        public void A_part_that_has_reset_itself_answers_again()
        {
            Use("L476");
            _link.Synchronize(Timeout);
            _target.SetFaults(new LineFault[] { new LineFault(FaultKind.Drop, 3, 0) });

            // The part has one byte of two, and waits for the other one for a second.
            BootloaderException error = Fails(() => _client.GetId());
            Assert.IsTrue(error.Message.IndexOf("got no acknowledge on the bus") > 0, error.Message);
            Assert.AreEqual(AnswerByte.ClockHeld, _link.Synchronize(Timeout));
            _clock.Sleep(1100);

            Assert.AreEqual((int)AnswerByte.Ack, _link.Synchronize(Timeout));
            Assert.AreEqual(1, _target.ResetCount);
        }

        [TestMethod]
        public void A_part_that_holds_SDA_blocks_the_bus_until_its_reset()
        {
            Use("L476");
            _target.SetFaults(new LineFault[] { new LineFault(FaultKind.Hang, 5, 0) });

            Assert.AreEqual(AnswerByte.ClockHeld, _link.Synchronize(Timeout));
            Assert.AreEqual(AnswerByte.ClockHeld, _link.Synchronize(Timeout));
            _target.ResetIntoBootloader();
            _clock.Sleep(100);
            Assert.AreEqual((int)AnswerByte.Ack, _link.Synchronize(Timeout));
        }

        [TestMethod]
        public void Get_Checksum_needs_no_polynomial()
        {
            Use("L476");
            _link.Synchronize(Timeout);
            _client.Get();
            byte[] content = FakeImages.Program(4096, "1.0.0");
            _target.Part.Memory.Flash.Load(0, content);

            Assert.AreEqual(ChecksumModel.Compute(_target.Part.Memory, Start, 1024, 0x04C11DB7, 0xFFFFFFFF), _client.GetChecksum(Start, 1024, 0x04C11DB7, 0xFFFFFFFF, 1000));
            Assert.AreEqual(0, _target.I2c.HeldTransfers);
        }

        private static void Use(string name)
        {
            Use(Stm32Parts.Create(name));
        }

        private static void Use(Stm32Part part)
        {
            _clock = new FakeClock();
            _target = ModelTargets.InBootloader(part, _clock, LineKind.I2c);
            _target.Records = true;
            _link = new BootloaderLink(_target.CreateBootloaderLine());
            _client = new BootloaderClient(_link);
        }

        private static void Erase(int pages, int work)
        {
            // Get asks the line, which needs the version.
            _client.Get();
            _client.ExtendedErase(0, pages, work, 1000);
        }

        private static string Sent()
        {
            string sent = string.Empty;
            for (int i = 0; i < _target.Written.Count; i++)
            {
                sent += (i == 0 ? string.Empty : "/") + (string)_target.Written[i];
            }

            return sent;
        }

        // A part that always holds SCL when it is asked.
        private sealed class HeldPort : II2cPort
        {
            public int Write(byte[] buffer, int count)
            {
                return count;
            }

            public int Read(byte[] buffer, int offset, int count)
            {
                return AnswerByte.ClockHeld;
            }
        }

        private static BootloaderException Fails(System.Action action)
        {
            try
            {
                action();
            }
            catch (BootloaderException error)
            {
                return error;
            }

            Assert.IsTrue(false, "it did not fail");
            return null;
        }
    }
}
