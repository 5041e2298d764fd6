using Esp32Bridge.Json;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.WebPage;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.WebPage
{
    [TestClass]
    public class WebPageResourceTests
    {
        [TestMethod]
        public void The_status_shows_uptime_free_memory_and_whether_the_log_has_changed()
        {
            FakeClock clock = new FakeClock() { Microseconds = 61999 * 1000L };
            LogTail log = new LogTail(new FakeLog());
            log.Write("first");
            log.Write("second");
            JsonWriter json = new JsonWriter();

            new WebPageResource(log, clock).AddTo(json);

            JsonFields status = JsonReader.Parse(json.Finish(), 4, "status", "none");
            Assert.AreEqual(61, status.Number("uptime", 0, int.MaxValue));
            Assert.AreEqual(2, status.Number("logLines", 0, int.MaxValue));
            Assert.IsTrue(status.Has("freeMemory"));
        }
    }
}
