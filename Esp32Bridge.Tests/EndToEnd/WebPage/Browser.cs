using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Esp32Bridge.Bench.Board;
using Microsoft.Playwright;
using Xunit;

namespace Esp32Bridge.EndToEnd.WebPage
{
    /// <summary>Debian's Chromium with the page of a device.</summary>
    internal sealed class Browser : IAsyncDisposable
    {
        /// <summary>The program, which has to be installed.</summary>
        public const string Program = "chromium";

        private const int DevicePort = 80;

        // The favicon is empty, and part of the page itself.
        private const string Icon = "data:,";
        private const int MostScreenshotBytes = 100 * 1000;

        // If set, existing screenshots are made again.
        private const string AsksForScreenshots = "ESP32BRIDGE_SCREENSHOTS";

        private static readonly string[] _arguments =
        {
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        };

        private readonly IPlaywright _playwright;
        private readonly IBrowser _browser;
        private int _pending;
        private int _mostPending;

        private Browser(IPlaywright playwright, IBrowser browser, IPage page)
        {
            _playwright = playwright;
            _browser = browser;
            Page = page;
            page.SetDefaultTimeout(60 * 1000);
            page.Console += (_, message) => Note(message.Type == "error", message.Text);
            page.PageError += (_, error) => Note(true, error);
            page.Request += (_, request) => Begin(request);
            page.RequestFinished += (_, request) => End(request);
            page.RequestFailed += (_, request) => End(request);
        }

        /// <summary>Gets the page.</summary>
        public IPage Page { get; }

        /// <summary>Gets the errors that the browser reported.</summary>
        public ConcurrentQueue<string> Errors { get; } = new ConcurrentQueue<string>();

        /// <summary>Gets the requested addresses.</summary>
        public ConcurrentQueue<Uri> Requests { get; } = new ConcurrentQueue<Uri>();

        /// <summary>Opens the page of a device.</summary>
        /// <param name="board">The device, which is on.</param>
        /// <param name="scheme">The preferred colour scheme.</param>
        /// <param name="width">The width of the window, in CSS pixels.</param>
        /// <param name="hasFakeClock">Whether the time of the page passes only on command.</param>
        /// <returns>The browser, after the page has shown the device.</returns>
        public static async Task<Browser> Open(VirtualBoard board, ColorScheme scheme = ColorScheme.Light, int width = 1280, bool hasFakeClock = false)
        {
            IPlaywright playwright = await Playwright.CreateAsync();
            IBrowser chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = PathOf(Program), Args = _arguments });
            IPage page = await chromium.NewPageAsync(new BrowserNewPageOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new ViewportSize { Width = width, Height = 720 } });
            Browser browser = new Browser(playwright, chromium, page);
            if (hasFakeClock)
            {
                await page.Clock.InstallAsync();
            }

            Assert.True(SpinWait.SpinUntil(() => board.Esp32.Ports.ContainsKey(DevicePort), TimeSpan.FromSeconds(20)));
            await page.GotoAsync("http://127.0.0.1:" + board.Esp32.Ports[DevicePort] + "/");
            await Assertions.Expect(page.Locator("#heard")).ToContainTextAsync("last heard");
            return browser;
        }

        /// <summary>Submits a job with the form.</summary>
        /// <param name="job">The bytes of job.json.</param>
        /// <param name="signature">Those of job.json.sig.</param>
        /// <param name="token">The typed token.</param>
        public async Task HandIn(byte[] job, byte[] signature, string token)
        {
            await Page.GetByLabel("Job (job.json)").SetInputFilesAsync(new FilePayload { Name = "job.json", MimeType = "application/json", Buffer = job });
            await Page.GetByLabel("Signature (job.json.sig)").SetInputFilesAsync(new FilePayload { Name = "job.json.sig", MimeType = "text/plain", Buffer = signature });
            await Page.GetByLabel("Token of the device").FillAsync(token);
            await Page.Keyboard.PressAsync("Enter");
        }

        /// <summary>Finds the entry of a target.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>The entry.</returns>
        public ILocator Target(string name)
        {
            return Page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { Has = Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name, Exact = true }) });
        }

        /// <summary>Waits until an element of the page has a text.</summary>
        /// <param name="place">The element.</param>
        /// <param name="text">A part of its text.</param>
        public static async Task Wait(ILocator place, string text)
        {
            await Assertions.Expect(place).ToContainTextAsync(text, new LocatorAssertionsToContainTextOptions { Timeout = 60 * 1000 });
        }

        /// <summary>Checks accessibility (axe-core, all of its rules), and that everything fits the width.</summary>
        public async Task CheckAccess()
        {
            AxeResult result = await Page.RunAxe();
            Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
            Assert.NotEmpty(result.Passes);
            Assert.Equal(0, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }

        /// <summary>Checks that the browser reported no errors, and sent requests only to the device, one at a time.</summary>
        public void CheckRequests()
        {
            Assert.Empty(Errors);
            Assert.All(Requests, request => Assert.Contains(request.AbsolutePath, new[] { "/", "/status", "/log", "/job" }));
            Assert.Single(Requests.Select(request => request.Authority).Distinct());
            Assert.Equal(1, _mostPending);
        }

        /// <summary>Takes a screenshot for the documentation, in the folder .github, if there is none or if ESP32BRIDGE_SCREENSHOTS is set.</summary>
        /// <param name="name">The name of the file.</param>
        public async Task Picture(string name)
        {
            string path = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", ".github", name));
            if (!File.Exists(path) || Environment.GetEnvironmentVariable(AsksForScreenshots) != null)
            {
                await Page.EvaluateAsync("scrollTo(0, 0)");
                byte[] picture = await Page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled });
                Assert.InRange(picture.Length, 1, MostScreenshotBytes);
                File.WriteAllBytes(path, picture);
            }
        }

        /// <summary>Closes it.</summary>
        /// <returns>When it is closed.</returns>
        public async ValueTask DisposeAsync()
        {
            await _browser.DisposeAsync();
            _playwright.Dispose();
        }

        private void Note(bool isError, string text)
        {
            if (isError)
            {
                Errors.Enqueue(text);
            }
        }

        // The events come one after the other.
        private void Begin(IRequest request)
        {
            if (request.Url != Icon)
            {
                Requests.Enqueue(new Uri(request.Url));
            }

            _pending += IsOfScript(request) ? 1 : 0;
            _mostPending = Math.Max(_mostPending, _pending);
        }

        private void End(IRequest request)
        {
            _pending -= IsOfScript(request) ? 1 : 0;
        }

        private static bool IsOfScript(IRequest request)
        {
            return request.ResourceType == "fetch";
        }

        private static string PathOf(string program)
        {
            return Environment.GetEnvironmentVariable("PATH").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).First(File.Exists);
        }

        private static string Here([CallerFilePath] string path = "")
        {
            return Path.GetDirectoryName(path);
        }
    }
}
