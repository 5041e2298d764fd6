namespace System.Device.I2c
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public readonly struct I2cTransferResult
    {
        internal I2cTransferResult(I2cTransferStatus status, int bytes)
        {
            Status = status;
            BytesTransferred = status == I2cTransferStatus.FullTransfer ? (uint)bytes : 0;
        }

        /// <summary>Gets how many bytes were written and read; 0 unless all were.</summary>
        public uint BytesTransferred { get; }

        /// <summary>Gets the status.</summary>
        public I2cTransferStatus Status { get; }
    }
}
