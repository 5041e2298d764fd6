using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Core
{
    /// <summary>
    /// An engine of Unicorn for one run, which costs half a millisecond. An engine that is used again has registers of the run
    /// before, and executes code that it has translated, even if the RAM holds other code meanwhile.
    /// </summary>
    internal sealed class UnicornCore : IDisposable
    {
        // The smallest piece of memory that an engine has, and how much it takes from the part at once.
        private const uint BlockSize = 1024;
        private const uint MostAtOnce = 16 * BlockSize;

        // A checksum of 8 MiB.
        private const long MostInstructions = 100_000_000;

        // A block of a jump only.
        private const int SizeOfJump = 2;

        private readonly IntPtr _engine;
        private readonly MemoryMap _memory;
        private readonly Unicorn.MemoryHook _onUnmapped;
        private readonly Unicorn.BlockHook _onBlock;
        private readonly SortedDictionary<uint, byte[]> _blocks = new SortedDictionary<uint, byte[]>();
        private readonly CodeRun _run = new CodeRun();
        private ulong _lastBlock;

        /// <summary>Creates an engine.</summary>
        /// <param name="memory">The memories of the part.</param>
        internal UnicornCore(MemoryMap memory)
        {
            _memory = memory;
            Unicorn.Check(Unicorn.Open(Unicorn.Arm, Unicorn.Thumb, out _engine));
            Unicorn.Check(Unicorn.Control(_engine, Unicorn.SetCpuModel, Unicorn.CortexM0));
            _onUnmapped = Map;
            _onBlock = EnterBlock;
            Unicorn.Check(Unicorn.AddHook(_engine, out _, Unicorn.Unmapped, Marshal.GetFunctionPointerForDelegate(_onUnmapped), IntPtr.Zero, 1, 0));
            Unicorn.Check(Unicorn.AddHook(_engine, out _, Unicorn.Block, Marshal.GetFunctionPointerForDelegate(_onBlock), IntPtr.Zero, 1, 0));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _ = Unicorn.Close(_engine);
        }

        /// <summary>Runs code.</summary>
        /// <param name="address">The address of the stack pointer, which the entry follows.</param>
        /// <returns>What it did.</returns>
        internal CodeRun Run(uint address)
        {
            uint stack = _memory.ReadWord(address);
            uint entry = _memory.ReadWord(address + sizeof(uint));
            Unicorn.Check(Unicorn.WriteRegister(_engine, Unicorn.StackPointer, ref stack));
            int error = Unicorn.Start(_engine, entry, 0, 0, 0);
            _run.Rests &= error == 0;
            _run.Faults = !_run.Rests && _run.Instructions <= MostInstructions;
            uint[] changed = _blocks.Where(block => _memory.IsRam(block.Key) && !Read(block.Key).SequenceEqual(block.Value)).Select(block => block.Key).ToArray();
            _run.Addresses = changed;
            _run.Contents = Array.ConvertAll(changed, Read);
            return _run;
        }

        private byte[] Read(uint block)
        {
            byte[] content = new byte[BlockSize];
            Unicorn.Check(Unicorn.ReadMemory(_engine, block, content, BlockSize));
            return content;
        }

        // The code touches memory that the engine does not have yet.
        private bool Map(IntPtr engine, int type, ulong address, int size, long value, IntPtr user)
        {
            uint start = (uint)address & ~(BlockSize - 1);
            bool isFlash = _memory.IsFlash(start);
            uint end = start;
            while (end < start + MostAtOnce && _memory.IsFlash(end) == isFlash && IsReadable(end))
            {
                end += BlockSize;
            }

            if (end == start || Unicorn.Map(engine, start, end - start, isFlash ? Unicorn.ReadAndRun : Unicorn.Everything) != 0)
            {
                return false;
            }

            for (; start < end; start += BlockSize)
            {
                byte[] content = new byte[BlockSize];
                for (uint i = 0; i < BlockSize; i++)
                {
                    content[i] = _memory.Read(start + i);
                }

                _blocks.Add(start, content);
                Unicorn.Check(Unicorn.WriteMemory(engine, start, content, BlockSize));
            }

            return true;
        }

        // A block with a torn unit faults as a whole.
        private bool IsReadable(uint block)
        {
            bool isReadable = (_memory.IsFlash(block) || _memory.IsRam(block)) && !_blocks.ContainsKey(block);
            for (uint i = 0; isReadable && i < BlockSize; i++)
            {
                isReadable = !_memory.IsTorn(block + i);
            }

            return isReadable;
        }

        private void EnterBlock(IntPtr engine, ulong address, int size, IntPtr user)
        {
            _run.Rests = address == _lastBlock && size == SizeOfJump;
            _run.Instructions += size / 2;
            _lastBlock = address;
            if (_run.Rests || _run.Instructions > MostInstructions)
            {
                _ = Unicorn.Stop(engine);
            }
        }
    }
}
