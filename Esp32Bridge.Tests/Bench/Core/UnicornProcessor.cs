using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Core
{
    /// <summary>
    /// A Cortex-M0 as Unicorn emulates it (Debian: libunicorn2). It faults at an instruction that ARMv6-M does not have, at an
    /// address without memory, at a unit of the flash that a power failure tore, and when it writes to the flash.
    /// </summary>
    public sealed class UnicornProcessor : IProcessor
    {
        private const uint PageSize = 4096;
        private const long MostInstructions = 400_000_000;
        private const int SizeOfRest = 2;

        private static readonly Lazy<bool> _isInstalled = new Lazy<bool>(() => NativeLibrary.TryLoad(Unicorn.Library, out _));

        [ThreadStatic]
        private static UnicornCore _core;

        /// <summary>Gets whether Unicorn is installed.</summary>
        public static bool IsInstalled
        {
            get { return _isInstalled.Value; }
        }

        /// <summary>Gets a processor, or null if Unicorn is not installed.</summary>
        public static IProcessor Installed { get; } = IsInstalled ? new UnicornProcessor() : null;

        /// <inheritdoc/>
        public CodeRun Run(MemoryMap memory, uint address)
        {
            _core ??= new UnicornCore();
            return _core.Run(memory, address);
        }

        // An engine, for one thread. It takes a page of the part's memory when the code first touches it.
        private sealed class UnicornCore
        {
            private readonly IntPtr _engine;
            private readonly Unicorn.MemoryHook _onUnmapped;
            private readonly Unicorn.BlockHook _onBlock;
            private readonly Dictionary<uint, byte[]> _pages = new Dictionary<uint, byte[]>();
            private MemoryMap _memory;
            private ulong _lastBlock;
            private CodeRun _run;

            internal UnicornCore()
            {
                Unicorn.Check(Unicorn.Open(Unicorn.Arm, Unicorn.Thumb, out _engine));
                Unicorn.Check(Unicorn.Control(_engine, Unicorn.SetCpuModel, Unicorn.CortexM0));
                _onUnmapped = Map;
                _onBlock = EnterBlock;
                Unicorn.Check(Unicorn.AddHook(_engine, out _, Unicorn.Unmapped, Marshal.GetFunctionPointerForDelegate(_onUnmapped), IntPtr.Zero, 1, 0));
                Unicorn.Check(Unicorn.AddHook(_engine, out _, Unicorn.Block, Marshal.GetFunctionPointerForDelegate(_onBlock), IntPtr.Zero, 1, 0));
            }

            internal CodeRun Run(MemoryMap memory, uint address)
            {
                _memory = memory;
                _run = new CodeRun();
                _lastBlock = 0;
                uint stack = memory.ReadWord(address);
                uint entry = memory.ReadWord(address + 4);
                Unicorn.Check(Unicorn.WriteRegister(_engine, Unicorn.StackPointer, ref stack));
                int error = Unicorn.Start(_engine, entry, 0, 0, 0);
                _run.Rests &= error == 0;
                List<uint> changed = _pages.Where(page => memory.IsRam(page.Key) && IsChanged(page.Key, page.Value)).Select(page => page.Key).Order().ToList();
                _run.Addresses = changed.ToArray();
                _run.Contents = changed.Select(Read).ToArray();
                foreach (uint page in _pages.Keys)
                {
                    Unicorn.Check(Unicorn.Unmap(_engine, page, PageSize));
                }

                _pages.Clear();
                return _run;
            }

            private bool IsChanged(uint page, byte[] before)
            {
                return !Read(page).SequenceEqual(before);
            }

            private byte[] Read(uint page)
            {
                byte[] content = new byte[PageSize];
                Unicorn.Check(Unicorn.ReadMemory(_engine, page, content, PageSize));
                return content;
            }

            private bool Map(IntPtr engine, int type, ulong address, int size, long value, IntPtr user)
            {
                uint page = (uint)address & ~(PageSize - 1);
                bool isFlash = _memory.IsFlash(page);
                if ((!isFlash && !_memory.IsRam(page)) || _pages.ContainsKey(page))
                {
                    return false;
                }

                byte[] content = new byte[PageSize];
                for (uint i = 0; i < PageSize; i++)
                {
                    if (isFlash && _memory.IsFlash(page + i) && _memory.Flash.IsTorn(_memory.PlaceOf(page + i)))
                    {
                        return false;
                    }

                    content[i] = _memory.Read(page + i);
                }

                _pages.Add(page, content);
                return Unicorn.Map(_engine, page, PageSize, isFlash ? Unicorn.Readable : Unicorn.Everything) == 0
                    && Unicorn.WriteMemory(_engine, page, content, PageSize) == 0;
            }

            private void EnterBlock(IntPtr engine, ulong address, int size, IntPtr user)
            {
                _run.Rests = address == _lastBlock && size == SizeOfRest;
                _run.Instructions += size / 2;
                _lastBlock = address;
                if (_run.Rests || _run.Instructions > MostInstructions)
                {
                    _ = Unicorn.Stop(engine);
                }
            }
        }
    }
}
