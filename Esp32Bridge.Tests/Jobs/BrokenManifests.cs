using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>Manifests with random damage.</summary>
    public static class BrokenManifests
    {
        /// <summary>Reads broken manifests. Each must be refused as documented, or obey the ranges.</summary>
        /// <param name="seed">The seed of the damage.</param>
        /// <param name="count">How many.</param>
        /// <returns>How many were accepted.</returns>
        public static int Read(uint seed, int count)
        {
            string extended = Manifests.Target("B", "version", "\"a \\\"b\\\" {[\\u00fc\"");
            string[] good = new string[]
            {
                Manifests.Good(7),
                Manifests.Of("2147483647", extended.Substring(0, extended.Length - 1) + ",\"kind\":\"data\",\"protection\":\"lift\",\"more\":[{\"x\":[1]}]}"),
                "{ \"targets\" : [\n  " + Manifests.Target("A", "image", "\"https://host/a.bin\"") + "\n], \"for\" : [ \"bridge-1\" ] , \"job\" : 1 }",
            };
            Mutator mutator = new Mutator(good, seed);
            int accepted = 0;
            for (int i = 0; i < count; i++)
            {
                accepted += ManifestChecks.IsAccepted(mutator.Next(), "seed " + seed + " text " + i) ? 1 : 0;
            }

            return accepted;
        }
    }
}
