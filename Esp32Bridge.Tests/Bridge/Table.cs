using Esp32Bridge.Bridge;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Bridge
{
    /// <summary>A session with its client and its line.</summary>
    public sealed class Table
    {
        /// <summary>The minimum that a client of RFC 2217 sends: it offers the COM port option.</summary>
        public const string Offer = "FF FB 2C";

        private readonly byte[] _buffer = new byte[BridgeSession.BufferSize];

        /// <summary>Creates the session; a client has just connected.</summary>
        public Table()
        {
            Target = new BridgeTarget("A", Wires, 115200, 57600);
            Target.Open();
            Session = new BridgeSession(Target, Client, _buffer, Clock);
        }

        /// <summary>Gets the line.</summary>
        public FakeWires Wires { get; } = new FakeWires();

        /// <summary>Gets the client.</summary>
        public FakeClient Client { get; } = new FakeClient();

        /// <summary>Gets the time.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>Gets the target.</summary>
        public BridgeTarget Target { get; }

        /// <summary>Gets the session.</summary>
        internal BridgeSession Session { get; }

        /// <summary>The client sends bytes.</summary>
        /// <param name="bytes">The bytes, as hexadecimal digits.</param>
        public void Say(string bytes)
        {
            Say(Hex.ToBytes(bytes));
        }

        /// <summary>The client sends bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        public void Say(byte[] bytes)
        {
            System.Array.Copy(bytes, 0, _buffer, 0, bytes.Length);
            Session.Take(bytes.Length);
        }

        /// <summary>The client uses RFC 2217.</summary>
        /// <returns>The table.</returns>
        public Table Greeted()
        {
            Say(Offer);
            Client.Take();
            return this;
        }

        /// <summary>Returns the events on the line since it was opened.</summary>
        /// <returns>The events.</returns>
        public string WireEvents()
        {
            return Wires.Events.Substring("open 115200 8 1 1|".Length);
        }
    }
}
