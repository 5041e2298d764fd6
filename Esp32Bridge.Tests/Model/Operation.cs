namespace Esp32Bridge.Tests.Model
{
    /// <summary>Work of a part that takes time, in one or more steps.</summary>
    public sealed class Operation
    {
        /// <summary>Creates an operation.</summary>
        /// <param name="kind">Its kind.</param>
        /// <param name="data">The bytes that are sent or programmed, or null.</param>
        /// <param name="address">The address or the page.</param>
        /// <param name="count">The number of bytes; 1 for an operation without bytes.</param>
        public Operation(OperationKind kind, byte[] data, uint address, int count)
        {
            Kind = kind;
            Data = data;
            Address = address;
            Count = count;
        }

        /// <summary>Gets its kind.</summary>
        public OperationKind Kind { get; }

        /// <summary>Gets whether bytes go to the host.</summary>
        public bool IsAnswer
        {
            get { return Kind == OperationKind.Answer || Kind == OperationKind.Send; }
        }

        /// <summary>Gets the bytes that are sent or programmed.</summary>
        public byte[] Data { get; }

        /// <summary>Gets the address or the page.</summary>
        public uint Address { get; }

        /// <summary>Gets the number of bytes; 1 for an operation without bytes.</summary>
        public int Count { get; }

        /// <summary>Gets or sets how many of them are done.</summary>
        public int Done { get; set; }
    }
}
