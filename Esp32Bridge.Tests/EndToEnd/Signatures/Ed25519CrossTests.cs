using System;
using System.Diagnostics;
using System.IO;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Signatures;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Xunit;

namespace Esp32Bridge.EndToEnd.Signatures
{
    /// <summary>Compares the firmware's verifier with others.</summary>
    public class Ed25519CrossTests
    {
        private const int Cases = 10000;

        private enum Change
        {
            None,
            Message,
            Key,
            R,
            S,
        }

        // A fifth of the cases is genuine; the others have one flipped bit.
        [Fact]
        public void The_verifier_agrees_with_BouncyCastle_in_10000_random_cases()
        {
            Random random = new Random(20);
            int genuine = 0;
            for (int i = 0; i < Cases; i++)
            {
                byte[] seed = new byte[32];
                random.NextBytes(seed);
                byte[] message = new byte[random.Next(1, 600)];
                random.NextBytes(message);
                Ed25519PrivateKeyParameters holder = new Ed25519PrivateKeyParameters(seed);
                byte[] key = holder.GeneratePublicKey().GetEncoded();
                Ed25519Signer signer = new Ed25519Signer();
                signer.Init(true, holder);
                signer.BlockUpdate(message, 0, message.Length);
                byte[] signature = signer.GenerateSignature();
                Change change = (Change)(i % 5);
                byte[] changed = change == Change.Message ? message : change == Change.Key ? key : signature;
                int offset = change == Change.S ? 32 : 0;
                int count = change == Change.Message ? message.Length : 32;
                if (change != Change.None)
                {
                    changed[offset + random.Next(count)] ^= (byte)(1 << random.Next(8));
                }

                bool expected = BouncyCastleAccepts(key, signature, message);

                long[] verdict = new long[1];
                Ed25519.Verify(key, signature, message, verdict);
                Assert.True(expected == (verdict[0] == Ed25519.Genuine), $"case {i} ({change}): BouncyCastle says {expected}, the verdict is {verdict[0]}");
                Assert.Equal(change == Change.None, expected);
                genuine += expected ? 1 : 0;
            }

            Assert.Equal(Cases / 5, genuine);
        }

        // The signature is a function of key and message, so the signer of the tests must make the same one.
        [Fact]
        public void The_signer_of_the_tests_makes_the_signatures_of_BouncyCastle()
        {
            Random random = new Random(21);
            for (int i = 0; i < 200; i++)
            {
                byte[] seed = new byte[32];
                random.NextBytes(seed);
                byte[] message = new byte[random.Next(0, 600)];
                random.NextBytes(message);
                Ed25519PrivateKeyParameters holder = new Ed25519PrivateKeyParameters(seed);
                Ed25519Signer signer = new Ed25519Signer();
                signer.Init(true, holder);
                signer.BlockUpdate(message, 0, message.Length);

                Tests.Doubles.Ed25519Signer ours = new Tests.Doubles.Ed25519Signer(seed);

                Assert.Equal(holder.GeneratePublicKey().GetEncoded(), ours.PublicKey);
                Assert.Equal(signer.GenerateSignature(), ours.Sign(message));
            }
        }

        [PeerTheory("openssl")]
        [InlineData(1)]
        [InlineData(300)]
        [InlineData(8192)]
        public void Signatures_made_with_the_commands_of_the_README_are_genuine(int length)
        {
            string folder = Directory.CreateTempSubdirectory("ed25519").FullName;
            try
            {
                byte[] message = new byte[length];
                new Random(length).NextBytes(message);
                File.WriteAllBytes(Path.Combine(folder, "job.json"), message);
                Run(folder, "genpkey -algorithm ed25519 -out key.pem");
                string[] pem = Run(folder, "pkey -in key.pem -pubout").Split('\n');
                Run(folder, "pkeyutl -sign -rawin -inkey key.pem -in job.json -out raw");
                string text = Run(folder, "base64 -in raw");

                byte[] key = KeyText.Parse(pem[1]);
                long[] verdict = new long[1];
                Ed25519.Verify(key, SignatureText.Parse(text), message, verdict);
                Assert.Equal(Ed25519.Genuine, verdict[0]);

                message[length / 2] ^= 4;
                Ed25519.Verify(key, SignatureText.Parse(text), message, verdict);
                Assert.Equal(Ed25519.OfAnother, verdict[0]);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static string Run(string folder, string arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
            using Process process = Process.Start(start);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return output;
        }

        // An invalid key is refused with an exception.
        private static bool BouncyCastleAccepts(byte[] key, byte[] signature, byte[] message)
        {
            try
            {
                Ed25519Signer verifier = new Ed25519Signer();
                verifier.Init(false, new Ed25519PublicKeyParameters(key));
                verifier.BlockUpdate(message, 0, message.Length);
                return verifier.VerifySignature(signature);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }
}
