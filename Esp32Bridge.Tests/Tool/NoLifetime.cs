using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Esp32Bridge.Tool
{
    /// <summary>A web server that lives as long as the command that has it: the usual one of ASP.NET Core takes Ctrl-C for itself.</summary>
    public sealed class NoLifetime : IHostLifetime
    {
        /// <inheritdoc/>
        public Task WaitForStartAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        /// <inheritdoc/>
        public Task StopAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }
    }
}
