using Esp32Bridge.An3155;

namespace Esp32Bridge.Tests.An3155
{
    /// <summary>A command, given to a part.</summary>
    /// <param name="link">The frames to the part.</param>
    public delegate void Talk(BootloaderLink link);
}
