using System;
using System.Runtime.InteropServices;

namespace Esp32Bridge.Bench.Core
{
    /// <summary>The functions of Unicorn 2 that are used (unicorn/unicorn.h, unicorn/arm.h).</summary>
    internal static class Unicorn
    {
        internal const string Library = "libunicorn.so.2";

        internal const int Arm = 1;
        internal const int Thumb = 1 << 4;

        internal const int Block = 8;
        internal const int Unmapped = 16 | 32 | 64;

        internal const int ReadAndRun = 1 | 4;
        internal const int Everything = 7;

        internal const int StackPointer = 12;

        // UC_CTL_WRITE(UC_CTL_CPU_MODEL, 1). With UC_MODE_MCLASS, Unicorn 2.0.1 emulates an M33 nevertheless.
        internal const int SetCpuModel = 7 | (1 << 26) | (1 << 30);
        internal const int CortexM0 = 7;

        internal delegate bool MemoryHook(IntPtr engine, int type, ulong address, int size, long value, IntPtr user);

        internal delegate void BlockHook(IntPtr engine, ulong address, int size, IntPtr user);

        /// <summary>Throws an exception if a function failed.</summary>
        /// <param name="error">Its result.</param>
        /// <exception cref="InvalidOperationException">It failed.</exception>
        internal static void Check(int error)
        {
            if (error != 0)
            {
                throw new InvalidOperationException("Unicorn: error " + error);
            }
        }

        [DllImport(Library, EntryPoint = "uc_open")]
        internal static extern int Open(int architecture, int mode, out IntPtr engine);

        [DllImport(Library, EntryPoint = "uc_close")]
        internal static extern int Close(IntPtr engine);

        [DllImport(Library, EntryPoint = "uc_ctl")]
        internal static extern int Control(IntPtr engine, int control, int value);

        [DllImport(Library, EntryPoint = "uc_hook_add")]
        internal static extern int AddHook(IntPtr engine, out IntPtr hook, int type, IntPtr callback, IntPtr user, ulong begin, ulong end);

        [DllImport(Library, EntryPoint = "uc_reg_write")]
        internal static extern int WriteRegister(IntPtr engine, int register, ref uint value);

        [DllImport(Library, EntryPoint = "uc_emu_start")]
        internal static extern int Start(IntPtr engine, ulong begin, ulong until, ulong timeout, nuint count);

        [DllImport(Library, EntryPoint = "uc_emu_stop")]
        internal static extern int Stop(IntPtr engine);

        [DllImport(Library, EntryPoint = "uc_mem_map")]
        internal static extern int Map(IntPtr engine, ulong address, nuint size, int permissions);

        [DllImport(Library, EntryPoint = "uc_mem_read")]
        internal static extern int ReadMemory(IntPtr engine, ulong address, byte[] bytes, nuint size);

        [DllImport(Library, EntryPoint = "uc_mem_write")]
        internal static extern int WriteMemory(IntPtr engine, ulong address, byte[] bytes, nuint size);
    }
}
