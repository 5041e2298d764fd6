using Esp32Bridge.Errors;
using Esp32Bridge.Network;

namespace Esp32Bridge.Bridge
{
    /// <summary>Resets a part for clients of the bridge that cannot set lines and parity: POST /targets/A/bootloader and /targets/A/run.</summary>
    public sealed class ResetResource : IHttpResource
    {
        private readonly ResetDesk _desk;

        /// <summary>Creates the resource.</summary>
        /// <param name="desk">The desk that takes the requests.</param>
        public ResetResource(ResetDesk desk)
        {
            _desk = desk;
        }

        /// <inheritdoc/>
        public bool TryAnswer(HttpRequest request)
        {
            ResetPath path = ResetPath.Find(request.Path);
            if (path == null)
            {
                return false;
            }

            if (!_desk.Allows(request.ClientAddress))
            {
                throw new RequestException(403, "one of the addresses in bridgeClients", request.ClientAddress);
            }

            if (!_desk.Knows(path.Target))
            {
                throw new RequestException(404, "the name of a target with a bridge", "an unknown name");
            }

            // Every method but POST is admitted without a token. If memory is short, an array fails with an exception, but a call can be skipped.
            _ = new byte[Headroom.Size];
            request.CheckMethod("POST");
            if (!_desk.Send(path.Target, path.IntoBootloader))
            {
                throw new RequestException(409, "a target that is free", "a job or another reset in progress", "Send it again when that has ended.");
            }

            request.Accept();
            return true;
        }
    }
}
