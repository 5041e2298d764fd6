using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.HawkBit;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>The bench's hawkBit works with a third-party client that knows the real one: Debian's swupdate.</summary>
    public sealed class SwupdateTests : IDisposable
    {
        private const string Controller = "dev-1";

        // A boot script passes this if no bootloader stores it: the update runs.
        private const string Confirmation = " -c 2";

        private readonly DdiServer _server = new DdiServer();
        private readonly Swupdate _client = new Swupdate();

        [PeerTheory("swupdate", "cpio")]
        [InlineData("-k " + DdiServer.TargetToken)]
        [InlineData("-g " + DdiServer.GatewayToken)]
        public void Swupdate_takes_a_deployment_and_closes_the_action(string token)
        {
            DdiAction action = Assign(_client.Pack("version 2"));
            _client.Start(_server.Port, Controller, token);
            _client.WaitForBoot("version 2");
            _client.Start(_server.Port, Controller, token + Confirmation);

            Assert.True(action.WaitForEnd(), _client.Log);

            Assert.Equal("finished", action.State);
            Assert.Equal("version 2", _client.Installed);
            Assert.Equal(1, action.Feedback.Count(feedback => feedback.Execution == "closed"));
            Assert.Contains($"GET /DEFAULT/controller/v1/{Controller}/softwaremodules/{action.Module}/artifacts/update.swu", _server.Requests);
        }

        [PeerTheory("swupdate", "cpio")]
        [InlineData("-k " + DdiServer.TargetToken)]
        public void Swupdate_closes_the_action_of_an_invalid_update_with_failure(string token)
        {
            DdiAction action = Assign(Encoding.ASCII.GetBytes("no update"));
            _client.Start(_server.Port, Controller, token);

            Assert.True(action.WaitForEnd(), _client.Log);

            Assert.Equal("error", action.State);
            Assert.Null(_client.Installed);
        }

        [PeerTheory("swupdate", "cpio")]
        [InlineData("-k " + DdiServer.TargetToken)]
        public void Swupdate_confirms_a_cancellation_and_takes_the_next_deployment(string token)
        {
            DdiAction cancelled = Assign(_client.Pack("version 2"));
            cancelled.Cancel();
            DdiAction next = Assign(_client.Pack("version 3"));
            _client.Start(_server.Port, Controller, token);
            _client.WaitForBoot("version 3");
            _client.Start(_server.Port, Controller, token + Confirmation);

            Assert.True(next.WaitForEnd(), _client.Log);

            Assert.Equal("canceled", cancelled.State);
            Assert.Equal("finished", next.State);
            Assert.Equal("version 3", _client.Installed);
        }

        [PeerTheory("swupdate", "cpio")]
        [InlineData("-k another-token-0123456789")]
        public void Swupdate_is_refused_with_another_token(string token)
        {
            DdiAction action = Assign(_client.Pack("version 2"));
            _client.Start(_server.Port, Controller, token);

            Assert.True(SpinWait.SpinUntil(() => _client.Log.Contains("401", StringComparison.Ordinal), TimeSpan.FromSeconds(60)), _client.Log);

            Assert.Empty(_server.Requests);
            Assert.Equal("running", action.State);
        }

        public void Dispose()
        {
            _client.Dispose();
            _server.Dispose();
        }

        private DdiAction Assign(byte[] update)
        {
            return _server.Assign(Controller, new Dictionary<string, byte[]> { ["update.swu"] = update });
        }
    }
}
