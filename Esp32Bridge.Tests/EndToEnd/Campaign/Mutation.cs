using System.Collections.Generic;
using System.Linq;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>An expression of the firmware that is replaced by a wrong one.</summary>
    /// <param name="Name">A name for the fault, which is also a folder name.</param>
    /// <param name="Source">The source file, relative to the folder Esp32Bridge.</param>
    /// <param name="Right">The original text, which occurs exactly once.</param>
    /// <param name="Wrong">The replacement.</param>
    /// <param name="NoticedBy">The campaigns that have to detect it; for the unchanged firmware, those that have to pass.</param>
    public sealed record Mutation(string Name, string Source, string Right, string Wrong, Campaigns NoticedBy)
    {
        /// <summary>The unchanged firmware.</summary>
        public const string None = "none";

        private const string Record = "3-Jobs/Record/";
        private const string Images = "2-Programming/Images/";
        private const string Bootloader = "2-Programming/Bootloader/";

        /// <summary>
        /// Gets the seed of the power campaign. The first runs of the default seed cover what most mutations need: images of one piece
        /// from another server, parts that are not healthy, cuts during writes of files.
        /// </summary>
        public int PowerSeed { get; init; } = 294;

        /// <summary>Gets the campaigns that are run with it.</summary>
        public IEnumerable<Campaigns> Runs
        {
            get { return new[] { Campaigns.Faults, Campaigns.Power }.Where(campaign => NoticedBy.HasFlag(campaign)); }
        }

        /// <summary>Gets all mutations that the campaigns have to detect, and the unchanged firmware.</summary>
        public static Mutation[] All { get; } =
        {
            new Mutation(None, Record + "JobTrust.cs", "Decode(store.ReadTrust())", "Decode(store.ReadTrust())", Campaigns.Both),
            new Mutation("record-thrown-away", Record + "JobRecord.cs", "return JobMemoryFormat.Decode(state)", "return new JobMemory()", Campaigns.Both),
            new Mutation("one-slot", Record + "TwinFiles.cs", "(_newest + 1) % Twins", "0", Campaigns.Both),
            new Mutation("slot-unchecked", Record + "TwinFiles.cs", "file.Length > HeadSize && Sha256.AreEqual(HashOf(file), file, SequenceSize)", "file.Length > HeadSize", Campaigns.Both) { PowerSeed = 2461 },
            new Mutation("end-forgotten", Record + "JobQueue.cs", "_memory.LastFinished = _memory.Current.Number", "_memory.LastFinished = 0", Campaigns.Both),
            new Mutation("signature-unchecked", "3-Jobs/Arrival/JobSignature.cs", "verdict[0] == Ed25519.Genuine", "verdict[0] != -1", Campaigns.Both),
            new Mutation("pieces-unchecked", Images + "CheckedImage.cs", "_values[(end / PieceSize) - 1] != hash.Chain", "end < 0", Campaigns.Both),
            new Mutation("whole-unchecked", Images + "CheckedImage.cs", "!Sha256.AreEqual(whole, Description.Sha256, 0)", "whole == null", Campaigns.Power),
            new Mutation("number-not-read", Record + "JobTrust.cs", "Decode(store.ReadTrust())", "Decode(null)", Campaigns.Faults),
            new Mutation("number-not-written", Record + "JobTrust.cs", "_store.WriteTrust(Encode())", "Encode()", Campaigns.Faults),
            new Mutation("write-not-read-back", Bootloader + "FlashBlocks.cs", "isAnswered && !readsBack ? null : ReadBack(address, block, offset, count)", "null", Campaigns.Faults),
            new Mutation("checksums-not-compared", Bootloader + "PartChecksums.cs", "EqualEnd = start;", "EqualEnd = end;", Campaigns.Faults),
            new Mutation("start-not-held-back", Bootloader + "PageContent.cs", "buffer[i] = _erasedValue", "buffer[i] = Commit[i]", Campaigns.Power),
            new Mutation("pages-not-compared", Bootloader + "FlashBlocks.cs", "return CountFromDifference(_actual, 0, block, offset, count) > 0;", "return false;", Campaigns.Power),
            new Mutation("health-not-awaited", "3-Jobs/Execution/TargetRun.cs", "_session.AwaitHealth(Target.Health.Text, Target.Health.Timeout)", "_ = Target.Health.Text", Campaigns.Power),
        };
    }
}
