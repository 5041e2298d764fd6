using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Esp32Bridge.Tool
{
    /// <summary>A host that lives as long as its command. The default lifetime of ASP.NET Core takes Ctrl-C for itself.</summary>
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
