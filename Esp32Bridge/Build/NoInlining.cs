using System;
using System.IO;
using System.Threading;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esp32Bridge.Build
{
    /// <summary>
    /// Sets a flag in each method of assemblies that the metadata processor created (<c>.pe</c>), and updates their checksums. The interpreter of
    /// nanoFramework 1.x does not inline methods with that flag. An assembly that already has the flags is not changed.
    /// </summary>
    public sealed class NoInlining : Task
    {
        // The layout of the header, in bytes: CLR_RECORD_ASSEMBLY in nanoCLR_Types.h of nf-interpreter.
        private const string Marker = "NFMRK1\0\0";
        private const int HeaderCrc = 8;
        private const int AssemblyCrc = 12;
        private const int StartOfTables = 40;
        private const int TableCount = 16;
        private const int PaddingOfTables = StartOfTables + (4 * TableCount) + 4;
        private const int HeaderSize = PaddingOfTables + 16;

        // CLR_RECORD_METHODDEF.
        private const int MethodTable = 6;
        private const int MethodSize = 16;
        private const int MethodFlags = 4;

        // MD_RequireSecObject. The interpreter does not use it, but its PushInline refuses methods with flags of 0x1000 and more.
        private const uint Flag = 0x10000000;

        // Projects that build at the same time share the packages.
        private const int Attempts = 100;
        private const int Pause = 100;

        /// <summary>Gets or sets the <c>.pe</c> files.</summary>
        [Required]
        public ITaskItem[] Assemblies { get; set; }

        /// <inheritdoc/>
        public override bool Execute()
        {
            foreach (ITaskItem assembly in Assemblies)
            {
                Change(assembly.GetMetadata("FullPath"));
            }

            return !Log.HasLoggedErrors;
        }

        private void Change(string path)
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    byte[] content = File.ReadAllBytes(path);
                    string fault = FaultOf(content);
                    if (fault != null)
                    {
                        Log.LogError("{0}: expected an assembly of nanoFramework 1.x; got {1}", path, fault);
                    }
                    else if (SetFlags(content))
                    {
                        Replace(path, content);
                        Log.LogMessage(MessageImportance.Normal, "{0}: its methods are not inlined", path);
                    }

                    return;
                }
                catch (UnauthorizedAccessException error)
                {
                    Log.LogErrorFromException(error);
                    return;
                }
                catch (IOException error) when (attempt < Attempts)
                {
                    Log.LogMessage(MessageImportance.Low, "{0}: {1}", path, error.Message);
                    Thread.Sleep(Pause);
                }
            }
        }

        private static string FaultOf(byte[] content)
        {
            for (int i = 0; i < Marker.Length; i++)
            {
                if (content.Length < HeaderSize || content[i] != Marker[i])
                {
                    return "no marker NFMRK1";
                }
            }

            uint end = Read(content, StartOfTables + (4 * (TableCount - 1)));
            if (end < HeaderSize || end > content.Length || EndOfMethods(content) > end)
            {
                return "tables that end after the end of the file";
            }

            return Read(content, HeaderCrc) != CrcOfHeader(content) ? "a wrong checksum of the header"
                : Read(content, AssemblyCrc) != Crc(content, HeaderSize, end) ? "a wrong checksum"
                : null;
        }

        private static bool SetFlags(byte[] content)
        {
            bool isChanged = false;
            uint end = EndOfMethods(content);
            for (uint method = Read(content, StartOfTables + (4 * MethodTable)); method < end; method += MethodSize)
            {
                uint flags = Read(content, method + MethodFlags);
                isChanged |= (flags & Flag) == 0;
                Write(content, method + MethodFlags, flags | Flag);
            }

            Write(content, AssemblyCrc, Crc(content, HeaderSize, Read(content, StartOfTables + (4 * (TableCount - 1)))));
            Write(content, HeaderCrc, CrcOfHeader(content));
            return isChanged;
        }

        // Replaces the file as a whole: a concurrent reader gets the old file or the new one.
        private static void Replace(string path, byte[] content)
        {
            string next = path + "." + Guid.NewGuid().ToString("N");
            try
            {
                File.WriteAllBytes(next, content);

                // Without a backup, Windows can fail between removing the old file and moving the new one to its place.
                File.Replace(next, path, next + ".old");
            }
            finally
            {
                File.Delete(next);
                File.Delete(next + ".old");
            }
        }

        private static uint EndOfMethods(byte[] content)
        {
            return Read(content, StartOfTables + (4 * (MethodTable + 1))) - content[PaddingOfTables + MethodTable];
        }

        // The CRC of the header with its own checksum set to zero.
        private static uint CrcOfHeader(byte[] content)
        {
            byte[] header = new byte[HeaderSize];
            Array.Copy(content, header, HeaderSize);
            Write(header, HeaderCrc, 0);
            return Crc(header, 0, HeaderSize);
        }

        // SUPPORT_ComputeCRC of nf-interpreter: polynomial 0x04C11DB7, most significant bit first, initial value 0.
        private static uint Crc(byte[] content, uint start, uint end)
        {
            uint crc = 0;
            for (uint i = start; i < end; i++)
            {
                crc ^= (uint)content[i] << 24;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc << 1) ^ ((crc >> 31) * 0x04C11DB7);
                }
            }

            return crc;
        }

        private static uint Read(byte[] content, uint offset)
        {
            return content[offset] | ((uint)content[offset + 1] << 8) | ((uint)content[offset + 2] << 16) | ((uint)content[offset + 3] << 24);
        }

        private static void Write(byte[] content, uint offset, uint value)
        {
            for (int i = 0; i < 4; i++)
            {
                content[offset + i] = (byte)(value >> (8 * i));
            }
        }
    }
}
