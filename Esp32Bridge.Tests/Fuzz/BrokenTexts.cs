using Esp32Bridge.Tests.Configuration;
using Esp32Bridge.Tests.Fakes;
using Esp32Bridge.Tests.Jobs;

namespace Esp32Bridge.Tests.Fuzz
{
    /// <summary>The texts that the fuzzed ones are made of, and the parsers that get them.</summary>
    public static class BrokenTexts
    {
        /// <summary>Reads broken manifests and demands that each is refused as documented, or obeys the ranges.</summary>
        /// <param name="seed">The seed.</param>
        /// <param name="count">How many.</param>
        /// <returns>How many were accepted.</returns>
        public static int ReadManifests(uint seed, int count)
        {
            string extended = Manifests.Target("B", "version", "\"a \\\"b\\\" {[\\u00fc\"");
            string[] good = new string[]
            {
                Manifests.Good(7),
                Manifests.Of("2147483647", extended.Substring(0, extended.Length - 1) + ",\"kind\":\"data\",\"protection\":\"lift\",\"more\":[{\"x\":[1]}]}"),
                "{ \"targets\" : [\n  " + Manifests.Target("A", "image", "\"https://host/a.bin\"") + "\n], \"job\" : 1 }",
            };
            Mutator mutator = new Mutator(good, seed);
            int accepted = 0;
            for (int i = 0; i < count; i++)
            {
                accepted += ManifestChecks.IsAccepted(mutator.Next(), "seed " + seed + " text " + i) ? 1 : 0;
            }

            return accepted;
        }

        /// <summary>Reads broken configurations and demands that each is refused as documented, or obeys the ranges.</summary>
        /// <param name="seed">The seed.</param>
        /// <param name="count">How many.</param>
        /// <returns>How many were accepted.</returns>
        public static int ReadConfigurations(uint seed, int count)
        {
            string[] good = new string[]
            {
                Configurations.With(null, null),
                Configurations.With("targets", "[" + Configurations.Target(1, "applicationBaud", null) + "]"),
                "{\n  \"device\" : \"pump-17\",\n  \"interval\" : 5,\n  \"port\" : 0\n}\n",
            };
            Mutator mutator = new Mutator(good, seed);
            int accepted = 0;
            for (int i = 0; i < count; i++)
            {
                accepted += ConfigurationRanges.IsAccepted(mutator.Next(), "seed " + seed + " text " + i) ? 1 : 0;
            }

            return accepted;
        }
    }
}
