using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>Serves a folder of jobs from this PC, as any web server would: with ranges and ETags, and only its .json and .bin files.</summary>
    public sealed class ImageServer : IDisposable
    {
        private readonly WebApplication _application;
        private int _requests;

        /// <summary>Starts the server.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="address">The address of this PC at which it listens.</param>
        /// <param name="port">The port; 0 for a free one.</param>
        /// <exception cref="ToolException">The port is in use.</exception>
        public ImageServer(string folder, IPAddress address, int port)
        {
            Directory.CreateDirectory(folder);
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
            builder.WebHost.ConfigureKestrel(options => options.Listen(address, port));
            _application = builder.Build();
            _application.Use((context, next) =>
            {
                Interlocked.Increment(ref _requests);
                return next(context);
            });
            _application.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)) });
            _application.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return context.Response.CompleteAsync();
            });
            try
            {
                _application.StartAsync().GetAwaiter().GetResult();
            }
            catch (IOException error)
            {
                throw new ToolException($"serve images at {address} port {port}", "a free port", error.Message, "Choose another --port.", error);
            }

            Url = _application.Urls.First() + "/";
        }

        /// <summary>Gets the address of the folder.</summary>
        public string Url { get; }

        /// <summary>Gets whether a request arrived.</summary>
        public bool WasAsked
        {
            get { return Volatile.Read(ref _requests) > 0; }
        }

        /// <summary>Stops the server.</summary>
        public void Dispose()
        {
            _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
