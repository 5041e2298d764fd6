using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The program of the model sends "heartbeat 1 version 2.0.0" at once, and the next heartbeat each half second.</summary>
    [TestClass]
    public class HealthTests
    {
        [DataRow("heartbeat 1 version 2.0.0")]
        [DataRow("version 2.0.0")]
        [DataRow("h")]
        [DataRow("ea")]
        [DataRow(" 1 v")]
        public void A_text_that_arrives_at_once_is_recognised(string text)
        {
            Rig rig = RigOf();
            ITargetSession session = Program(rig);
            long start = rig.Clock.Milliseconds;

            session.AwaitHealth(text, 1000);

            Assert.IsTrue(rig.Clock.Milliseconds - start < 200, "it took longer than the text");
            session.Release();
        }

        [TestMethod]
        public void A_text_that_arrives_later_is_recognised()
        {
            Rig rig = RigOf();
            ITargetSession session = Program(rig);

            session.AwaitHealth("heartbeat 9 ", 10000);

            session.Release();
            rig.Settle();
            Assert.AreEqual("2.0.0", rig.Part.Version);
        }

        [TestMethod]
        public void A_text_over_two_lines_is_recognised()
        {
            Rig rig = RigOf();
            ITargetSession session = Program(rig);

            session.AwaitHealth("2.0.0\r\nheartbeat 2", 1000);

            session.Release();
        }

        [DataRow("all is well", 3000)]
        [DataRow("heartbeat 99", 3000)]
        [DataRow("Version 2.0.0", 1000)]
        [DataRow("version 2.0.00", 1000)]
        public void A_text_that_does_not_arrive_in_time_is_an_error(string text, int timeout)
        {
            Rig rig = RigOf();
            ITargetSession session = Program(rig);
            long start = rig.Clock.Milliseconds;

            string error = ErrorOf(session, text, timeout);

            Assert.StartsWith("A: wait for health: expected '" + text + "' within " + timeout + " ms; got ", error);
            Assert.Contains(" bytes without it. ", error);
            long waited = rig.Clock.Milliseconds - start;
            Assert.IsTrue(waited >= timeout && waited < timeout + 200, "it waited for " + waited);
            Assert.IsTrue(rig.Target.IsClosed);
        }

        [TestMethod]
        public void A_program_that_sends_nothing_is_reported_as_silence()
        {
            Rig rig = RigOf();
            ITargetSession session = Program(rig);
            rig.Part.PowerOff();

            Assert.Contains("; got silence. The program starts and is not well: ", ErrorOf(session, "version", 2000));
        }

        [TestMethod]
        public void Garbage_of_another_rate_is_not_the_text()
        {
            Rig rig = RigOf();
            ITargetSession session = Program(rig);
            rig.Target.CarriedRate = 57600;

            Assert.Contains(" bytes without it. ", ErrorOf(session, "heartbeat", 2000));
        }

        [TestMethod]
        public void The_text_of_an_empty_part_that_was_started_by_Go_is_recognised()
        {
            Rig rig = new Rig("L432", FakeImages.Program(600, "2.0.0"));
            ITargetSession session = Program(rig);

            session.AwaitHealth("version 2.0.0", 2000);

            session.Release();
            Assert.Contains("started by Go", rig.Log.Text);
            rig.Settle();
            Assert.AreEqual("2.0.0", rig.Part.Version);
        }

        [TestMethod]
        public void An_unhealthy_part_can_be_put_back()
        {
            Rig rig = RigOf();
            ITargetSession session = Program(rig);
            ErrorOf(session, "all is well", 1000);
            FakeImages previous = new FakeImages(FakeImages.Program(700, "0.9.0"));

            ProgrammerSteps.Program(rig.Programmer, previous.Describe(0x435), previous, rig.Flash.Begin());

            rig.Settle();
            Assert.AreEqual("0.9.0", rig.Part.Version);
        }

        [TestMethod]
        public void A_text_in_pieces_and_after_other_bytes_is_recognised()
        {
            FakeClock clock = new FakeClock();
            HealthCheck check = new HealthCheck(PortOf(clock, "w", "we", "xwel", "l", "?"), new StopSignal(), clock);

            check.Await("well", 1000);

            Assert.IsTrue(clock.Milliseconds <= 80, "it waited longer than the bytes took");
        }

        [TestMethod]
        public void A_text_after_its_repeated_beginning_is_recognised()
        {
            FakeClock clock = new FakeClock();

            new HealthCheck(PortOf(clock, "ababababc"), new StopSignal(), clock).Await("ababc", 100);
            new HealthCheck(PortOf(clock, "aaa", "ab"), new StopSignal(), clock).Await("aab", 100);
        }

        [TestMethod]
        public void The_last_moment_before_the_timeout_counts_and_the_next_does_not()
        {
            FakeClock clock = new FakeClock();
            string[] late = new string[50];
            for (int i = 0; i < late.Length; i++)
            {
                late[i] = i == 49 ? "ok" : ".";
            }

            new HealthCheck(new SlowPort(clock, late), new StopSignal(), clock).Await("ok", 1000);
            Assert.ThrowsException(typeof(HealthException), () => new HealthCheck(new SlowPort(clock, late), new StopSignal(), clock).Await("ok", 960));
        }

        [TestMethod]
        public void A_request_to_stop_ends_the_wait_at_once()
        {
            Rig rig = RigOf();
            ITargetSession session = Program(rig);
            rig.Stop.Set("A newer job has taken its place and follows.");
            long start = rig.Clock.Milliseconds;

            Assert.ThrowsException(typeof(StoppedException), () => session.AwaitHealth("all is well", 120000));

            Assert.IsTrue(rig.Clock.Milliseconds - start < 2000, "it waited");
            session.Release();
            rig.Settle();
            Assert.AreEqual("2.0.0", rig.Part.Version);
        }

        private static Rig RigOf()
        {
            Rig rig = new Rig("L432", FakeImages.Program(600, "2.0.0"));
            rig.Install(FakeImages.Program(300, "0.9.0"));
            return rig;
        }

        private static ITargetSession Program(Rig rig)
        {
            CheckedImage image = new CheckedImage(rig.Image, rig.Images);
            rig.Programmer.Check(image);
            ITargetSession session = rig.Programmer.Enter(image, rig.Flash.Begin());
            session.Write();
            session.Commit();
            return session;
        }

        private static string ErrorOf(ITargetSession session, string text, int timeout)
        {
            try
            {
                session.AwaitHealth(text, timeout);
            }
            catch (HealthException error)
            {
                session.Release();
                return error.Message;
            }

            throw new Exception("it did not fail");
        }

        private static ISerialLine PortOf(FakeClock clock, params string[] pieces)
        {
            return new SlowPort(clock, pieces);
        }
    }
}
