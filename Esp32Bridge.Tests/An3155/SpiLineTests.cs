using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    /// <summary>SPI as the line to a bootloader, on the model.</summary>
    [TestClass]
    public class SpiLineTests
    {
        private const uint Start = 0x08000000;
        private const int Timeout = 100;

        private static ModelTarget _target;
        private static FakeClock _clock;
        private static BootloaderLink _link;
        private static BootloaderClient _client;

        [TestMethod]
        public void Synchronisation_and_an_id_show_that_the_part_is_there_and_each_answer_is_confirmed()
        {
            Use("L476");

            Assert.AreEqual((int)AnswerByte.Ack, _link.Synchronize(Timeout));
            Assert.AreEqual("5A/79/5A 02 FD/79/79", Sent());
            Assert.AreEqual(0x11, (int)_client.Get().Version);
            Assert.AreEqual((ushort)0x0415, _client.GetId());
        }

        [TestMethod]
        public void A_part_that_was_synchronised_before_refuses_and_is_there()
        {
            Use("L476");
            _link.Synchronize(Timeout);

            Assert.AreEqual((int)AnswerByte.Nack, _link.Synchronize(Timeout));
            Assert.AreEqual((ushort)0x0415, _client.GetId());
        }

        [TestMethod]
        public void A_part_that_is_not_there_does_not_answer()
        {
            Use("L471");
            Assert.AreEqual(AnswerByte.Nothing, _link.Synchronize(Timeout));

            Use("L476");
            _target.Part.Receive(0, 0x7F, new UartFormat(115200, UartParity.Even), _clock.Microseconds);
            Assert.AreEqual(AnswerByte.Nothing, _link.Synchronize(Timeout));
        }

        [DataRow(false)]
        [DataRow(true)]
        public void Data_is_read_with_a_dummy_before_it_and_without_one(bool isWithout)
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.SendsNoDummy = isWithout;
            Use(part);
            byte[] content = FakeImages.Program(1000, "1.0.0");
            _target.Part.Memory.Flash.Load(0, content);
            byte[] read = new byte[256];

            _link.Synchronize(Timeout);
            _client.ReadMemory(Start, read, 0, 256);

            for (int i = 0; i < read.Length; i++)
            {
                Assert.AreEqual(content[i], read[i]);
            }
        }

        [DataRow("L432")]
        [DataRow("F407")]
        [DataRow("U575")]
        public void What_is_written_is_complete_also_on_parts_that_a_question_disturbs(string name)
        {
            Use(name);
            byte[] content = FakeImages.Program(512, "1.0.0");
            _link.Synchronize(Timeout);

            _client.WriteMemory(Start, content, 0, 256);
            _client.WriteMemory(Start + 256, content, 256, 256);

            for (int i = 0; i < content.Length; i++)
            {
                Assert.AreEqual(content[i], _target.Part.Memory.Flash.Read(i));
            }
        }

        [TestMethod]
        public void The_number_of_pages_is_a_frame_with_its_own_ACK()
        {
            Use("L476");
            _link.Synchronize(Timeout);
            _target.Written.Clear();

            _client.ExtendedErase(1, 2, 44, 1000);

            Assert.AreEqual("5A 44 BB/79/00 01 01/79/00 01 00 02 03/79", Sent());
        }

        [TestMethod]
        public void An_old_ACK_while_the_part_erases_is_not_believed()
        {
            Use("F407");
            _target.Part.Memory.Flash.Load(0, new byte[] { 1, 2, 3, 4 });
            _link.Synchronize(Timeout);

            // Sector 0 needs much longer than this.
            Assert.IsTrue(Fails(() => _client.ExtendedErase(0, 1, 1, 2000)) is NoAnswerException, "an old ACK counts");
            Assert.AreEqual(1, (int)_target.Part.Memory.Flash.Read(0));

            _target.ResetIntoBootloader();
            _clock.Sleep(100);
            _link.Synchronize(Timeout);
            _client.ExtendedErase(0, 1, 400, 2000);
            Assert.AreEqual(0xFF, (int)_target.Part.Memory.Flash.Read(0));
        }

        [TestMethod]
        public void A_part_that_hangs_with_an_ACK_on_the_line_is_silent()
        {
            Use("L476");
            _link.Synchronize(Timeout);

            // After the three bytes of Get ID, a zero, and an ACK.
            _target.SetFaults(new LineFault[] { new LineFault(FaultKind.Hang, 6, 0) });

            Fails(() => _client.GetId());
            Assert.IsTrue(Fails(() => _client.ReadMemory(Start, new byte[16], 0, 16)) is NoAnswerException, "an old ACK counts");
        }

        [TestMethod]
        public void NACK_ends_a_command_and_the_part_is_in_step()
        {
            Use("L476");
            _link.Synchronize(Timeout);

            Assert.IsTrue(Fails(() => _client.ReadMemory(0x1FFF0000 - 4, new byte[4], 0, 4)) is NackException, "it is not refused");

            _link.Resynchronize();
            Assert.AreEqual((ushort)0x0415, _client.GetId());
        }

        [TestMethod]
        public void A_lost_clock_shifts_all_that_follows_until_a_reset()
        {
            Use("L476");
            _link.Synchronize(Timeout);
            _target.SetFaults(new LineFault[] { new LineFault(FaultKind.Drop, 2, 2) });

            Fails(() => _client.GetId());
            Fails(() => _link.Resynchronize());
            Assert.IsFalse(BootloaderLink.IsAnswer(_link.Synchronize(Timeout)), "it is in step");

            _target.ResetIntoBootloader();
            _clock.Sleep(100);
            Assert.AreEqual((int)AnswerByte.Ack, _link.Synchronize(Timeout));
        }

        [TestMethod]
        public void A_flipped_ACK_leaves_the_part_in_the_command_which_a_question_finds_out()
        {
            Use("L476");
            _link.Synchronize(Timeout);

            // The ACK of the command.
            _target.SetFaults(new LineFault[] { new LineFault(FaultKind.Nack, 5, 0) });

            Assert.IsTrue(Fails(() => _client.ReadMemory(Start, new byte[4], 0, 4)) is NackException, "it is not hit");
            Fails(() => _link.Resynchronize());
        }

        [DataRow(false)]
        [DataRow(true)]
        public void A_checksum_follows_its_ACK(bool isEarly)
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.SpiVersion = 0x13;
            Use(part);
            _target.Part.Memory.Flash.Load(0, FakeImages.Program(4096, "1.0.0"));
            BootloaderLink link = new BootloaderLink(new SpiLine(new DeafPort(_target.Spi) { SkipsZero = isEarly }, _clock));
            BootloaderClient client = new BootloaderClient(link);
            link.Synchronize(Timeout);

            Assert.AreEqual(ChecksumModel.Compute(_target.Part.Memory, Start, 1024, 0x04C11DB7, 0xFFFFFFFF), client.GetChecksum(Start, 1024, 0x04C11DB7, 0xFFFFFFFF, 1000));
            Assert.AreEqual((ushort)0x0415, client.GetId());
        }

        [TestMethod]
        public void A_part_that_lifts_its_read_protection_is_not_asked_for_a_second()
        {
            Use("L432");
            DeafPort port = new DeafPort(_target.Spi);
            BootloaderLink link = new BootloaderLink(new SpiLine(port, _clock));
            link.Synchronize(Timeout);
            ProtectionClient protection = new ProtectionClient(link);
            protection.BeginReadoutUnprotect();
            long start = _clock.Milliseconds;
            long asked = 0;
            port.OnRead = () => asked = asked == 0 ? _clock.Milliseconds : asked;

            protection.EndReadoutUnprotect();

            Assert.IsTrue(asked - start >= 1000, "it was asked after " + (asked - start) + " ms");
        }

        [TestMethod]
        public void A_transfer_that_did_not_take_place_is_neither_an_answer_nor_data()
        {
            Use("L476");
            DeafPort port = new DeafPort(_target.Spi);
            IBootloaderLine line = new SpiLine(port, _clock);
            BootloaderClient client = new BootloaderClient(new BootloaderLink(line));
            _target.Part.Memory.Flash.Load(0, FakeImages.Program(512, "1.0.0"));
            line.Synchronize(Timeout);
            byte[] read = new byte[256];
            client.ReadMemory(Start, read, 0, 256);

            port.LongestRead = 1;
            byte[] next = new byte[256];
            client.ReadMemory(Start + 256, next, 0, 256);
            for (int i = 0; i < next.Length; i++)
            {
                Assert.AreEqual(0, (int)next[i], "the bytes of another read");
            }

            port.LongestRead = 0;
            Assert.AreEqual(AnswerByte.Nothing, line.ReadAnswer(0, Timeout));
        }

        private static void Use(string name)
        {
            Use(Stm32Parts.Create(name));
        }

        private static void Use(Stm32Part part)
        {
            _clock = new FakeClock();
            _target = ModelTargets.InBootloader(part, _clock, LineKind.Spi);
            _target.Records = true;
            _link = new BootloaderLink(_target.CreateBootloaderLine());
            _client = new BootloaderClient(_link);
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

        // Longer reads do not take place, as in nanoFramework without memory for DMA.
        private sealed class DeafPort : ISpiPort
        {
            private readonly ISpiPort _port;

            public DeafPort(ISpiPort port)
            {
                _port = port;
            }

            public int LongestRead { get; set; } = 1000;

            public System.Action OnRead { get; set; }

            // Whether nothing comes before an ACK.
            public bool SkipsZero { get; set; }

            public void Write(byte[] buffer, int count)
            {
                _port.Write(buffer, count);
            }

            public void Read(byte[] buffer, int offset, int count)
            {
                OnRead?.Invoke();
                if (count <= LongestRead)
                {
                    _port.Read(buffer, offset, count);
                    if (SkipsZero && count == 1 && buffer[offset] == 0)
                    {
                        _port.Read(buffer, offset, count);
                    }
                }
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
