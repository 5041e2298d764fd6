using Esp32Bridge.Json;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.WebPage
{
    /// <summary>Shows the device to a person: a page (GET /), which asks for the status, for the last lines of the log (GET /log), and hands in jobs.</summary>
    public sealed class WebPageResource : IHttpResource, IStatusPart
    {
        private readonly LogTail _log;
        private readonly IClock _clock;

        /// <summary>Creates the resource.</summary>
        /// <param name="log">The last lines of the log.</param>
        /// <param name="clock">The clock of the device, which starts with it.</param>
        public WebPageResource(LogTail log, IClock clock)
        {
            _log = log;
            _clock = clock;
        }

        /// <inheritdoc/>
        public bool TryAnswer(HttpRequest request)
        {
            switch (request.Path)
            {
                case "/":
                    request.CheckMethod(HttpRequest.Reading);
                    request.Answer(new HtmlPage());
                    return true;
                case "/log":
                    request.CheckMethod(HttpRequest.Reading);
                    request.Answer(_log);
                    return true;
                default:
                    return false;
            }
        }

        /// <inheritdoc/>
        /// <remarks>The lines of the log are not in the status, but their number: the status is made in the RAM, also while a job has little of it.</remarks>
        public void AddTo(JsonWriter json)
        {
            json.Add("uptime", (int)(_clock.Milliseconds / 1000));
            json.Add("freeMemory", (int)Heap.Run(false));
            json.Add("logLines", _log.Count);
        }
    }
}
