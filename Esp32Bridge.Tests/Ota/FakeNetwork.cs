using Esp32Bridge.Network;

namespace Esp32Bridge.Tests.Ota
{
    /// <summary>A network that is available or not.</summary>
    public sealed class FakeNetwork : INetwork
    {
        /// <summary>Gets or sets whether it is available.</summary>
        public bool IsThere { get; set; } = true;

        /// <summary>Gets how many queries there were.</summary>
        public int Asked { get; private set; }

        /// <inheritdoc/>
        public bool TryConnect()
        {
            Asked++;
            return IsThere;
        }
    }
}
