using System;
using System.Linq;
using Esp32Bridge.Bench.Core;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>Jobs whose flash is verified by CRCs that a routine computes in the part.</summary>
    public sealed class ChecksumJobTests
    {
        private const int Size = 40 * 1024;

        // One waits for its crystal at each start; the other has to prove which page it erases, and shows 128 KiB for it.
        private static readonly string[] _others = { "L471", "H743xG" };

        /// <summary>Gets the parts whose bootloader leaves RAM free.</summary>
        public static TheoryData<string> Parts
        {
            get { return new TheoryData<string>(ChecksumRoutineTests.Names.Except(_others)); }
        }

        [UnicornTheory]
        [MemberData(nameof(Parts))]
        public void A_part_of_each_family_is_programmed_and_hardly_read(string name)
        {
            Bed bed = new Bed(name, FakeImages.Program(SizeFor(name), "1.0.0"), FakeImages.Program(SizeFor(name), "2.0.0"));

            bed.Program();

            Assert.Equal(string.Empty, bed.Doubts);
            Assert.InRange(bed.BytesRead, 1, bed.Image.Length / 4);
        }

        [UnicornTheory]
        [InlineData("L476")]
        [InlineData("U575")]
        [InlineData("F103")]
        public void An_unchanged_image_is_recognised_without_reading_it(string name)
        {
            byte[] image = FakeImages.Program(Size, "2.0.0");
            Bed bed = new Bed(name, image, image);

            bed.Program();

            Assert.Equal(0, bed.Part.Memory.Flash.EraseCount);
            Assert.InRange(bed.BytesRead, 1, 1500);
        }

        [UnicornTheory]
        [InlineData("L476", 30000)]
        [InlineData("U575", 39999)]
        [InlineData("F407", 17)]
        public void Of_an_image_with_one_other_byte_its_page_and_the_first_one_are_written(string name, int at)
        {
            byte[] image = FakeImages.Program(Size, "2.0.0");
            byte[] old = (byte[])image.Clone();
            old[at] ^= 1;
            Bed bed = new Bed(name, old, image);

            bed.Program();

            Assert.Equal(at < bed.Part.Part.SizeOfPage(0) ? 1 : 2, bed.Part.Memory.Flash.EraseCount);
            Assert.Equal(string.Empty, bed.Doubts);
        }

        // For the last page alone, the routine saves no time: it is read. After many pages that differ, each eighth is compared.
        [UnicornTheory]
        [InlineData("L476", 34 * 1024, 32 * 1024)]
        [InlineData("F103", 33 * 1024, 32 * 1024)]
        public void A_last_page_that_is_kept_is_no_doubt(string name, int size, int from)
        {
            byte[] image = FakeImages.Program(size, "2.0.0");
            byte[] old = FakeImages.Program(size, "1.0.0");
            image.AsSpan(from).CopyTo(old.AsSpan(from));
            Bed bed = new Bed(name, old, image);

            bed.Program();

            Assert.Equal(string.Empty, bed.Doubts);
            Assert.InRange(bed.BytesRead, 1, 4500);
        }

        // As a power cut leaves it: without the bytes that are written last, and without the rest.
        [UnicornTheory]
        [InlineData("L476", 24 * 1024)]
        [InlineData("U575", 24 * 1024)]
        [InlineData("F103", 33 * 1024)]
        public void A_job_that_was_interrupted_writes_only_the_rest(string name, int written)
        {
            byte[] image = FakeImages.Program(Size, "2.0.0");
            byte[] left = image[..written];
            left.AsSpan(0, ImageDescription.StartSize).Fill(0xFF);
            Bed bed = new Bed(name, left, image);

            bed.Program();

            Assert.Equal(string.Empty, bed.Doubts);
            Assert.InRange(bed.BytesRead, 1, 3000);
            Assert.InRange(bed.Part.Memory.Flash.ProgramCount * bed.Part.Part.ProgramUnit, Size - written, Size - written + 64);
        }

        [UnicornTheory]
        [InlineData("L476", "wrong sums", "a wrong result")]
        [InlineData("L476", "one wrong sum", "other bytes from 0x08006000 on")]
        [InlineData("U575", "no token", "no result")]
        [InlineData("L476", "an old token", "no result")]
        [InlineData("G071", "late", "no result")]
        [InlineData("U575", "never", "no result")]
        [InlineData("F103", "RAM cleared by the reset", "no result")]
        [InlineData("L476", "a lockup", "no result")]
        public void A_routine_that_fails_costs_only_time(string name, string kind, string doubt)
        {
            Bed bed = new Bed(name, FakeImages.Program(Size, "1.0.0"), FakeImages.Program(Size, "2.0.0"));
            bed.Part.Part.ClearsRamAtReset = kind == "RAM cleared by the reset";
            bed.Part.Processor = kind == "a lockup" ? null : new FailingProcessor(kind);

            bed.Program();

            Assert.Equal(doubt, bed.Doubts);
        }

        // The page at the end is the same; to compute its CRC would not save time.
        [UnicornTheory]
        [InlineData("L476")]
        public void A_page_that_was_compared_by_reading_is_no_doubt(string name)
        {
            byte[] image = FakeImages.Program(34 * 1024, "2.0.0");
            byte[] old = FakeImages.Program(34 * 1024, "1.0.0");
            Array.Copy(image, 32 * 1024, old, 32 * 1024, 2 * 1024);
            Bed bed = new Bed(name, old, image);

            bed.Program();

            Assert.Equal(string.Empty, bed.Doubts);
            Assert.Equal(16, bed.Part.Memory.Flash.EraseCount);
        }

        [UnicornTheory]
        [InlineData("L476")]
        [InlineData("U575")]
        public void After_a_doubt_the_routine_does_not_run_again(string name)
        {
            byte[] image = FakeImages.Program(Size, "2.0.0");
            byte[] old = (byte[])image.Clone();
            old[17] ^= 1;
            Bed bed = new Bed(name, old, image);
            FailingProcessor processor = new FailingProcessor("no token");
            bed.Part.Processor = processor;

            bed.Program();

            Assert.Equal("no result", bed.Doubts);
            Assert.Equal(1, processor.Runs);
            Assert.Equal(1, bed.Part.Memory.Flash.EraseCount);
        }

        // SWAP_BANK of H563 cannot be read: the number of the first page erases that of the other bank, which held its content.
        [UnicornTheory]
        [InlineData("H563")]
        public void A_page_that_was_erased_because_the_banks_are_exchanged_does_not_count_by_its_old_checksum(string name)
        {
            byte[] image = FakeImages.Program(1056 * 1024, "2.0.0");
            byte[] old = (byte[])image.Clone();
            old[4000] ^= 1;
            Bed bed = new Bed(name, old, image);
            bed.Swap();

            bed.Program();

            Assert.Equal(string.Empty, bed.Doubts);
        }

        // Units that take no write, or not all of it, after the routine was found to be right.
        [UnicornTheory]
        [InlineData("L476", 1, 0)]
        [InlineData("U575", 1, 0)]
        [InlineData("L476", 0, 1)]
        [InlineData("F407", 3, 0)]
        public void Units_that_fail_are_found_and_written_again(string name, int failing, int tearing)
        {
            Bed bed = new Bed(name, FakeImages.Program(Size, "1.0.0"), FakeImages.Program(Size, "2.0.0"));
            bed.At(20000, flash =>
            {
                flash.FailingUnits = failing;
                flash.TearingUnits = tearing;
            });

            bed.Program();

            Assert.NotEqual(string.Empty, bed.Doubts);
            Assert.Contains($"A: {(Size + bed.Part.Part.SizeOfPage(0) - 1) / bed.Part.Part.SizeOfPage(0)} page(s) written; 0 held their content already|", bed.Log, StringComparison.Ordinal);
        }

        [UnicornTheory]
        [InlineData("L476")]
        public void A_page_that_never_takes_its_content_is_named_as_without_checksums(string name)
        {
            Bed bed = new Bed(name, FakeImages.Program(Size, "1.0.0"), FakeImages.Program(Size, "2.0.0"));
            bed.At(10000, flash => flash.Stick(0x4004, 0x99, 100));

            string error = Assert.Throws<ProgrammingException>(bed.Program).Message;

            // Nothing of its programming unit is written.
            Assert.StartsWith("A: read back at 0x08004000: expected 0x", error, StringComparison.Ordinal);
            Assert.Contains(" after 3 attempts. ", error, StringComparison.Ordinal);
        }

        [UnicornTheory]
        [InlineData("L476", true, 115200)]
        [InlineData("V33", false, 115200)]
        [InlineData("L471", false, 921600)]
        public void The_routine_does_not_run_if_the_job_asks_for_reading_or_if_it_saves_no_time(string name, bool isReadBack, int baudRate)
        {
            Bed bed = new Bed(name, FakeImages.Program(Size, "1.0.0"), FakeImages.Program(Size, "2.0.0")) { IsReadBack = isReadBack };
            bed.Target.BaudRate = baudRate;
            bed.Part.Processor = new FailingProcessor("forbidden");

            bed.Program();

            Assert.Equal(string.Empty, bed.Doubts);
        }

        private static int SizeFor(string name)
        {
            return Math.Min(Size, Stm32Parts.Create(name).FlashSize / 4 * 3);
        }

        // A part with an old image, and a job for it.
        private sealed class Bed
        {
            private readonly FakeClock _clock = new FakeClock();
            private readonly FakeLog _log = new FakeLog();
            private readonly FakeProgress _progress = new FakeProgress();

            internal Bed(string name, byte[] old, byte[] image)
            {
                Image = image;
                Target = new ModelTarget(Stm32Parts.Create(name), _clock);
                Part.Processor = UnicornProcessor.Installed;
                Part.PowerOff();
                Part.Memory.Flash.Load(0, old);
                Part.PowerOn(_clock.Microseconds);
                Target.Wait(3500);
            }

            internal byte[] Image { get; }

            internal string Log
            {
                get { return _log.Text; }
            }

            internal bool IsReadBack { get; init; }

            internal ModelTarget Target { get; }

            internal VirtualStm32 Part
            {
                get { return Target.Part; }
            }

            // What the log says about the checksums.
            internal string Doubts
            {
                get
                {
                    const string Sentence = "A: the checksums that the part computed are not used, and the flash is read: ";
                    return string.Join(' ', _log.Text.Split('|').Where(line => line.StartsWith(Sentence, StringComparison.Ordinal)).Select(line => line[Sentence.Length..]));
                }
            }

            // What the part sent: three ACKs for each block that was written, and what was read.
            internal int BytesRead
            {
                get { return Target.AnswerCount; }
            }

            internal void Swap()
            {
                int half = Part.Memory.Flash.Size / 2;
                byte[] first = Part.Memory.Flash.Copy(0, half);
                Part.Memory.Flash.Load(0, Part.Memory.Flash.Copy(half, half));
                Part.Memory.Flash.Load(half, first);
                Part.Memory.Options.SwapBank = true;
                Part.PowerOn(_clock.Microseconds);
                Target.Wait(3500);
            }

            internal void At(int position, Action<Flash> change)
            {
                _progress.InterventionPhase = ProgrammingPhase.Writing;
                _progress.InterventionPosition = position;
                _progress.Intervention = () => change(Part.Memory.Flash);
            }

            internal void Program()
            {
                FakeImages images = new FakeImages(Image);
                CheckedImage image = new CheckedImage(images.Describe(Part.Part.Id, Stm32Part.FlashBase, IsReadBack), images);
                ITargetProgrammer programmer = Programmers.Create("A", Target, _clock, _progress, _log);
                programmer.Check(image);
                ITargetSession session = programmer.Enter(image, new FakeFlash().Begin());
                try
                {
                    session.Write();
                    session.Commit();
                }
                finally
                {
                    session.Release();
                }

                Target.Wait(3500);
                Assert.Equal(PartState.Application, Part.State);
                Assert.True(Image.Select((_, i) => Part.Memory.Read(Stm32Part.FlashBase + (uint)i)).SequenceEqual(Image), "the flash differs");
            }
        }

        // A core that runs the routine, and then spoils what it left.
        private sealed class FailingProcessor : IProcessor
        {
            private readonly string _kind;

            internal FailingProcessor(string kind)
            {
                _kind = kind;
            }

            internal int Runs { get; private set; }

            public CodeRun Run(MemoryMap memory, uint address)
            {
                Assert.NotEqual("forbidden", _kind);
                CodeRun run = UnicornProcessor.Installed.Run(memory, address);
                uint done = address + 0x5AC;
                Runs++;
                switch (_kind)
                {
                    case "wrong sums":
                        Flip(run, done + 4);
                        break;
                    case "one wrong sum":
                        Flip(run, Runs == 1 ? done + 8 + (4 * 12) : 0);
                        break;
                    case "no token":
                        run.Addresses = Array.Empty<uint>();
                        break;
                    case "an old token":
                        Flip(run, done);
                        break;
                    case "late":
                        run.Instructions *= 100;
                        break;
                    case "never":
                        run.Instructions = long.MaxValue / 2;
                        break;
                    default:
                        break;
                }

                return run;
            }

            private static void Flip(CodeRun run, uint address)
            {
                for (int i = 0; i < run.Addresses.Length; i++)
                {
                    uint offset = address - run.Addresses[i];
                    if (offset < (uint)run.Contents[i].Length)
                    {
                        run.Contents[i][offset] ^= 0x10;
                    }
                }
            }
        }
    }
}
