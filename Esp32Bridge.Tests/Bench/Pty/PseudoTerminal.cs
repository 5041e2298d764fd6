using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Esp32Bridge.Bench.Pty
{
    /// <summary>A pseudo-terminal of Linux in raw mode: other programs open its far end as a serial port.</summary>
    public sealed class PseudoTerminal : IDisposable
    {
        private const int ReadWrite = 2;
        private const int NoControllingTerminal = 0x100;
        private const int SetNow = 0;
        private const int TerminalSettingsSize = 64;
        private const short PollIn = 1;
        private const short PollHangUp = 0x10;
        private const int NameSize = 64;

        private readonly int _master;

        /// <summary>Creates the terminal.</summary>
        /// <exception cref="Win32Exception">It cannot be created.</exception>
        public PseudoTerminal()
        {
            _master = Check(posix_openpt(ReadWrite | NoControllingTerminal));
            Check(grantpt(_master));
            Check(unlockpt(_master));
            byte[] name = new byte[NameSize];
            Check(ptsname_r(_master, name, NameSize));
            Path = Encoding.ASCII.GetString(name).TrimEnd('\0');
            MakeRaw();
        }

        /// <summary>Gets the path of the far end, "/dev/pts/3".</summary>
        public string Path { get; }

        /// <summary>Waits for bytes.</summary>
        /// <param name="buffer">Where they go.</param>
        /// <param name="timeout">How long to wait, in milliseconds.</param>
        /// <returns>The number of received bytes; 0 after a timeout; -1 if no program has the far end open.</returns>
        public int Read(byte[] buffer, int timeout)
        {
            PollEntry entry = new PollEntry { Descriptor = _master, Wanted = PollIn };
            if (poll(ref entry, 1, timeout) <= 0)
            {
                return 0;
            }

            if ((entry.Happened & PollIn) != 0)
            {
                return (int)read(_master, buffer, buffer.Length);
            }

            return (entry.Happened & PollHangUp) != 0 ? -1 : 0;
        }

        /// <summary>Sends bytes to the far end.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="count">How many.</param>
        public void Write(byte[] buffer, int count)
        {
            write(_master, buffer, count);
        }

        /// <summary>Closes the terminal.</summary>
        public void Dispose()
        {
            close(_master);
        }

        // Raw, and opened once: before that, the kernel does not report that the far end is closed.
        private void MakeRaw()
        {
            int slave = Check(open(Path, ReadWrite | NoControllingTerminal));
            byte[] settings = new byte[TerminalSettingsSize];
            Check(tcgetattr(slave, settings));
            cfmakeraw(settings);
            Check(tcsetattr(slave, SetNow, settings));
            close(slave);
        }

        private static int Check(int result)
        {
            return result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

#pragma warning disable SA1300, IDE1006 // The names are those of the C library.
        [DllImport("libc", SetLastError = true)]
        private static extern int posix_openpt(int flags);

        [DllImport("libc", SetLastError = true)]
        private static extern int grantpt(int descriptor);

        [DllImport("libc", SetLastError = true)]
        private static extern int unlockpt(int descriptor);

        [DllImport("libc", SetLastError = true)]
        private static extern int ptsname_r(int descriptor, byte[] name, nint size);

        [DllImport("libc", SetLastError = true)]
        private static extern int open([MarshalAs(UnmanagedType.LPStr)] string path, int flags);

        [DllImport("libc", SetLastError = true)]
        private static extern int tcgetattr(int descriptor, byte[] settings);

        [DllImport("libc", SetLastError = true)]
        private static extern int tcsetattr(int descriptor, int when, byte[] settings);

        [DllImport("libc", SetLastError = true)]
        private static extern void cfmakeraw(byte[] settings);

        [DllImport("libc", SetLastError = true)]
        private static extern int poll(ref PollEntry entry, nint count, int timeout);

        [DllImport("libc", SetLastError = true)]
        private static extern nint read(int descriptor, byte[] buffer, nint count);

        [DllImport("libc", SetLastError = true)]
        private static extern nint write(int descriptor, byte[] buffer, nint count);

        [DllImport("libc", SetLastError = true)]
        private static extern int close(int descriptor);
#pragma warning restore SA1300, IDE1006

        [StructLayout(LayoutKind.Sequential)]
        private struct PollEntry
        {
            public int Descriptor;
            public short Wanted;
            public short Happened;
        }
    }
}
