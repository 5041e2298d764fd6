namespace Esp32Bridge.Images
{
    /// <summary>What a job says about an image and its programming.</summary>
    public sealed class ImageDescription
    {
        /// <summary>
        /// The size of the start of an image, which a bootloader writes last, in bytes: stack pointer, entry, and what shares a
        /// programming unit with them. No image for a bootloader is shorter.
        /// </summary>
        public const int StartSize = 16;

        /// <summary>Creates the description.</summary>
        /// <param name="url">Where to fetch it, absolute.</param>
        /// <param name="size">Its length in bytes.</param>
        /// <param name="sha256">Its SHA-256, 32 bytes.</param>
        /// <param name="deviceId">The device id of the part that it is made for; 0 if only the program on the part knows it.</param>
        /// <param name="address">The address of its first byte; 0 if only the program on the part knows it.</param>
        /// <param name="version">Its version, for people.</param>
        public ImageDescription(string url, int size, byte[] sha256, ushort deviceId, uint address, string version)
        {
            Url = url;
            Size = size;
            Sha256 = sha256;
            DeviceId = deviceId;
            Address = address;
            Version = version;
        }

        /// <summary>Gets where to fetch the image, absolute.</summary>
        public string Url { get; }

        /// <summary>Gets the length in bytes.</summary>
        public int Size { get; }

        /// <summary>Gets the SHA-256 of all bytes, 32 bytes.</summary>
        public byte[] Sha256 { get; }

        /// <summary>Gets the device id of the part that the image is made for.</summary>
        public ushort DeviceId { get; }

        /// <summary>Gets the address of the first byte.</summary>
        public uint Address { get; }

        /// <summary>Gets the version, for people.</summary>
        public string Version { get; }

        /// <summary>Gets whether the image is data, which does not begin with a stack pointer and an entry.</summary>
        public bool IsData { get; init; }

        /// <summary>Gets whether the read protection may be lifted, which erases the whole part.</summary>
        public bool MayUnprotect { get; init; }

        /// <summary>Gets whether all of the flash is read back, and no routine runs in the part's RAM to compute checksums.</summary>
        public bool IsReadBack { get; init; }

        /// <summary>Gets the transfer method, one of <see cref="TransferMethod"/>.</summary>
        public string Method { get; init; } = TransferMethod.Bootloader;

        /// <summary>Gets the text that makes the program on the part take an image, ASCII with CR and LF; null if it begins by itself.</summary>
        public string Trigger { get; init; }

        /// <summary>Gets whether a part whose own program takes the image is reset before and after that.</summary>
        public bool IsReset { get; init; }
    }
}
