using Esp32Bridge.Bridge;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Bridge
{
    /// <summary>A client that stores what it receives.</summary>
    public sealed class FakeClient : IBridgeClient
    {
        private readonly byte[] _got = new byte[8192];
        private int _length;

        /// <inheritdoc/>
        public bool IsReady { get; set; } = true;

        /// <inheritdoc/>
        public void Send(byte[] buffer, int offset, int count)
        {
            System.Array.Copy(buffer, offset, _got, _length, count);
            _length += count;
        }

        /// <summary>Returns what arrived since the last call.</summary>
        /// <returns>The bytes: "FF FB 00".</returns>
        public string Take()
        {
            string text = Hex.ToText(_got, 0, _length);
            _length = 0;
            return text;
        }
    }
}
