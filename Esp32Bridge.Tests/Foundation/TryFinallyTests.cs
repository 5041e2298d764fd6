using System;
using Esp32Bridge.Errors;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    /// <summary>What try and finally should do, on a runtime that loses exceptions in flight.</summary>
    [TestClass]
    public class TryFinallyTests
    {
        private static int _cleanups;

        [TestMethod]
        public void The_cleanup_runs_after_work_that_succeeds()
        {
            _cleanups = 0;
            int before = -1;

            TryFinally.Run(() => before = _cleanups, () => _cleanups++);

            Assert.AreEqual(0, before);
            Assert.AreEqual(1, _cleanups);
        }

        [TestMethod]
        public void An_error_of_the_work_survives_an_exception_that_the_cleanup_catches()
        {
            Assert.AreEqual("work", Caught(Fail, CatchInside));
            Assert.AreEqual(1, _cleanups);
        }

        [TestMethod]
        public void An_error_of_the_work_survives_two_consecutive_cleanups()
        {
            Assert.AreEqual("work", Caught(() => TryFinally.Run(Fail, CatchInside), CatchInside));
            Assert.AreEqual(2, _cleanups);
        }

        [TestMethod]
        public void An_error_of_the_cleanup_is_thrown()
        {
            Assert.AreEqual("cleanup", Caught(CatchInside, FailToCleanUp));
        }

        [TestMethod]
        public void Of_two_errors_the_first_is_thrown()
        {
            Assert.AreEqual("work", Caught(Fail, FailToCleanUp));
        }

        private static string Caught(Action work, Action cleanup)
        {
            _cleanups = 0;
            try
            {
                TryFinally.Run(work, cleanup);
            }
            catch (InvalidOperationException error)
            {
                return error.Message;
            }

            return "nothing";
        }

        private static void Fail()
        {
            throw new InvalidOperationException("work");
        }

        private static void FailToCleanUp()
        {
            throw new InvalidOperationException("cleanup");
        }

        private static void CatchInside()
        {
            _cleanups++;
            try
            {
                throw new TimeoutException();
            }
            catch (TimeoutException)
            {
            }
        }
    }
}
