using Esp32Bridge.Json;

namespace Esp32Bridge.Network
{
    /// <summary>A part of the device's status, the answer to GET /status.</summary>
    public interface IStatusPart
    {
        /// <summary>Writes its fields. The thread of the web server calls it.</summary>
        /// <param name="json">The writer for the fields.</param>
        void AddTo(JsonWriter json);
    }
}
