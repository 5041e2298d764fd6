namespace Esp32Bridge.Jobs
{
    /// <summary>Knows whether a manifest was made by somebody whom the device trusts.</summary>
    public interface IJobSignature
    {
        /// <summary>Checks a manifest.</summary>
        /// <param name="manifest">Its bytes.</param>
        /// <param name="signature">What stands in its signature file, or null.</param>
        /// <param name="signer">
        /// Gets the key that signed it. The caller makes it null and believes only what he finds there: where memory is short, the
        /// interpreter can leave this call out.
        /// </param>
        /// <exception cref="SignatureException">It is not the signature of the manifest; or the device has no key.</exception>
        void Check(byte[] manifest, string signature, ref byte[] signer);
    }
}
