namespace Esp32Bridge.Tests.Model
{
    /// <summary>Something that takes a part time, in one or several steps.</summary>
    public sealed class Operation
    {
        /// <summary>Creates an operation.</summary>
        /// <param name="kind">What is done.</param>
        /// <param name="data">The bytes that are sent or programmed, or null.</param>
        /// <param name="address">The address or the page that it concerns.</param>
        /// <param name="count">The number of bytes; 1 for what has none.</param>
        public Operation(OperationKind kind, byte[] data, uint address, int count)
        {
            Kind = kind;
            Data = data;
            Address = address;
            Count = count;
        }

        /// <summary>Gets what is done.</summary>
        public OperationKind Kind { get; }

        /// <summary>Gets the bytes that are sent or programmed.</summary>
        public byte[] Data { get; }

        /// <summary>Gets the address or the page that it concerns.</summary>
        public uint Address { get; }

        /// <summary>Gets the number of bytes; 1 for what has none.</summary>
        public int Count { get; }

        /// <summary>Gets or sets how many of them are done.</summary>
        public int Done { get; set; }
    }
}
