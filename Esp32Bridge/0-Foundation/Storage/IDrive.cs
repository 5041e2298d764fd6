namespace Esp32Bridge.Storage
{
    /// <summary>Stores small files that survive a restart.</summary>
    public interface IDrive
    {
        /// <summary>Reads a file.</summary>
        /// <param name="name">Its name without a path.</param>
        /// <returns>Its bytes, or null if there is no such file.</returns>
        /// <exception cref="System.Exception">It cannot be read, or the drive is missing.</exception>
        byte[] Read(string name);

        /// <summary>Writes a file, replacing its content. A power cut may leave it with any content, or none.</summary>
        /// <param name="name">Its name without a path.</param>
        /// <param name="bytes">Its bytes.</param>
        /// <exception cref="System.Exception">The drive is full, or missing.</exception>
        void Write(string name, byte[] bytes);
    }
}
