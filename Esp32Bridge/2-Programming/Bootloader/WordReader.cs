using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>Reads words that a part may refuse to show: registers, option bytes, the end of a flash.</summary>
    internal sealed class WordReader
    {
        /// <summary>The result if the part refuses; no word has this value.</summary>
        internal const long Refused = -1;

        private const int MostAnswers = 6;
        private const int Refusals = 2;
        private const int Silences = 3;
        private const uint BlockMask = BootloaderClient.BlockSize - 1;

        private readonly BootloaderClient _client;
        private readonly LineRecovery _recovery;

        /// <summary>Creates the reader.</summary>
        /// <param name="client">The bootloader.</param>
        /// <param name="recovery">The recovery from failed commands.</param>
        internal WordReader(BootloaderClient client, LineRecovery recovery)
        {
            _client = client;
            _recovery = recovery;
        }

        /// <summary>Creates the error for readings that all differ.</summary>
        /// <param name="step">The step.</param>
        /// <param name="address">The address, or <see cref="BridgeException.NoAddress"/>.</param>
        /// <returns>The error to throw.</returns>
        internal static ProgrammingException Noise(string step, long address)
        {
            return new ProgrammingException(step, address, "two answers that agree", MostAnswers + " different ones", "Check for noise on the line and a common ground and try a lower baud rate.");
        }

        /// <summary>Reads a word. Two NACKs count as a refusal; Get Version in between shows that the part is in step.</summary>
        /// <param name="address">The address.</param>
        /// <param name="mayBeSilent">
        /// Whether three missing answers also count as a refusal, if the part answers other commands: some parts are silent at
        /// addresses without memory (AN3155 4).
        /// </param>
        /// <returns>The word, or <see cref="Refused"/>.</returns>
        /// <exception cref="BootloaderException">The bootloader failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal long Read(uint address, bool mayBeSilent)
        {
            return TryRead(address, sizeof(uint), mayBeSilent) ? BitConverter.ToUInt32(_client.Scratch, 0) : Refused;
        }

        /// <summary>Reads a word until two readings in a row agree. If the part refuses a short read, reads the 256 bytes around it.</summary>
        /// <param name="address">The address, a multiple of 2.</param>
        /// <returns>The word, or <see cref="Refused"/>.</returns>
        /// <exception cref="BootloaderException">The bootloader failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers, or no two readings agree.</exception>
        internal long ReadTwice(uint address)
        {
            long word = ReadTwice(address, sizeof(uint), 0);
            int place = (int)(address & BlockMask);
            return word != Refused || place > BootloaderClient.BlockSize - sizeof(uint) ? word : ReadTwice(address & ~BlockMask, BootloaderClient.BlockSize, place);
        }

        /// <summary>Reads bytes until two readings in a row agree.</summary>
        /// <param name="address">The address of the first one.</param>
        /// <param name="bytes">Receives the bytes, 1 to 256.</param>
        /// <returns>False if the part refuses.</returns>
        /// <exception cref="BootloaderException">The bootloader failed repeatedly.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers, or no two readings agree.</exception>
        internal bool TryReadTwice(uint address, byte[] bytes)
        {
            for (int answers = 0; answers < MostAnswers; answers++)
            {
                if (!TryRead(address, bytes.Length, true))
                {
                    return false;
                }

                bool isSame = answers > 0 && FlashBlocks.CountFromDifference(_client.Scratch, 0, bytes, 0, bytes.Length) == 0;
                Array.Copy(_client.Scratch, bytes, bytes.Length);
                if (isSame)
                {
                    return true;
                }
            }

            throw Noise("read", address);
        }

        private long ReadTwice(uint address, int count, int place)
        {
            long before = Refused;
            for (int answers = 0; answers < MostAnswers; answers++)
            {
                long word = TryRead(address, count, true) ? BitConverter.ToUInt32(_client.Scratch, place) : Refused;
                if (word == Refused || word == before)
                {
                    return word;
                }

                before = word;
            }

            throw Noise("read", address);
        }

        // The bytes are in the scratch buffer of the client.
        private bool TryRead(uint address, int count, bool mayBeSilent)
        {
            int nacks = 0;
            int refusals = 0;
            int silences = 0;
            bool isInStep = true;
            for (;;)
            {
                try
                {
                    if (!isInStep)
                    {
                        _client.GetVersion();
                        isInStep = true;
                    }

                    _client.ReadMemory(address, _client.Scratch, 0, count);
                    _recovery.Done();
                    return true;
                }
                catch (NackException fault)
                {
                    nacks++;
                    refusals += isInStep ? 1 : 0;
                    if (refusals >= Refusals || nacks >= MostAnswers)
                    {
                        return false;
                    }

                    isInStep = false;
                    if (!_recovery.TryResynchronize())
                    {
                        _recovery.Recover(fault);
                    }
                }
                catch (BootloaderException fault)
                {
                    silences += mayBeSilent && isInStep && fault is NoAnswerException ? 1 : 0;
                    _recovery.Recover(fault);
                    if (silences >= Silences)
                    {
                        _client.GetVersion();
                        _recovery.Done();
                        return false;
                    }

                    isInStep = false;
                }
            }
        }
    }
}
