using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>All that is needed to talk to the bootloader of a target and to start its program.</summary>
    internal sealed class BootloaderAccess
    {
        /// <summary>Creates the access; nothing is opened.</summary>
        /// <param name="wires">The wires to the target.</param>
        /// <param name="device">The part that is expected.</param>
        /// <param name="devices">The table of the parts.</param>
        /// <param name="rates">The rates of its line.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Receives remarks about the target.</param>
        internal BootloaderAccess(ITargetWires wires, Stm32Device device, Stm32Devices devices, LineRates rates, IClock clock, ILog log)
        {
            Wires = wires;
            Devices = devices;
            Rates = rates;
            Clock = clock;
            Link = new BootloaderLink(wires.CreateBootloaderLine());
            Client = new BootloaderClient(Link);
            Entry = new BootloaderEntry(wires, Link, rates, new RateTrial(Client, devices), clock, log, device);
            Starter = new PartStarter(wires, Entry, Client, log);
        }

        /// <summary>Gets the wires to the target.</summary>
        internal ITargetWires Wires { get; }

        /// <summary>Gets the table of the parts.</summary>
        internal Stm32Devices Devices { get; }

        /// <summary>Gets the rates of its line.</summary>
        internal LineRates Rates { get; }

        /// <summary>Gets the clock.</summary>
        internal IClock Clock { get; }

        /// <summary>Gets the frames.</summary>
        internal BootloaderLink Link { get; }

        /// <summary>Gets the commands.</summary>
        internal BootloaderClient Client { get; }

        /// <summary>Gets the way into the bootloader.</summary>
        internal BootloaderEntry Entry { get; }

        /// <summary>Gets the way out of it.</summary>
        internal PartStarter Starter { get; }
    }
}
