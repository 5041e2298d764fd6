using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Tool.Jobs;
using Microsoft.Playwright;
using Xunit;

namespace Esp32Bridge.EndToEnd.WebPage
{
    /// <summary>
    /// The page of the device in a real browser. The screenshots of the documentation are made here: ESP32BRIDGE_SCREENSHOTS=1 makes
    /// them again.
    /// </summary>
    public sealed class BrowserTests : IDisposable
    {
        private const string Notes = "window.notes = []; new MutationObserver(() => notes.push(document.querySelector('#news').textContent)).observe(document.querySelector('#news'), { childList: true })";
        private const string Hidden = "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }); document.dispatchEvent(new Event('visibilitychange')) }";

        private readonly TestBoard _test = new TestBoard();

        public BrowserTests()
        {
            _test.Description.HttpPort = 80;
            _test.Board.PowerOn();
            _test.Wait("application loop: started");
        }

        [PeerTheory(Browser.Program)]
        [InlineData(ColorScheme.Light, 1600)]
        [InlineData(ColorScheme.Light, 320)]
        [InlineData(ColorScheme.Dark, 1600)]
        [InlineData(ColorScheme.Dark, 320)]
        public async Task A_job_goes_from_the_form_to_the_new_version(ColorScheme scheme, int width)
        {
            await using Browser browser = await Browser.Open(_test.Board, scheme, width);
            await browser.CheckAccess();
            await browser.Page.EvaluateAsync(Notes);
            JobFile file = _test.Job(3);
            file.SetHealth(0, "version 2.0.0", 10);
            byte[] job = file.ToBytes();

            await browser.HandIn(job, JobSignature.Of(job), TestBoard.Token);

            await Browser.Wait(browser.Page.Locator("#answer"), "The device has taken the job.");
            await Browser.Wait(browser.Target("A"), "runs 2.0.0");
            await Browser.Wait(browser.Target("B"), "was started with 2.0.0");
            await Browser.Wait(browser.Page.Locator("#facts"), "2.0.0, gave its sign of health");
            await Browser.Wait(browser.Page.Locator("#job"), "Job 3, ended");
            await Browser.Wait(browser.Page.Locator("#log"), "application loop: started\n");
            Assert.Equal("2.0.0", _test.Runs("A"));
            Assert.DoesNotContain("heartbeat", await browser.Page.Locator("#log").TextContentAsync(), StringComparison.Ordinal);

            // A screen reader announces each state, but not each percentage.
            string[] notes = await browser.Page.EvaluateAsync<string[]>("notes");
            Assert.Contains(notes, note => note.Contains("A runs 2.0.0. ", StringComparison.Ordinal));
            Assert.DoesNotContain(notes, note => note.Contains('%', StringComparison.Ordinal));
            await browser.CheckAccess();
            browser.CheckRequests();
        }

