namespace Esp32Bridge.Tests.Model
{
    /// <summary>The kinds of work that take a part time.</summary>
    public enum OperationKind
    {
        /// <summary>Sends ACK or NACK.</summary>
        Answer,

        /// <summary>Sends data.</summary>
        Send,

        /// <summary>Programs bytes into flash, unit by unit.</summary>
        Program,

        /// <summary>Writes bytes into RAM.</summary>
        WriteRam,

        /// <summary>Erases a page.</summary>
        ErasePage,

        /// <summary>Erases the whole flash.</summary>
        MassErase,

        /// <summary>Writes option bytes.</summary>
        WriteOptions,

        /// <summary>Sets or ends read protection.</summary>
        WriteLevel,

        /// <summary>Sets the write-protected pages; without data it ends the protection of all.</summary>
        WriteProtect,

        /// <summary>Computes a CRC.</summary>
        ComputeChecksum,

        /// <summary>Loads the option bytes, which resets the part.</summary>
        LoadOptions,

        /// <summary>Jumps to an application.</summary>
        Jump,
    }
}
