using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Esp32Bridge.Tool;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>
    /// A web server on loopback for jobs and images: GET with Range and ETag; PUT, so that curl can put a job there;
    /// and POST for reports. Tests can replace the answer of a path.
    /// </summary>
    public sealed class OtaServer : IDisposable
    {
        private readonly ConcurrentDictionary<string, byte[]> _files = new ConcurrentDictionary<string, byte[]>();
        private readonly ConcurrentDictionary<string, RequestDelegate> _handlers = new ConcurrentDictionary<string, RequestDelegate>();
        private readonly ConcurrentQueue<string> _requests = new ConcurrentQueue<string>();
        private readonly ConcurrentQueue<string> _posts = new ConcurrentQueue<string>();
        private readonly WebApplication _application;
        private readonly string _scheme;

        /// <summary>Starts the server on a free port.</summary>
        /// <param name="certificate">Its certificate with the key, for https; null for http.</param>
        /// <param name="protocols">The versions of TLS that it speaks.</param>
        public OtaServer(X509Certificate2 certificate = null, SslProtocols protocols = SslProtocols.Tls12 | SslProtocols.Tls13)
        {
            _scheme = certificate == null ? "http" : "https";
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
            builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, listen =>
            {
                if (certificate != null)
                {
                    listen.UseHttps(certificate, https => https.SslProtocols = protocols);
                }
            }));
            _application = builder.Build();
            _application.Run(Handle);
            _application.StartAsync().GetAwaiter().GetResult();
            Port = new Uri(_application.Urls.First()).Port;
        }

        /// <summary>Gets the port.</summary>
        public int Port { get; }

        /// <summary>Gets the address.</summary>
        public string Url
        {
            get { return _scheme + "://127.0.0.1:" + Port; }
        }

        /// <summary>Gets the requests so far, "GET /job.json".</summary>
        public IReadOnlyCollection<string> Requests
        {
            get { return _requests; }
        }

        /// <summary>Gets the bodies of the POST requests so far.</summary>
        public IReadOnlyCollection<string> Posts
        {
            get { return _posts; }
        }

        /// <summary>Adds or replaces a file.</summary>
        /// <param name="path">Its path, "/job.json".</param>
        /// <param name="content">Its bytes.</param>
        public void Put(string path, byte[] content)
        {
            _files[path] = content;
        }

        /// <summary>Removes a file.</summary>
        /// <param name="path">Its path.</param>
        public void Remove(string path)
        {
            _files.TryRemove(path, out _);
        }

        /// <summary>Publishes a job with its signature.</summary>
        /// <param name="manifest">The bytes of job.json.</param>
        public void Publish(byte[] manifest)
        {
            Put("/job.json.sig", JobSignature.Of(manifest));
            Put("/job.json", manifest);
        }

        /// <summary>Replaces the answer of a path.</summary>
        /// <param name="path">The path.</param>
        /// <param name="handler">The new handler.</param>
        public void Handle(string path, RequestDelegate handler)
        {
            _handlers[path] = handler;
        }

        /// <summary>Clears the recorded requests and reports.</summary>
        public void Forget()
        {
            _requests.Clear();
            _posts.Clear();
        }

        /// <summary>Stops the server.</summary>
        public void Dispose()
        {
            _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        private async System.Threading.Tasks.Task Handle(HttpContext context)
        {
            string path = context.Request.Path.Value;
            _requests.Enqueue(context.Request.Method + " " + path);
            if (_handlers.TryGetValue(path, out RequestDelegate handler))
            {
                await handler(context);
            }
            else if (context.Request.Method == HttpMethods.Post)
            {
                using StreamReader reader = new StreamReader(context.Request.Body);
                _posts.Enqueue(await reader.ReadToEndAsync());
                context.Response.StatusCode = StatusCodes.Status204NoContent;
            }
            else if (context.Request.Method == HttpMethods.Put)
            {
                using MemoryStream content = new MemoryStream();
                await context.Request.Body.CopyToAsync(content);
                Put(path, content.ToArray());
                context.Response.StatusCode = StatusCodes.Status201Created;
            }
            else if (_files.TryGetValue(path, out byte[] content))
            {
                EntityTagHeaderValue tag = new EntityTagHeaderValue("\"" + Convert.ToHexString(SHA256.HashData(content))[..16] + "\"");
                await Results.Bytes(content, TypeOf(path), null, true, null, tag).ExecuteAsync(context);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        }

        private static string TypeOf(string path)
        {
            return path.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/octet-stream";
        }
    }
}
