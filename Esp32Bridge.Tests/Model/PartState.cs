namespace Esp32Bridge.Tests.Model
{
    /// <summary>What a part is doing.</summary>
    public enum PartState
    {
        /// <summary>It has no supply.</summary>
        Off,

        /// <summary>NRST is low.</summary>
        Reset,

        /// <summary>It starts and receives nothing yet.</summary>
        Starting,

        /// <summary>It runs its system bootloader.</summary>
        Bootloader,

        /// <summary>It runs the application in its flash or RAM.</summary>
        Application,

        /// <summary>Its core is in lockup: there was no application that it could start.</summary>
        LockedUp,

        /// <summary>It runs <see cref="VirtualStm32.Program"/>, which may start the application.</summary>
        Program,

        /// <summary>It runs machine code in its RAM, see <see cref="VirtualStm32.Processor"/>.</summary>
        Code,
    }
}
