using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Starts the program of a part: by NRST, or by Go if NRST boots the bootloader again. That happens if the part was
    /// empty at power-on, until the next power-on (AN2606, boot patterns 6 and 16), or if BOOT0 is not low.
    /// </summary>
    internal sealed class PartStarter
    {
        private const int Attempts = 3;

        private readonly ITargetWires _wires;
        private readonly BootloaderEntry _entry;
        private readonly BootloaderClient _client;
        private readonly ILog _log;
        private bool _needsGo;

        /// <summary>Creates the starter.</summary>
        /// <param name="wires">The wires to the target.</param>
        /// <param name="entry">Tells whether the part is in its bootloader.</param>
        /// <param name="client">The bootloader.</param>
        /// <param name="log">Receives remarks about the target.</param>
        internal PartStarter(ITargetWires wires, BootloaderEntry entry, BootloaderClient client, ILog log)
        {
            _wires = wires;
            _entry = entry;
            _client = client;
            _log = log;
        }

        /// <summary>Starts a part that was programmed.</summary>
        /// <param name="part">The part.</param>
        /// <param name="mayBeEmpty">Whether it had no program before, and may have been empty at power-on.</param>
        /// <exception cref="BootloaderException">The part boots its bootloader and refuses Go.</exception>
        internal void Start(PartDescription part, bool mayBeEmpty)
        {
            for (int attempt = 1; !TryStart(part.BootAddress, part.Device, attempt == Attempts, mayBeEmpty); attempt++)
            {
                // The next reset shows whether it runs.
            }
        }

        /// <summary>Restarts a part, with the line ready for what its program sends.</summary>
        /// <param name="part">The part.</param>
        /// <exception cref="BridgeException">The line cannot be opened, or the part refuses Go.</exception>
        internal void StartListening(PartDescription part)
        {
            if (_needsGo)
            {
                // What the program sends before the line is ready is lost.
                _entry.Open();
                Start(part, true);
                _wires.OpenForApplication();
            }
            else
            {
                _wires.OpenForApplication();
                _wires.ResetIntoApplication();
            }
        }

        /// <summary>Starts the old program of a part that was not touched. A failure is only logged: the error that led here matters more.</summary>
        /// <param name="device">The part.</param>
        internal void StartOld(Stm32Device device)
        {
            try
            {
                TryStart(Stm32Device.FlashBase, device, true, false);
            }
            catch (Exception error)
            {
                _log.Write("the old program does not start again: " + error.Message);
            }
        }

        private bool TryStart(uint address, Stm32Device device, bool isLast, bool mayBeEmpty)
        {
            _entry.EndTrial();
            _wires.ResetIntoApplication();
            _needsGo = false;
            if (!device.HasEmptyFlag && !_entry.HasAnswered)
            {
                return true;
            }

            if (!_entry.IsInBootloader(device.StartTime))
            {
                // A bootloader that did not understand is silent, like a program.
                return isLast || !mayBeEmpty || !device.HasEmptyFlag;
            }

            try
            {
                StartByGo(address, device);
                return true;
            }
            catch (BootloaderException error)
            {
                if (isLast)
                {
                    throw error;
                }

                return false;
            }
        }

        // Starts what a reset would start if it did not boot the bootloader.
        private void StartByGo(uint address, Stm32Device device)
        {
            _client.ReadMemory(address, _client.Scratch, 0, sizeof(uint));
            if (FlashBlocks.IsErased(_client.Scratch, sizeof(uint), device.ErasedValue))
            {
                return;
            }

            _client.Go(address);
            _needsGo = true;
            _log.Write(device.HasEmptyFlag
                ? "started by Go: a reset boots the bootloader, as that of a part that was empty at power-on. If it still does so after a power cycle, check BOOT0 and the option bytes."
                : "warning: started by Go: a reset with BOOT0 low boots the bootloader. Check BOOT0 and the option bytes or the part will not boot by itself.");
        }
    }
}
