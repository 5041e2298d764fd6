using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>An nginx for one test: its folder, its configuration, its port on loopback.</summary>
    internal sealed class Nginx : IDisposable
    {
        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

        private readonly string _folder = Directory.CreateTempSubdirectory("nginx").FullName;
        private Process _process;

        /// <summary>Starts nginx.</summary>
        /// <param name="directives">Directives of the server in addition to its port and its folder.</param>
        /// <param name="certificate">Its certificate with the key, for https; null for http.</param>
        public Nginx(string directives, X509Certificate2 certificate = null)
        {
            Port = FreePort();
            Directory.CreateDirectory(Root);
            if (certificate != null)
            {
                File.WriteAllText(Path.Combine(_folder, "server.pem"), certificate.ExportCertificatePem());
                File.WriteAllText(Path.Combine(_folder, "server.key"), certificate.GetECDsaPrivateKey().ExportPkcs8PrivateKeyPem());
            }

            string tls = certificate == null ? string.Empty : "ssl_certificate server.pem; ssl_certificate_key server.key;";
            File.WriteAllText(Path.Combine(_folder, "nginx.conf"), $$"""
                daemon off;
                user root;
                worker_processes 1;
                worker_shutdown_timeout 100ms;
                pid nginx.pid;
                events { worker_connections 64; }
                http {
                    default_type application/octet-stream;
                    log_format told escape=none '$request_method $request_uri $status range=$http_range known=$http_if_none_match';
                    access_log access.log told;
                    client_body_temp_path temp;
                    proxy_temp_path temp;
                    fastcgi_temp_path temp;
                    uwsgi_temp_path temp;
                    scgi_temp_path temp;
                    server {
                        listen 127.0.0.1:{{Port}}{{(certificate == null ? string.Empty : " ssl")}};
                        root www;
                        {{tls}}
                        {{directives}}
                    }
                }
                """);
            Start();
        }

        /// <summary>Gets the port.</summary>
        public int Port { get; }

        /// <summary>Gets the folder of the files that it serves.</summary>
        public string Root
        {
            get { return Path.Combine(_folder, "www"); }
        }

        /// <summary>Gets the completed requests: "GET /A.bin 206 range=bytes=700- known=".</summary>
        public string[] Log
        {
            get { return File.ReadAllLines(Path.Combine(_folder, "access.log")); }
        }

        /// <summary>Writes a file in one step.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="content">Its bytes.</param>
        public void Put(string name, byte[] content)
        {
            string draft = Path.Combine(_folder, name);
            File.WriteAllBytes(draft, content);
            File.Move(draft, Path.Combine(Root, name), true);
        }

        /// <summary>Starts nginx, and waits until it listens.</summary>
        public void Start()
        {
            _process = Process.Start(Command());
            Assert.True(SpinWait.SpinUntil(Listens, _patience), "nginx does not listen: " + File.ReadAllText(Path.Combine(_folder, "error.log")));
        }

        /// <summary>Stops nginx at once, even while it sends.</summary>
        public void Stop()
        {
            Signal("stop");
            Assert.True(_process.WaitForExit(_patience), "nginx does not stop");
            _process.Dispose();
            _process = null;
        }

        /// <summary>Reloads the configuration; answers still in progress a moment later are dropped.</summary>
        public void Reload()
        {
            Signal("reload");
        }

        /// <summary>Kills the worker process; nginx starts another one.</summary>
        public void KillWorker()
        {
            string children = File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children");
            foreach (string child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                using Process worker = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
                worker.Kill();
            }
        }

        /// <summary>Stops nginx and removes its folder.</summary>
        public void Dispose()
        {
            if (_process != null)
            {
                Stop();
            }

            Directory.Delete(_folder, true);
        }

        private static int FreePort()
        {
            using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        private ProcessStartInfo Command(params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo("nginx", new[] { "-p", _folder, "-c", "nginx.conf", "-e", "error.log" });
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            return start;
        }

        private void Signal(string signal)
        {
            using Process sender = Process.Start(Command("-s", signal));
            sender.WaitForExit();
            Assert.Equal(0, sender.ExitCode);
        }

        private bool Listens()
        {
            try
            {
                using TcpClient client = new TcpClient();
                client.Connect(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                Thread.Sleep(10);
                return false;
            }
        }
    }
}
