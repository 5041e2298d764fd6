using Esp32Bridge.Json;

namespace Esp32Bridge.Network
{
    /// <summary>Something that has its share in what the device says of itself at GET /status.</summary>
    public interface IStatusPart
    {
        /// <summary>Writes its fields. It is called by the thread of the web server.</summary>
        /// <param name="json">Where the fields go.</param>
        void AddTo(JsonWriter json);
    }
}
