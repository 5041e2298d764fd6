using Esp32Bridge.An3155;

namespace Esp32Bridge.Tests.An3155
{
    /// <summary>Sends a command to a part.</summary>
    /// <param name="link">The link to the part.</param>
    public delegate void Talk(BootloaderLink link);
}
