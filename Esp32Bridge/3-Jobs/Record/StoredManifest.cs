namespace Esp32Bridge.Jobs
{
    /// <summary>Where the manifest of a job is kept that has not ended.</summary>
    public sealed class StoredManifest
    {
        /// <summary>Creates it.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="place">In which place of the store it is, 0 or 1.</param>
        /// <param name="sha256">The SHA-256 of its bytes, as 64 hexadecimal digits.</param>
        public StoredManifest(int number, int place, string sha256)
        {
            Number = number;
            Place = place;
            Sha256 = sha256;
        }

        /// <summary>Gets the job's number.</summary>
        public int Number { get; }

        /// <summary>Gets in which place of the store it is, 0 or 1.</summary>
        public int Place { get; }

        /// <summary>Gets the SHA-256 of its bytes, as 64 hexadecimal digits.</summary>
        public string Sha256 { get; }
    }
}
