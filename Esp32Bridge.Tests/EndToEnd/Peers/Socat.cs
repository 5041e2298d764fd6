using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>Debian's socat, which maps a TCP port to a pseudo-terminal.</summary>
    internal sealed class Socat : IDisposable
    {
        private readonly Process _process;
        private readonly string _link;

        /// <summary>Connects, and waits for the pseudo-terminal.</summary>
        /// <param name="link">The path of the link to the pseudo-terminal.</param>
        /// <param name="port">The TCP port of this PC.</param>
        public Socat(string link, int port)
        {
            _link = link;
            _process = Process.Start("socat", new[] { "pty,raw,echo=0,link=" + link, "TCP:127.0.0.1:" + port + ",nodelay" });
            if (!SpinWait.SpinUntil(() => File.Exists(link), TimeSpan.FromSeconds(20)))
            {
                throw new TimeoutException("socat makes no " + link);
            }
        }

        /// <summary>Ends it.</summary>
        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            _process.WaitForExit();
            _process.Dispose();

            // A killed socat leaves the link in place.
            File.Delete(_link);
        }
    }
}
