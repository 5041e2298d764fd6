namespace Esp32Bridge.Programming
{
    /// <summary>The identity of a part, from its answers to Get and Get ID.</summary>
    internal sealed class PartIdentity
    {
        /// <summary>Creates it.</summary>
        /// <param name="id">The device id that Get ID answers.</param>
        /// <param name="hasExtendedErase">Whether Get lists Extended Erase.</param>
        /// <param name="hasChecksum">Whether Get lists Get Checksum.</param>
        internal PartIdentity(ushort id, bool hasExtendedErase, bool hasChecksum)
        {
            Id = id;
            HasExtendedErase = hasExtendedErase;
            HasChecksum = hasChecksum;
        }

        /// <summary>Gets the device id.</summary>
        internal ushort Id { get; }

        /// <summary>Gets whether it has Extended Erase, and not Erase.</summary>
        internal bool HasExtendedErase { get; }

        /// <summary>Gets whether it has Get Checksum.</summary>
        internal bool HasChecksum { get; }
    }
}
