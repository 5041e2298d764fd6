using Esp32Bridge.An3155;
using Esp32Bridge.Devices;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// The test for a rate that ST does not test: the part must give its id, and a block must get into its RAM and back
    /// without a wrong bit, both twice. The flash is not changed.
    /// </summary>
    internal sealed class RateTrial
    {
        private const int Rounds = 2;

        // Odd, so that the block has each byte value once; large, so that neighbours differ much.
        private const int Stride = 167;

        private readonly BootloaderClient _client;
        private readonly Stm32Devices _devices;

        /// <summary>Creates the trial.</summary>
        /// <param name="client">The bootloader.</param>
        /// <param name="devices">The table of the parts.</param>
        internal RateTrial(BootloaderClient client, Stm32Devices devices)
        {
            _client = client;
            _devices = devices;
        }

        /// <summary>Tries the rate of the line with a part that is in its bootloader.</summary>
        /// <param name="expected">The part that is expected.</param>
        /// <returns>False if anything failed; another part of the device table is no failure.</returns>
        internal bool IsCarried(Stm32Device expected)
        {
            byte[] block = new byte[BootloaderClient.BlockSize];
            int id = 0;
            int refusals = 0;
            try
            {
                for (int round = 0; round < Rounds; round++)
                {
                    int answer = _client.GetId();
                    Stm32Device device = answer == expected.Id ? expected : _devices.Find((ushort)answer);
                    if (device == null || (round > 0 && answer != id))
                    {
                        return false;
                    }

                    id = answer;
                    try
                    {
                        if (!IsBlockCarried(device, block, round == 0 ? 0 : 0xFF))
                        {
                            return false;
                        }
                    }
                    catch (NackException)
                    {
                        refusals++;
                    }
                }
            }
            catch (BootloaderException)
            {
                // The next lower rate is tried.
                return false;
            }

            // A part with read protection refuses each block: then the id decides. A bad line does not turn each answer into NACK.
            return refusals == 0 || refusals == Rounds;
        }

        private bool IsBlockCarried(Stm32Device device, byte[] block, int mask)
        {
            if (device.FreeRam == 0)
            {
                return ReadFlash(block) == ReadFlash(block);
            }

            for (int i = 0; i < BootloaderClient.BlockSize; i++)
            {
                block[i] = (byte)((i * Stride) ^ mask);
            }

            _client.WriteMemory(device.FreeRam, block, 0, BootloaderClient.BlockSize);
            _client.ReadMemory(device.FreeRam, block, 0, BootloaderClient.BlockSize);
            for (int i = 0; i < BootloaderClient.BlockSize; i++)
            {
                if (block[i] != (byte)((i * Stride) ^ mask))
                {
                    return false;
                }
            }

            return true;
        }

        private uint ReadFlash(byte[] block)
        {
            _client.ReadMemory(Stm32Device.FlashBase, block, 0, BootloaderClient.BlockSize);
            return Stm32Crc.Compute(block, 0, BootloaderClient.BlockSize);
        }
    }
}
