using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Board;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>Offers a device jobs that it must not accept: pushed to its own server, or published at the address that it polls.</summary>
    public sealed class PowerOffers
    {
        /// <summary>The address that the device polls for jobs.</summary>
        public const string ManifestPath = "/job.json";

        private const int DevicePort = 80;

        // One poll may already be in progress when a job is published.
        private const int Looks = 3;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
        private static readonly HttpClient _client = new HttpClient() { Timeout = TimeSpan.FromSeconds(10) };

        private readonly TestBoard _test;
        private readonly bool _isPushed;

        /// <summary>Creates the offers.</summary>
        /// <param name="test">The board.</param>
        /// <param name="isPushed">Whether jobs are pushed to the device's own server.</param>
        public PowerOffers(TestBoard test, bool isPushed)
        {
            _test = test;
            _isPushed = isPushed;
        }

        /// <summary>Gets the number of offers that were not accepted according to the answers.</summary>
        public int Refused { get; private set; }

        /// <summary>Gets the first violation, or null.</summary>
        public string Complaint { get; private set; }

        /// <summary>Publishes a job at the address that the device polls.</summary>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="signature">The content of its signature file.</param>
        public void Lay(byte[] manifest, byte[] signature)
        {
            _test.Server.Put(ManifestPath + ".sig", signature);
            _test.Server.Put(ManifestPath, manifest);
        }

        /// <summary>Offers a job that must not be accepted.</summary>
        /// <param name="what">The description of the job.</param>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="signature">The content of its signature file.</param>
        /// <param name="expected">The answer that the device's server must give.</param>
        /// <param name="isOver">Whether the device has lost its supply.</param>
        public void Make(string what, byte[] manifest, byte[] signature, HttpStatusCode expected, Func<bool> isOver)
        {
            if (!_isPushed)
            {
                Lay(manifest, signature);
                if (AwaitLooks(Looks, isOver))
                {
                    Refused++;
                }

                return;
            }

            HttpStatusCode? answer = null;
            Await(() => isOver() || (answer = Push(manifest, signature)) != null, _patience);
            if (answer == HttpStatusCode.Accepted)
            {
                Complaint ??= what + " was accepted";
            }
            else if (answer == expected)
            {
                Refused++;
            }
            else if (answer != null)
            {
                // Refused for a reason that is not about the job.
                Complaint ??= $"{what} was answered with {answer}";
            }
            else if (!isOver())
            {
                Complaint ??= "the device's server does not answer";
            }
        }

        /// <summary>Waits until the device has polled for jobs.</summary>
        /// <param name="count">The number of polls.</param>
        /// <param name="isOver">Whether the device has lost its supply.</param>
        /// <returns>Whether it polled.</returns>
        public bool AwaitLooks(int count, Func<bool> isOver)
        {
            int end = CountLooks() + count;
            bool hasLooked = false;
            if (!Await(() => isOver() || (hasLooked = CountLooks() >= end), _patience))
            {
                Complaint ??= "the device does not look for jobs any more";
            }

            return hasLooked;
        }

        /// <summary>Counts the polls of the device.</summary>
        /// <returns>The number.</returns>
        public int CountLooks()
        {
            return _test.Server.Requests.Count(request => request == "GET " + ManifestPath);
        }

        /// <summary>Waits without occupying a processor.</summary>
        /// <param name="condition">The condition.</param>
        /// <param name="longest">The timeout.</param>
        /// <returns>False after a timeout.</returns>
        public static bool Await(Func<bool> condition, TimeSpan longest)
        {
            long end = Environment.TickCount64 + (long)longest.TotalMilliseconds;
            while (!condition())
            {
                if (Environment.TickCount64 >= end)
                {
                    return false;
                }

                Thread.Sleep(5);
            }

            return true;
        }

        // Null if there is no answer, or no memory for the request at the moment.
        private HttpStatusCode? Push(byte[] manifest, byte[] signature)
        {
            if (!_test.Board.Esp32.Ports.TryGetValue(DevicePort, out int port))
            {
                return null;
            }

            try
            {
                using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/job") { Content = new ByteArrayContent(manifest) };
                request.Headers.Add("Authorization", "Bearer " + TestBoard.Token);
                request.Headers.Add("X-Signature", Encoding.ASCII.GetString(signature).Trim());
                using HttpResponseMessage answer = _client.Send(request);
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable ? null : answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                return null;
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }
}
