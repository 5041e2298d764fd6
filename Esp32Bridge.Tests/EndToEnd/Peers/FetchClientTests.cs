using System;
using System.Linq;
using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Transfers;
using Esp32Bridge.Transfers;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>The STM32's side in C and the ESP32's side in C# understand each other, even on a bad line.</summary>
    public sealed class FetchClientTests : IDisposable
    {
        private const int Size = 6000;

        private readonly byte[] _image = FakeImages.Program(Size, "2.0.0");
        private readonly FetchClient _client = new FetchClient();
        private readonly TerminalLine _line = new TerminalLine();

        [PeerTheory("gcc")]
        [InlineData("-DESP32BRIDGE_FETCH_BLOCK=16U")]
        [InlineData("-DESP32BRIDGE_FETCH_BLOCK=1024U")]
        [InlineData("-O2")]
        [InlineData("-Os", "-Wshadow", "-Wstrict-prototypes", "-Wcast-qual", "-Wmissing-prototypes")]
        public void The_client_compiles_without_a_warning(params string[] options)
        {
            Assert.NotEmpty(FetchClient.Compile(options));
        }

        [PeerTheory("gcc")]
        [InlineData(1, "")]
        [InlineData(2, "shuffle")]
        [InlineData(3, "outside")]
        public void The_client_fetches_an_image_in_any_order(int seed, string mode)
        {
            ExpectSuccess(seed, 0, mode);
        }

        [PeerTheory("gcc")]
        [InlineData(4, 300, "")]
        [InlineData(5, 500, "")]
        [InlineData(6, 400, "shuffle")]
        [InlineData(7, 1000, "")]
        public void The_client_fetches_an_image_over_a_line_that_flips_loses_and_doubles_bytes_both_ways(int seed, int damage, string mode)
        {
            ExpectSuccess(seed, damage, mode);
        }

        [PeerTheory("gcc")]
        [InlineData("start", "4096")]
        public void The_client_resumes_after_an_interruption(params string[] mode)
        {
            _client.Memory = _image.Take(4096).ToArray();
            ExpectSuccess(1, 0, mode);
        }

        [PeerTheory("gcc")]
        [InlineData("expected success; got failure 9 'flash is worn'.", "10 status 0 refusal 0", "fail", "flash is worn")]
        [InlineData("got 0102030000000000000000000000000000000000000000000000000000000000.", "17 status 7 refusal 0", "lie")]
        [InlineData("expected success; got failure 6 'the memory does not hold the image'.", "16 status 6 refusal 0", "spoil")]
        [InlineData("expected success; got failure 4 'no room for the image'.", "14 status 4 refusal 0", "room", "5999")]
        [InlineData("expected success; got failure 6 'the memory does not hold the image'.", "16 status 6 refusal 0", "start", "2048")]
        public void A_failure_of_the_client_is_reported(string error, string end, params string[] mode)
        {
            _client.Memory = new byte[2048];

            Assert.Contains(error, Serve(mode));
            Assert.Equal(end, _client.WaitForEnd());
        }

        public void Dispose()
        {
            _client.Dispose();
            _line.Dispose();
        }

        private void ExpectSuccess(int seed, int damage, params string[] mode)
        {
            _client.Seed = seed;
            _client.Damage = damage;

            Assert.Equal(string.Empty, Serve(mode));
            Assert.StartsWith("10 status 0", _client.WaitForEnd());
            Assert.Equal(_image, _client.Memory);
        }

        // The error, or an empty text.
        private string Serve(string[] mode)
        {
            _client.Start(_line.Path, mode);
            FakeImages source = new FakeImages(_image);
            byte[] trigger = System.Text.Encoding.ASCII.GetBytes(FetchClient.Trigger);
            _line.Write(trigger, 0, trigger.Length);
            try
            {
                new FetchTransfer(_line).Run(_line, source.Checked(source.Describe(0x435)), new FakeWatch());
                return string.Empty;
            }
            catch (BridgeException error)
            {
                return error.Message;
            }
        }
    }
}
