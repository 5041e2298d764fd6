namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>A job and its signature.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Manifest">The bytes of job.json.</param>
    /// <param name="Signature">The bytes of job.json.sig.</param>
    public sealed record MadeJob(int Number, byte[] Manifest, byte[] Signature);
}
