using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// CRCs of the flash, which the part computes: to read them takes a fraction of the time to read the flash. If its bootloader
    /// has no Get Checksum, a routine in its RAM does it, and a reset brings the part back into its bootloader. The CRCs of the
    /// routine count only if it left its token, and if the CRC of a block that is also read is right. After any doubt the flash
    /// is read for the rest of the job.
    /// </summary>
    internal sealed class PartChecksums
    {
        // The most CRCs, of steps of the image: 2 KiB.
        private const int MostSums = 512;

        private const int ProofSize = 64;

        // The routine needs some 14 cycles for a byte. Go may set the clock back to that after a reset (AN3155 3.5): 4 MHz or more,
        // but 2.1 MHz in L0 and L1, whose flash is erased to 00. In milliseconds.
        private const int TimePerKilobyte = 4;
        private const int SlowTimePerKilobyte = 8;

        // The frames of a run, without the results. A byte has 11 bits.
        private const int BytesOfRun = 500;
        /// <summary>What each step of the image holds, or has to hold after it was written; null if the part computes nothing.</summary>
        internal readonly uint[] Sums;

        /// <summary>How many bytes a CRC covers. Only the first bytes of the image, which are written last, are in none.</summary>
        internal readonly int Step;

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
        private readonly uint _ram;
        private readonly uint _start;
        private readonly uint _end;
        private readonly int _commitSize;
        private readonly int _timePerKilobyte;

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
            _commitSize = part.CommitSize;
            _timePerKilobyte = part.Device.ErasedValue == 0 ? SlowTimePerKilobyte : TimePerKilobyte;
            int size = image.Description.Size;
            _start = image.Description.Address;
            _end = _start + (uint)((size + _commitSize - 1) / _commitSize * _commitSize);
            Step = StepOf(part, image.PieceSize);
            int count = Step == 0 ? 0 : (size + Step - 1) / Step;
            bool isPossible = !image.Description.IsReadBack && count > 0 && count <= MostSums;
            HasCommand = isPossible && part.HasChecksum;
            uint needed = (uint)(ChecksumRoutine.ResultsAt + ((count + 1) * sizeof(uint)));
            _ram = isPossible && part.Device.FreeRam - Stm32Device.RamBase + needed <= (uint)part.Device.RamSize ? part.Device.FreeRam : 0;
            IsOn = HasCommand || IsFaster(_start);
            IsTaken = HasCommand;
            Sums = IsOn ? new uint[count] : null;
        }

        /// <summary>Gets what was doubtful, or null.</summary>
        internal string Doubt { get; private set; }

        /// <summary>Computes the CRCs of a step and all that follow, if that saves time and they are not there.</summary>
        /// <param name="address">An address in the step.</param>
        /// <exception cref="BridgeException">The part no longer answers.</exception>
        internal void Take(uint address)
        {
            uint start = address - ((address - _start) % (uint)Step);
            if (!IsTaken && IsFaster(start))
            {
                IsTaken = true;
                Run(start, _end, true);
            }
        }

        /// <summary>Gives the CRC of a step that was not written since <see cref="Take"/>.</summary>
        /// <param name="address">Its address, or that of the first byte in it that is not written last.</param>
        /// <param name="count">How many bytes it has from there.</param>
        /// <param name="checksum">The CRC.</param>
        /// <returns>False if the part refuses: then it is not asked again.</returns>
        /// <exception cref="BridgeException">The bootloader failed repeatedly.</exception>
        internal bool TryGet(uint address, int count, out uint checksum)
        {
            uint index = (address - _start) / (uint)Step;
            if (HasCommand)
            {
                IsOn = _blocks.TryGetChecksum(address, count, out checksum);
                Sums[index] = checksum;
            }

            checksum = Sums[index];
            return IsOn;
        }

        /// <summary>Notes what a step has to hold from now on.</summary>
        /// <param name="address">Its address.</param>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        internal void Expect(uint address, byte[] buffer, int offset, int count)
        {
            int skipped = address == _start ? _commitSize : 0;
            Sums[(address - _start) / (uint)Step] = Stm32Crc.Compute(buffer, offset + skipped, count - skipped);
        }

        /// <summary>Computes CRCs again and compares them with what the steps have to hold. <see cref="EqualEnd"/> has the result.</summary>
        /// <param name="start">The address of a step.</param>
        /// <param name="end">The end of a step.</param>
        /// <exception cref="BridgeException">The part no longer answers.</exception>
        internal void Compare(uint start, uint end)
        {
            EqualEnd = start;
            if (HasCommand)
            {
                Ask(start, end);
            }
            else
            {
                Run(start, end, false);
            }

            if (EqualEnd != end && IsOn)
            {
                IsOn = false;
                Doubt = "other bytes from 0x" + EqualEnd.ToString("X8") + " on";
            }
        }

        // A piece of the image, or a page if that is smaller: a step is compared and written as a whole. 0 for pages in between.
        private static int StepOf(PartDescription part, int pieceSize)
        {
            int page = part.Pages.SizeOf(0);
            return part.Pages.AreMultiplesOf(pieceSize) ? pieceSize : part.Pages.AreMultiplesOf(page) && pieceSize % page == 0 ? page : 0;
        }

        private int TimeOf(uint count)
        {
            return (int)((count + 1023) / 1024) * _timePerKilobyte;
        }

        private void Ask(uint start, uint end)
        {
            while (EqualEnd == start && start < end)
            {
                uint first = start == _start ? start + (uint)_commitSize : start;
                uint next = end - start < (uint)Step ? end : start + (uint)Step;
                uint expected = Sums[(start - _start) / (uint)Step];
                uint checksum;
                if (first == next || (TryGet(first, (int)(next - first), out checksum) && checksum == expected))
                {
                    EqualEnd = next;
                }

                start = next;
            }
        }

        // Whether a run here, and another one later, take less time than to read all from here on.
        private bool IsFaster(uint start)
        {
            uint size = _end - start;
            return _ram != 0 && TimeOnLine(size) > 2 * (TimeOnLine(BytesOfRun) + _access.Entry.StartTime + TimeOf(size));
        }

        private int TimeOnLine(uint count)
        {
            return (int)((long)count * _access.Rates.BitsPerByte * 1000 / _access.Rates.Current);
        }

        private void Run(uint start, uint end, bool keeps)
        {
            _ = new byte[Headroom.Size];
            EqualEnd = start;
            IsOn = false;
            Doubt = "no result";
            try
            {
                // The lowest bit: 0 would be RAM that was cleared.
                uint token = (uint)_access.Clock.Milliseconds | 1;
                uint first = start == _start ? start + (uint)_commitSize : start;
                uint proofEnd = end - first < ProofSize ? end : first + ProofSize;
                uint second = end - start < (uint)Step ? end : start + (uint)Step;
                BootloaderClient client = _access.Client;
                client.WriteMemory(_ram, ChecksumRoutine.At(_ram), 0, FlashBlocks.BlockSize);
                client.WriteMemory(
                    _ram + ChecksumRoutine.RequestAt,
                    ChecksumRoutine.Request(token, first, proofEnd, ProofSize, first, second, (uint)Step, second == end ? 0 : second, end, (uint)Step),
                    0,
                    ChecksumRoutine.RequestSize);
                client.Go(_ram);
                _access.Clock.Sleep(TimeOf(end - start));
                _recovery.StartOver();
                if (!LacksProof(token, first, (int)(proofEnd - first)))
                {
                    ReadResults(start, end, keeps);
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

        private void ReadResults(uint start, uint end, bool keeps)
        {
            const int MostWords = FlashBlocks.BlockSize / sizeof(uint);
            byte[] bytes = _access.Client.Scratch;
            int index = (int)((start - _start) / (uint)Step);
            int last = (int)((end - _start + (uint)Step - 1) / (uint)Step);
            uint place = _ram + ChecksumRoutine.ResultsAt + sizeof(uint);
            while (index < last)
            {
                int words = last - index < MostWords ? last - index : MostWords;
                _blocks.Read(place, bytes, 0, words * sizeof(uint));
                for (int i = 0; i < words; i++)
                {
                    uint sum = BitConverter.ToUInt32(bytes, i * sizeof(uint));
                    uint address = _start + (uint)(index * Step);
                    if (keeps)
                    {
                        Sums[index] = sum;
                    }
                    else if (address == EqualEnd && sum == Sums[index])
                    {
                        EqualEnd = end - address < (uint)Step ? end : address + (uint)Step;
                    }

                    index++;
                }

                place += (uint)(words * sizeof(uint));
            }
        }
    }
}
