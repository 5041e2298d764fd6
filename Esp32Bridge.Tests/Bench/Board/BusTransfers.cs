using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Chip;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>The transfers that run on the buses of the board.</summary>
    public sealed class BusTransfers : IEventSource
    {
        private readonly List<BusTransfer> _transfers = new List<BusTransfer>();

        /// <inheritdoc/>
        public long NextEvent
        {
            get { return _transfers.Count == 0 ? long.MaxValue : _transfers.Min(transfer => transfer.NextEvent); }
        }

        /// <inheritdoc/>
        public bool CanSkip
        {
            get { return true; }
        }

        /// <summary>Begins a transfer.</summary>
        /// <param name="transfer">The transfer.</param>
        /// <param name="now">The time.</param>
        public void Begin(BusTransfer transfer, long now)
        {
            transfer.Begin(now);
            _transfers.Add(transfer);
        }

        /// <summary>Runs one event: what else happens on the board until the next one comes first.</summary>
        /// <param name="now">The time.</param>
        public void Advance(long now)
        {
            BusTransfer next = _transfers.MinBy(transfer => transfer.NextEvent);
            if (next.NextEvent <= now)
            {
                next.Advance(now);
            }

            _transfers.RemoveAll(transfer => transfer.IsDone);
        }
    }
}
