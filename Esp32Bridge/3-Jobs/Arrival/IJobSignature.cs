namespace Esp32Bridge.Jobs
{
    /// <summary>Checks whether a manifest was signed with a key that the device trusts.</summary>
    public interface IJobSignature
    {
        /// <summary>Checks a manifest.</summary>
        /// <param name="manifest">The bytes of the manifest.</param>
        /// <param name="signature">The content of its signature file, or null.</param>
        /// <param name="signer">
        /// Receives the key that signed the manifest. The caller sets it to null first and trusts only a key that it finds here: if memory is short,
        /// the interpreter can skip this call.
        /// </param>
        /// <exception cref="SignatureException">The signature does not belong to the manifest, or the device has no key.</exception>
        void Check(byte[] manifest, string signature, ref byte[] signer);
    }
}
