using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Board;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>Offers a device jobs that it must not take: handed in at its own server, or laid where it looks for jobs.</summary>
    public sealed class PowerOffers
    {
        /// <summary>Where the device looks for jobs.</summary>
        public const string ManifestPath = "/job.json";

        private const int DevicePort = 80;

        // One look may be under way already when a job is laid there.
        private const int Looks = 3;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
        private static readonly HttpClient _client = new HttpClient() { Timeout = TimeSpan.FromSeconds(10) };

        private readonly TestBoard _test;
        private readonly bool _isPushed;

        /// <summary>Creates them.</summary>
        /// <param name="test">The board.</param>
        /// <param name="isPushed">Whether they are handed in at the device's own server.</param>
        public PowerOffers(TestBoard test, bool isPushed)
        {
            _test = test;
            _isPushed = isPushed;
        }

        /// <summary>Gets how many were made, and not accepted as far as the answer says.</summary>
        public int Refused { get; private set; }

        /// <summary>Gets what was wrong first, or null.</summary>
        public string Complaint { get; private set; }

        /// <summary>Lays a job where the device looks for jobs.</summary>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="signature">What lies beside it.</param>
        public void Lay(byte[] manifest, byte[] signature)
        {
            _test.Server.Put(ManifestPath + ".sig", signature);
            _test.Server.Put(ManifestPath, manifest);
        }

        /// <summary>Offers a job that must not be taken.</summary>
        /// <param name="what">What it is.</param>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="signature">What lies beside it.</param>
        /// <param name="expected">What the device's server has to answer.</param>
        /// <param name="isOver">Whether the device has no supply any more.</param>
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
                // Refused for a reason that says nothing of the job.
                Complaint ??= $"{what} was answered with {answer}";
            }
            else if (!isOver())
            {
                Complaint ??= "the device's server does not answer";
            }
        }

        /// <summary>Lets the device look for jobs.</summary>
        /// <param name="count">How often.</param>
        /// <param name="isOver">Whether it has no supply any more.</param>
        /// <returns>Whether it did.</returns>
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

        /// <summary>Counts how often the device has looked for jobs.</summary>
        /// <returns>The number.</returns>
        public int CountLooks()
        {
            return _test.Server.Requests.Count(request => request == "GET " + ManifestPath);
        }

        /// <summary>Waits, without taking a processor.</summary>
        /// <param name="condition">For what.</param>
        /// <param name="longest">How long at most.</param>
        /// <returns>Whether it came.</returns>
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

        // Null when nobody answers, or there is no memory for it at the moment.
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
