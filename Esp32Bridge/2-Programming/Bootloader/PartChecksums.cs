using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// CRCs of the flash, which the part computes, and compares them with those of the image: that takes a fraction of the time to
    /// read the flash. If its bootloader has no Get Checksum, a routine in its RAM does it, and a reset brings the part back into
    /// its bootloader. The CRCs of the routine count only if it left its token, and if the CRC of a block that is also read is
    /// right. After any doubt the flash is read for the rest of the job.
    /// </summary>
    internal sealed class PartChecksums
    {
        private const int ProofSize = 64;

        // What the routine takes in any case, and for a byte, in cycles. On a Cortex-M0 it is 19,000 and 7.75; cores with a bus for
        // the RAM wait for their instructions there.
        private const uint CyclesOfRun = 24000;
        private const uint CyclesOfByte = 10;

        // In kHz. Faster cores wait for their flash.
        private const int FastestClock = 16000;

        // The frames of a run, without the results.
        private const int BytesOfRun = 400;

        /// <summary>Whether each step held its content when the routine ran, and was not written since. A field: a skipped call must not make one equal.</summary>
        internal readonly bool[] AreEqual;

        /// <summary>How many bytes a CRC covers: a piece of the image. Only the first bytes of the image, which are written last, are in none.</summary>
        internal readonly uint Step;

        /// <summary>Whether the part computes CRCs, and nothing was doubtful so far: a field, because a skipped call must not end a doubt.</summary>
        internal bool IsOn;

        /// <summary>Whether CRCs are there, or the part computes them when asked. A field too: CRCs from before an erase must not stay.</summary>
        internal bool IsTaken;

        /// <summary>Whether the part has Get Checksum.</summary>
        internal readonly bool HasCommand;

        /// <summary>The end of the bytes that <see cref="Compare"/> found as expected: a field, which only a comparison advances.</summary>
        internal uint EqualEnd;

        private readonly BootloaderAccess _access;
        private readonly LineRecovery _recovery;
        private readonly FlashBlocks _blocks;
        private readonly uint[] _expected;
        private readonly uint _ram;
        private readonly uint _start;
        private readonly uint _end;
        private readonly uint _commitSize;
        private readonly uint _clock;

        /// <summary>Prepares the CRCs of an image's place in the flash; nothing is computed.</summary>
        /// <param name="access">The bootloader.</param>
        /// <param name="recovery">The recovery from faults of the part.</param>
        /// <param name="blocks">The flash.</param>
        /// <param name="part">The part.</param>
        /// <param name="image">The image.</param>
        internal PartChecksums(BootloaderAccess access, LineRecovery recovery, FlashBlocks blocks, PartDescription part, CheckedImage image)
        {
            _access = access;
            _recovery = recovery;
            _blocks = blocks;
            _expected = image.Sums;
            _commitSize = (uint)part.CommitSize;
            _clock = (uint)(part.Device.Clock < FastestClock ? part.Device.Clock : FastestClock);
            _start = image.Description.Address;
            _end = _start + (((uint)image.Description.Size + _commitSize - 1) / _commitSize * _commitSize);
            Step = (uint)image.PieceSize;
            bool isPossible = _expected != null;
            int count = isPossible ? _expected.Length : 0;
            HasCommand = isPossible && part.HasChecksum;
            uint needed = (uint)(ChecksumRoutine.ResultsAt + ((count + 1) * sizeof(uint)));
            _ram = isPossible && part.Device.FreeRam - Stm32Device.RamBase + needed <= (uint)part.Device.RamSize ? part.Device.FreeRam : 0;
            IsOn = HasCommand || IsFaster(_start);
            IsTaken = HasCommand;
            AreEqual = IsOn ? new bool[count] : null;
        }

        /// <summary>Gets what was doubtful, or null.</summary>
        internal string Doubt { get; private set; }

        /// <summary>Tells whether the routine runs here, and once more later, in less time than it takes to read all from here on.</summary>
        /// <param name="address">An address in the first step.</param>
        /// <returns>True if it does. If the call is skipped, the address is its result: true.</returns>
        internal bool IsFaster(uint address)
        {
            uint size = _end - address;
            return _ram != 0 && TimeOnLine(size) > 2 * (TimeOnLine(BytesOfRun) + _access.Entry.StartTime + TimeOf(size));
        }

        /// <summary>Computes the CRCs of a step and all that follow.</summary>
        /// <param name="address">An address in the step.</param>
        /// <exception cref="BridgeException">The part no longer answers.</exception>
        internal void Take(uint address)
        {
            uint index = (address - _start) / Step;
            for (uint i = index; i < AreEqual.Length; i++)
            {
                AreEqual[i] = false;
            }

            IsTaken = true;
            Run(_start + (index * Step), _end);
        }

        /// <summary>Tells whether a step differs from its content.</summary>
        /// <param name="address">An address in the step.</param>
        /// <returns>False if its CRC is right; true also if the part refuses, which is not asked again then. If the call is skipped, the address is its result: true.</returns>
        /// <exception cref="BridgeException">The bootloader failed repeatedly.</exception>
        internal bool Differs(uint address)
        {
            uint index = (address - _start) / Step;
            if (!HasCommand)
            {
                return !AreEqual[index];
            }

            uint start = _start + (index * Step);
            uint end = EndOfStep(start, _end);
            uint first = FirstOf(start);
            if (first == end)
            {
                // All of it is written last.
                return false;
            }

            uint checksum = ~_expected[index];
            IsOn = _blocks.TryGetChecksum(first, (int)(end - first), out checksum);
            return !IsOn || checksum != _expected[index];
        }

        /// <summary>Computes CRCs again and compares them. <see cref="EqualEnd"/> has the result.</summary>
        /// <param name="start">Where to begin: the whole step with that address is compared.</param>
        /// <param name="end">The end of a step.</param>
        /// <exception cref="BridgeException">The part no longer answers.</exception>
        internal void Compare(uint start, uint end)
        {
            start -= (start - _start) % Step;
            EqualEnd = start;
            if (HasCommand)
            {
                Ask(start, end);
            }
            else
            {
                Run(start, end);
            }

            if (EqualEnd != end && IsOn)
            {
                IsOn = false;
                Doubt = "other bytes from 0x" + EqualEnd.ToString("X8") + " on";
            }
        }

        // The start of the image is written last: it is in no CRC.
        private uint FirstOf(uint step)
        {
            return step == _start ? step + _commitSize : step;
        }

        private uint EndOfStep(uint step, uint end)
        {
            return end - step < Step ? end : step + Step;
        }

        private int TimeOf(uint count)
        {
            return (int)((CyclesOfRun + (count * CyclesOfByte)) / _clock) + 1;
        }

        private int TimeOnLine(uint count)
        {
            return (int)((long)count * _access.Rates.BitsPerByte * 1000 / _access.Rates.Current);
        }

        private void Ask(uint start, uint end)
        {
            while (EqualEnd == start && start < end)
            {
                uint next = EndOfStep(start, end);
                if (!Differs(start))
                {
                    EqualEnd = next;
                }

                start = next;
            }
        }

        private void Run(uint start, uint end)
        {
            _ = new byte[Headroom.Size];
            IsOn = false;
            Doubt = "no result";
            try
            {
                // The lowest bit: 0 would be RAM that was cleared.
                uint token = (uint)_access.Clock.Milliseconds | 1;
                uint first = FirstOf(start);
                uint proofEnd = end - first < ProofSize ? end : first + ProofSize;
                uint second = EndOfStep(start, end);
                byte[] routine = ChecksumRoutine.At(_ram);
                BootloaderClient client = _access.Client;
                client.WriteMemory(_ram, routine, 0, routine.Length);
                client.WriteMemory(
                    _ram + ChecksumRoutine.RequestAt,
                    ChecksumRoutine.Request(token, first, proofEnd, ProofSize, first, second, Step, second == end ? 0 : second, end, Step),
                    0,
                    ChecksumRoutine.RequestSize);
                client.Go(_ram);
                _access.Clock.Sleep(TimeOf(end - start));
                _recovery.StartOver();
                if (!LacksProof(token, first, (int)(proofEnd - first)))
                {
                    ReadResults(start, end);
                    Doubt = null;
                    IsOn = true;
                }
            }
            catch (BootloaderException fault)
            {
                _recovery.Recover(fault);
            }
        }

        // If the call is skipped, the count is its result: true.
        private bool LacksProof(uint token, uint proof, int count)
        {
            byte[] bytes = _access.Client.Scratch;
            _blocks.Read(_ram + ChecksumRoutine.DoneAt, bytes, 0, 2 * sizeof(uint));
            if (BitConverter.ToUInt32(bytes, 0) != token)
            {
                return true;
            }

            uint sum = BitConverter.ToUInt32(bytes, sizeof(uint));
            _blocks.Read(proof, bytes, 0, count);
            if (Stm32Crc.Compute(bytes, 0, count) != sum)
            {
                Doubt = "a wrong result";
                return true;
            }

            return false;
        }

        private void ReadResults(uint start, uint end)
        {
            const int MostWords = FlashBlocks.BlockSize / sizeof(uint);
            byte[] bytes = _access.Client.Scratch;
            int index = (int)((start - _start) / Step);
            int last = (int)((end - _start + Step - 1) / Step);
            uint place = _ram + ChecksumRoutine.ResultsAt + sizeof(uint);
            while (index < last)
            {
                int words = last - index < MostWords ? last - index : MostWords;
                _blocks.Read(place, bytes, 0, words * sizeof(uint));
                for (int i = 0; i < words; i++)
                {
                    uint address = _start + ((uint)index * Step);
                    if (BitConverter.ToUInt32(bytes, i * sizeof(uint)) == _expected[index])
                    {
                        AreEqual[index] = true;
                        EqualEnd = address != EqualEnd ? EqualEnd : end - address < Step ? end : address + Step;
                    }

                    index++;
                }

                place += (uint)(words * sizeof(uint));
            }
        }
    }
}
