using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>
    /// Debian's swupdate with its daemon for hawkBit, suricatta: its folder, its keys, and the file that its updates write. It
    /// installs only that file, and needs no hardware and no bootloader.
    /// </summary>
    internal sealed class Swupdate : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("swupdate").FullName;
        private Process _process;

        /// <summary>Creates the instance. It is not started yet.</summary>
        public Swupdate()
        {
            Shell("openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=test -addext extendedKeyUsage=emailProtection 2> /dev/null");
        }

        /// <summary>Gets the text of the last update, or null.</summary>
        public string Installed
        {
            get { return File.Exists(InstalledFile) ? File.ReadAllText(InstalledFile) : null; }
        }

        private string InstalledFile
        {
            get { return Path.Combine(_folder, "installed.txt"); }
        }

        /// <summary>Makes an update.</summary>
        /// <param name="text">The text.</param>
        /// <returns>The file, which swupdate's documentation calls SWU: a signed description and the text, by cpio.</returns>
        public byte[] Pack(string text)
        {
            File.WriteAllText(Path.Combine(_folder, "text"), text);
            Shell($$"""
                cat > sw-description << END
                software =
                {
                    version = "1.0.0";
                    hardware-compatibility: [ "1.0" ];
                    files: ({ filename = "text"; path = "{{InstalledFile}}"; sha256 = "$(sha256sum text | cut -d ' ' -f 1)"; });
                }
                END
                openssl cms -sign -in sw-description -out sw-description.sig -signer cert.pem -inkey key.pem -outform DER -nosmimecap -binary
                printf 'sw-description\nsw-description.sig\ntext\n' | cpio -o -H crc --quiet > update.swu
                """);
            return File.ReadAllBytes(Path.Combine(_folder, "update.swu"));
        }

        /// <summary>Starts swupdate.</summary>
        /// <param name="port">The server's port on loopback.</param>
        /// <param name="controller">The id of the device on the server.</param>
        /// <param name="options">The option with its token, and others of suricatta.</param>
        public void Start(int port, string controller, string options)
        {
            string suricatta = $"-t DEFAULT -u http://localhost:{port} -i {controller} {options}";
            ProcessStartInfo start = new ProcessStartInfo("swupdate", new[] { "-v", "-M", "-m", "-H", "board:1.0", "-k", "cert.pem", "-u", suricatta }) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["TMPDIR"] = _folder;
            _process = Process.Start(start);
            _process.OutputDataReceived += (_, line) => Note(line.Data);
            _process.ErrorDataReceived += (_, line) => Note(line.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        /// <summary>Gets its output.</summary>
        public string Log { get; private set; } = string.Empty;

        /// <summary>Waits until an update has written its text, and then stops swupdate, because a device reboots after an installation.</summary>
        /// <param name="text">The text.</param>
        public void WaitForBoot(string text)
        {
            Assert.True(SpinWait.SpinUntil(() => Installed == text && Log.Contains("Update successful", StringComparison.Ordinal), TimeSpan.FromSeconds(60)), Log);
            Stop();
        }

        /// <summary>Stops swupdate and removes its folder.</summary>
        public void Dispose()
        {
            Stop();
            Directory.Delete(_folder, true);
        }

        private void Stop()
        {
            if (_process != null)
            {
                _process.Kill(true);
                _process.WaitForExit();
                _process.Dispose();
                _process = null;
            }
        }

        private void Note(string line)
        {
            lock (_folder)
            {
                Log += line + "\n";
            }
        }

        private void Shell(string script)
        {
            ProcessStartInfo start = new ProcessStartInfo("bash", new[] { "-euo", "pipefail", "-c", script }) { WorkingDirectory = _folder };
            using Process process = Process.Start(start);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
