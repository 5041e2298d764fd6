using System;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class SupervisorTests
    {
        [TestMethod]
        public void The_loop_runs_until_a_job_arrives_and_again_after_it()
        {
            Life life = new Life();
            life.OfferAtTurn(3);

            life.Supervisor.RunJob();
            life.OfferAtTurn(1);
            life.Supervisor.RunJob();

            Assert.AreEqual("start|turn|turn|turn|stop|program A|start|turn|stop|program A|", life.Events.Text);
            Assert.IsNull(life.Queue.Take());
            Assert.AreEqual(2, life.Queue.LastFinished);
        }

        [TestMethod]
        public void A_job_that_is_already_waiting_runs_without_a_turn()
        {
            Life life = new Life();
            life.Offer();

            life.Supervisor.RunJob();

            Assert.AreEqual("start|stop|program A|", life.Events.Text);
        }

        [TestMethod]
        public void The_log_shows_when_the_loop_starts_and_stops()
        {
            Life life = new Life();
            life.Offer();

            life.Supervisor.RunJob();

            Assert.StartsWith("application loop: started|application loop: stopped|job 1: A: started with version ", life.Log.Text);
        }

        [TestMethod]
        public void A_turn_that_throws_is_logged_and_the_loop_is_stopped_and_started_again()
        {
            Life life = new Life();
            int turns = 0;
            life.Application.OnTurn = () =>
            {
                turns++;
                if (turns == 1)
                {
                    throw new InvalidOperationException("sensor");
                }

                life.Offer();
            };

            life.Supervisor.RunJob();

            Assert.AreEqual("start|turn|stop|start|turn|stop|program A|", life.Events.Text);
            Assert.Contains("application loop: InvalidOperationException sensor|", life.Log.Text);
            Assert.AreEqual(1000L, life.Clock.Milliseconds);
        }

        [TestMethod]
        public void A_turn_that_always_throws_does_not_prevent_a_job()
        {
            Life life = new Life();
            life.Application.OnTurn = () =>
            {
                life.Offer();
                throw new InvalidOperationException("sensor");
            };

            life.Supervisor.RunJob();

            Assert.StartsWith("start|turn|stop|", life.Events.Text);
            Assert.EndsWith("stop|program A|", life.Events.Text);
        }

        [TestMethod]
        public void A_start_that_throws_is_stopped_and_started_again()
        {
            Life life = new Life();
            int starts = 0;
            life.Application.OnStart = () =>
            {
                starts++;
                if (starts < 3)
                {
                    throw new InvalidOperationException("port");
                }
            };
            life.OfferAtTurn(1);

            life.Supervisor.RunJob();

            Assert.AreEqual("start|stop|start|stop|start|turn|stop|program A|", life.Events.Text);
            Assert.AreEqual(2000L, life.Clock.Milliseconds);
        }

        [TestMethod]
        public void A_start_that_always_throws_does_not_prevent_a_job()
        {
            Life life = new Life();
            life.Application.OnStart = () => throw new InvalidOperationException("port");
            life.Clock.EndOfTime = 60000;
            life.Offer();

            life.RunUntilEndOfTime();

            Assert.Contains("program A|", life.Events.Text);
        }

        [TestMethod]
        public void A_stop_that_throws_is_logged_and_does_not_prevent_a_job()
        {
            Life life = new Life();
            life.Application.OnStop = () => throw new InvalidOperationException("port");
            life.Offer();

            life.Supervisor.RunJob();

            Assert.AreEqual("start|stop|program A|", life.Events.Text);
            Assert.Contains("application loop: cannot stop: InvalidOperationException port|", life.Log.Text);
        }

        [TestMethod]
        public void A_job_that_fails_ends_and_the_loop_starts_again()
        {
            Life life = new Life();
            life.Programmer.Failures = 1;
            life.Offer();

            life.Supervisor.RunJob();

            Assert.IsNull(life.Queue.Take());
            Assert.AreEqual(1, life.Queue.LastFinished);
            Assert.Contains("job 1: ended; 0 of 1 targets programmed|", life.Log.Text);
            life.OfferAtTurn(1);
            life.Supervisor.RunJob();
            Assert.AreEqual("start|stop|program A|start|turn|stop|program A|", life.Events.Text);
        }

        [TestMethod]
        public void A_stopped_job_begins_no_target_and_the_newer_job_follows()
        {
            Life life = new Life();
            life.Offer();
            life.Application.OnStop = () =>
            {
                life.Application.OnStop = null;
                life.Offer();
            };

            life.Supervisor.RunJob();
            life.Supervisor.RunJob();

            Assert.AreEqual("start|stop|start|stop|program A|", life.Events.Text);
            Assert.Contains("job 1: failed: A: stop: ", life.Log.Text);
            Assert.Contains("job 2: A: started with version ", life.Log.Text);
        }

        [TestMethod]
        public void A_job_that_throws_does_not_end_the_supervisor()
        {
            Life life = new Life();
            life.Clock.EndOfTime = 500;
            life.Log.FailsAt = "job 1: ended";
            life.Offer();
            life.Application.OnTurn = () => life.Clock.Sleep(100);

            life.RunUntilEndOfTime();

            Assert.StartsWith("start|stop|program A|start|turn|", life.Events.Text);
            Assert.IsNull(life.Queue.Take());
        }
    }
}