        [PeerTheory(Browser.Program)]
        [InlineData(ColorScheme.Light, 900)]
        public async Task The_progress_is_shown_while_a_target_is_programmed(ColorScheme scheme, int width)
        {
            using ManualResetEventSlim goOn = new ManualResetEventSlim();
            _test.Board.Log.LineWritten += line => Wait(line == "A: writing 100 %", goOn);
            await using Browser browser = await Browser.Open(_test.Board, scheme, width);

            _test.Publish(_test.Job(1));

            await Browser.Wait(browser.Target("A"), "is programmed with 2.0.0, 68 %");
            await Assertions.Expect(browser.Target("A").GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("value", "68");
            await Browser.Wait(browser.Target("B"), "was started with 2.0.0");
            await Browser.Wait(browser.Page.Locator("#job"), "Job 1, in progress");
            await Browser.Wait(browser.Page.Locator("#facts"), "nothing new");
            await browser.CheckAccess();
            await browser.Picture("page-light.png");

            goOn.Set();
            await Browser.Wait(browser.Target("A"), "was started with 2.0.0");
            await Assertions.Expect(browser.Page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        }

        [PeerTheory(Browser.Program)]
        [InlineData(ColorScheme.Light, 1600, "<img src=x>")]
        [InlineData(ColorScheme.Light, 1600, "2$&0$'")]
        [InlineData(ColorScheme.Dark, 360, "2.0.0")]
        public async Task A_failure_is_shown_with_its_cause(ColorScheme scheme, int width, string version)
        {
            await using Browser browser = await Browser.Open(_test.Board, scheme, width);
            JobFile file = _test.Job(4);
            file.Targets[0]["sha256"] = new string('1', 64);
            file.Targets[0]["version"] = version;
            byte[] job = file.ToBytes();

            await browser.HandIn(job, JobSignature.Of(job), TestBoard.Token);

            await Browser.Wait(browser.Target("A"), "did not get " + version);
            await Browser.Wait(browser.Target("A"), "SHA-256");
            await Browser.Wait(browser.Target("B"), "was started with 2.0.0");
            Assert.Equal("1.0.0", _test.Runs("A"));
            Assert.Equal(0, await browser.Page.Locator("img").CountAsync());
            await browser.CheckAccess();
            browser.CheckRequests();
            if (scheme == ColorScheme.Dark)
            {
                await browser.Picture("page-dark.png");
            }
        }

        [PeerTheory(Browser.Program)]
        [InlineData("another-token", "Refused (401): ", "expected the device's token")]
        [InlineData(TestBoard.Token, "Refused (403): ", "check the signature")]
        [InlineData("a token that no field of a head can have \u2192", "Not sent: ", "")]
        public async Task A_refused_job_is_answered_with_the_reason(string token, string beginning, string reason)
        {
            await using Browser browser = await Browser.Open(_test.Board);
            byte[] job = _test.Job(3).ToBytes();

            await browser.HandIn(job, JobSignature.Of(_test.Job(5).ToBytes()), token);

            await Browser.Wait(browser.Page.Locator("#answer"), beginning);
            await Browser.Wait(browser.Page.Locator("#answer"), reason);
            Assert.Equal("1.0.0", _test.Runs("A"));
        }

        [PeerTheory(Browser.Program)]
        [InlineData(ColorScheme.Light)]
        [InlineData(ColorScheme.Dark)]
        public async Task The_page_of_an_absent_device_is_marked_as_old_until_it_comes_back(ColorScheme scheme)
        {
            await using Browser browser = await Browser.Open(_test.Board, scheme);
            ILocator away = browser.Page.GetByRole(AriaRole.Alert);
            await Assertions.Expect(away).ToBeEmptyAsync();

            _test.Board.PowerOff();

            await Browser.Wait(away, "The device does not answer. What is shown is old.");
            await Browser.Wait(browser.Page.Locator("#facts"), "Firmware");
            await browser.CheckAccess();

            _test.Board.PowerOn();

            await Assertions.Expect(away).ToBeEmptyAsync(new LocatorAssertionsToBeEmptyOptions { Timeout = 60 * 1000 });
            await Browser.Wait(browser.Page.Locator("#log"), "firmware ");
        }

        [PeerTheory(Browser.Program)]
        [InlineData(60)]
        public async Task A_hidden_page_sends_no_requests(int seconds)
        {
            await using Browser browser = await Browser.Open(_test.Board, hasFakeClock: true);
            await Looks(browser, 3);

            await browser.Page.EvaluateAsync(Hidden, true);
            int before = browser.Requests.Count;
            await browser.Page.Clock.RunForAsync(seconds * 1000);
            Assert.Equal(before, browser.Requests.Count);

            await browser.Page.EvaluateAsync(Hidden, false);
            await Looks(browser, 2);
        }

        [PeerTheory(Browser.Program)]
        [InlineData("#file", "#sig", "#token", "button", "#log")]
        public async Task The_keyboard_reaches_everything_and_the_focus_is_visible(params string[] order)
        {
            await using Browser browser = await Browser.Open(_test.Board);
            foreach (string place in order)
            {
                await browser.Page.Keyboard.PressAsync("Tab");
                await Assertions.Expect(browser.Page.Locator(place)).ToBeFocusedAsync();
                await Assertions.Expect(browser.Page.Locator(place)).ToHaveCSSAsync("outline-style", "solid");
            }
        }

        [PeerTheory(Browser.Program)]
        [InlineData("failed", "none", "did not get 2.0.0It has no program.")]
        [InlineData("waiting", "none", "waits to get 2.0.0It has no program.")]
        [InlineData("putting back", "none", "gets its previous program backIt has no program.")]
        [InlineData("programming", "at risk", "is programmed with 2.0.0write: expected ACK")]
        [InlineData("waiting", "at risk", "waits to get 2.0.0Its program is incomplete.")]
        [InlineData("failed", "old", "did not get 2.0.0It has its old program.")]
        [InlineData("failed", "unknown", "did not get 2.0.0write: expected ACK")]
        public async Task After_trouble_the_page_says_what_the_part_has_and_when_the_next_try_comes(string state, string flash, string expected)
        {
            await using Browser browser = await Browser.Open(_test.Board);
            string status = "{\"device\":\"pump-17\",\"uptime\":1,\"freeMemory\":1024,\"logLines\":1,\"job\":3,\"state\":\"in progress\",\"nextTryInSeconds\":125,"
                + "\"targets\":[{\"name\":\"A\",\"state\":\"STATE\",\"version\":\"2.0.0\",\"cause\":\"write: expected ACK\",\"flash\":\"FLASH\"}],\"programs\":[]}";
            status = status.Replace("STATE", state, StringComparison.Ordinal).Replace("FLASH", flash, StringComparison.Ordinal);

            await browser.Page.RouteAsync("**/status", route => route.FulfillAsync(new RouteFulfillOptions { Body = status }));

            await Browser.Wait(browser.Target("A"), expected);
            await Browser.Wait(browser.Page.Locator("#job"), "Job 3, in progress, next try in 2 min 5 s");
            Assert.Equal(flash == "none", (await browser.Page.Locator("#facts").TextContentAsync()).Contains("Program of Anone", StringComparison.Ordinal));
            await browser.CheckAccess();
        }

        // Names that each object of JavaScript has.
        [PeerTheory(Browser.Program)]
        [InlineData("constructor", "__proto__")]
        public async Task A_target_may_have_any_name(string first, string second)
        {
            await using Browser browser = await Browser.Open(_test.Board);
            string status = "{\"device\":\"pump-17\",\"uptime\":1,\"freeMemory\":1024,\"logLines\":1,\"job\":3,\"state\":\"ended\",\"targets\":[{\"name\":\"NAME-1\",\"state\":\"healthy\",\"version\":\"2.0.0\"},"
                + "{\"name\":\"NAME-2\",\"state\":\"committed\",\"version\":\"2.0.1\"}],\"programs\":[{\"name\":\"NAME-1\",\"runs\":\"2.0.0\"},{\"name\":\"NAME-2\",\"started\":\"2.0.1\"}]}";
            status = status.Replace("NAME-1", first, StringComparison.Ordinal).Replace("NAME-2", second, StringComparison.Ordinal);

            await browser.Page.RouteAsync("**/status", route => route.FulfillAsync(new RouteFulfillOptions { Body = status }));

            await Browser.Wait(browser.Target(first), "runs 2.0.0");
            await Browser.Wait(browser.Target(second), "was started with 2.0.1");
            await Browser.Wait(browser.Page.Locator("#facts"), "Program of " + second + "2.0.1, started");
        }

        // The end of the connection ends the page, also when the device gives up a slow client.
        [PeerTheory(Browser.Program)]
        [InlineData(9000)]
        public async Task A_page_that_came_in_part_asks_to_be_reloaded(int length)
        {
            await using Browser browser = await Browser.Open(_test.Board);
            ILocator state = browser.Page.Locator("#heard");
            await Browser.Wait(state, "last heard");
            await browser.Page.RouteAsync("**/", async route =>
            {
                IAPIResponse whole = await route.FetchAsync();
                await route.FulfillAsync(new RouteFulfillOptions { Response = whole, Body = (await whole.TextAsync())[..length] });
            });

            await browser.Page.ReloadAsync();

            await Browser.Wait(state, "The page is loading. If this text stays, reload it.");
        }

        public void Dispose()
        {
            _test.Dispose();
        }

        private static void Wait(bool isHere, ManualResetEventSlim goOn)
        {
            if (isHere)
            {
                goOn.Wait(TimeSpan.FromSeconds(60));
            }
        }

        // Lets the time of the page pass until it has sent a few requests.
        private static async Task Looks(Browser browser, int count)
        {
            int goal = browser.Requests.Count(request => request.AbsolutePath == "/status") + count;
            for (int i = 0; i < 200 && browser.Requests.Count(request => request.AbsolutePath == "/status") < goal; i++)
            {
                await browser.Page.Clock.RunForAsync(500);
                await Task.Delay(20);
            }

            Assert.True(browser.Requests.Count(request => request.AbsolutePath == "/status") >= goal);
        }
    }
}
