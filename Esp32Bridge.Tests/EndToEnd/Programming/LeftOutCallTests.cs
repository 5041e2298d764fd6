using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Programming;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>
    /// If memory is short, the interpreter skips a call and takes its last argument for the result. Whichever call that judges a
    /// flash is skipped: no missing program is reported as present, and nothing unchecked gets into the flash.
    /// </summary>
    public class LeftOutCallTests
    {
        // Of all occurrences of a call: the first one, the last one, and one in between.
        private const int Samples = 3;

        private readonly ITestOutputHelper _output;

        public LeftOutCallTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void A_call_that_is_left_out_never_makes_a_flash_count_as_written()
        {
            var firmware = new LeftOutCalls(name => name.StartsWith("Esp32Bridge.Programming.", StringComparison.Ordinal) || name.StartsWith("Esp32Bridge.Images.", StringComparison.Ordinal) || name.StartsWith("Esp32Bridge.An3155.Bootloader", StringComparison.Ordinal) || name == "Esp32Bridge.Hashing.Sha256");
            Type rigs = firmware.Tests.GetType(typeof(Rig).FullName);
            var wrong = new List<string>();
            int experiments = 0;
            var ends = new SortedDictionary<string, int>();
            foreach ((string name, string expected, Func<Type, (dynamic Rig, byte[] Old, byte[] New)> begin) in Scenes())
            {
                LeftOutCalls.Begin(-1, 0);
                dynamic whole = begin(rigs).Rig;
                string without = Run(whole);
                Assert.True(whole.Flash.Flash.ToString() == expected, $"{name}: {whole.Flash.Flash}; {without}");
                int[] counts = LeftOutCalls.Counts.ToArray();
                for (int site = 0; site < counts.Length; site++)
                {
                    foreach (int occurrence in Sample(counts[site]))
                    {
                        (dynamic rig, byte[] old, byte[] content) = begin(rigs);
                        LeftOutCalls.Begin(site, occurrence);
                        string end = Run(rig);
                        experiments++;
                        LeftOutCalls.Begin(-1, 0);
                        string state = rig.Flash.Flash.ToString();
                        ends[state] = ends.GetValueOrDefault(state) + 1;
                        bool isTrue = state switch
                        {
                            "NewProgram" => rig.FlashHolds(content),
                            "OldProgram" => rig.FlashHolds(old) || rig.FlashHolds(content),
                            _ => true,
                        };
                        if (!isTrue || HoldsAnotherByte(rig, content))
                        {
                            wrong.Add($"{name}: {LeftOutCalls.Sites[site]}, time {occurrence} of {counts[site]}: {state}; {end}");
                        }
                    }
                }
            }

            _output.WriteLine($"{experiments} experiments with {LeftOutCalls.Sites.Count} calls: " + string.Join(", ", ends));
            Assert.True(wrong.Count == 0, wrong.Count + " of " + experiments + ":\n" + string.Join("\n", wrong));
        }

        // Bytes from the server that differ from the checked image.
        private static bool HoldsAnotherByte(dynamic rig, byte[] content)
        {
            int place = rig.Images.SpoiledAt;
            return place >= 0 && rig.Part.Memory.Flash.Read(place) == (byte)(content[place] ^ 1);
        }

        private static IEnumerable<int> Sample(int count)
        {
            return Enumerable.Range(0, Samples).Select(i => 1 + ((count - 1) * i / (Samples - 1))).Distinct().Where(time => time <= count);
        }

        private static string Run(dynamic rig)
        {
            try
            {
                rig.Program();
                return "no error";
            }
            catch (Exception error)
            {
                return error.GetType().Name + ": " + error.Message;
            }
        }

        private static IEnumerable<(string Name, string End, Func<Type, (dynamic Rig, byte[] Old, byte[] New)> Begin)> Scenes()
        {
            byte[] old = FakeImages.Program(5000, "0.9.0");
            byte[] content = FakeImages.Program(5200, "1.0.0");
            byte[] other = (byte[])content.Clone();
            other[^100] ^= 1;
            yield return ("another program", "NewProgram", rigs => Scene(rigs, "L476", old, content, null));
            yield return ("a page that keeps what it has", "NoProgram", rigs => Scene(rigs, "L476", old, content, rig => rig.Part.Memory.Flash.Stick(2060, (byte)0x42, 3)));
            yield return ("a protected page", "OldProgram", rigs => Scene(rigs, "L476", old, content, rig => rig.Part.Memory.Flash.Protect(1, true)));
            yield return ("a first page that keeps what it has", "OldProgram", rigs => Scene(rigs, "L476", old, content, rig => rig.Part.Memory.Flash.Protect(0, true)));
            yield return ("a byte of the last page", "NewProgram", rigs => Scene(rigs, "L476", other, content, null));
            yield return ("nothing to be written", "NewProgram", rigs => Scene(rigs, "L476", content, content, null));
            yield return ("a cell that sticks", "NewProgram", rigs => Scene(rigs, "U575", old, FakeImages.Program(9000, "1.0.0"), rig => rig.Part.Memory.Flash.Stick(4100, (byte)0x42, 1)));
            yield return ("a part that computes checksums", "NewProgram", rigs => Scene(rigs, "V33", other, content, null));
            yield return ("a routine that compares", "NewProgram", rigs => Scene(rigs, "L476", other, content, rig => rig.ComputeChecksums()));
            yield return ("a routine that proves", "NewProgram", rigs => Scene(rigs, "L476", other, content, rig => ComputeAndFail(rig)));
            yield return ("an attempt after one that failed", "NewProgram", rigs => Scene(rigs, "L432", new byte[0], content, rig => SetState(rig, FlashState.NoProgram)));
            yield return ("pages that are erased together", "NewProgram", rigs => Scene(rigs, "L432", FakeImages.Program(15000, "0.9.0"), FakeImages.Program(14000, "1.0.0"), null));
            yield return ("another image on the server", "NoProgram", rigs => Scene(rigs, "L476", old, content, rig => Spoil(rig)));
        }

        private static (dynamic Rig, byte[] Old, byte[] New) Scene(Type rigs, string part, byte[] old, byte[] content, Action<dynamic> change)
        {
            dynamic rig = Activator.CreateInstance(rigs, part, content);
            rig.Install(old);
            change?.Invoke(rig);
            return (rig, old, content);
        }

        // A unit takes no write: only what is read or computed afterwards shows it.
        private static void ComputeAndFail(dynamic rig)
        {
            rig.ComputeChecksums();
            rig.Part.Memory.Flash.FailingUnits = 1;
        }

        private static void Spoil(dynamic rig)
        {
            rig.Images.SpoiledDownload = 2;
            rig.Images.SpoiledAt = 5000;
        }

        private static void SetState(dynamic rig, FlashState state)
        {
            Type type = rig.Flash.Flash.GetType();
            rig.Flash.Flash = (dynamic)Enum.ToObject(type, (int)state);
        }
    }
}
