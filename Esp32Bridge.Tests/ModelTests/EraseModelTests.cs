using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    [TestClass]
    public class EraseModelTests
    {
        [DataRow("L432", "44 BB 00 01 00 02 00 04 07", 2)]
        [DataRow("F103", "43 BC 01 02 04 07", 2)]
        [DataRow("L432", "44 BB 00 00 00 7F 7F", 1)]
        public void Listed_pages_are_erased_and_no_others(string name, string frames, int pages)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = FullTarget(name, clock);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, frames));

            Assert.AreEqual(pages, target.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(pages == 2, IsErased(target, 2));
            Assert.AreEqual(pages == 2, IsErased(target, 4));
            Assert.IsFalse(IsErased(target, 3));
            Assert.IsFalse(IsErased(target, 0));
        }

        [DataRow("L432", "44 BB FF FF 00")]
        [DataRow("U575", "44 BB FF FF 00")]
        [DataRow("F103", "43 BC FF 00")]
        public void All_pages_are_erased(string name, string frames)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = FullTarget(name, clock);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, frames));

            Assert.AreEqual(target.Part.Part.PageCount, target.Part.Memory.Flash.EraseCount);
            Assert.IsTrue(IsErased(target, 0) && IsErased(target, 4));
        }

        [DataRow("FF FE 01", 0)]
        [DataRow("FF FD 02", 128)]
        public void A_bank_is_half_of_the_pages(string frame, int first)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = FullTarget("U575", clock);
            target.Part.Memory.Flash.Load(128 * 8192, new byte[] { 0 });

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "44 BB " + frame));

            Assert.AreEqual(128, target.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(first == 0, IsErased(target, 0));
            Assert.AreEqual(first == 128, IsErased(target, 128));
        }

        [DataRow("L496", "FF FE 01")]
        [DataRow("L496", "FF FD 02")]
        [DataRow("L432", "FF FC 03")]
        [DataRow("L432", "FF FF 01")]
        [DataRow("L432", "FF FE 00")]
        public void An_invalid_scope_is_refused_and_L496_refuses_every_bank(string name, string frame)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = FullTarget(name, clock);

            Assert.AreEqual("79 1F", ModelTargets.Say(target, clock, "44 BB " + frame));

            Assert.AreEqual(0, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void L496_accepts_a_mass_erase()
        {
            FakeClock clock = new FakeClock();

            Assert.AreEqual("79 79", ModelTargets.Say(FullTarget("L496", clock), clock, "44 BB FF FF 00"));
        }

        [DataRow("L432", "44 BB 00 00 00 02 03")]
        [DataRow("F103", "43 BC 00 02 03")]
        public void A_list_with_a_wrong_checksum_is_refused(string name, string frames)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = FullTarget(name, clock);

            Assert.AreEqual("79 1F", ModelTargets.Say(target, clock, frames));

            Assert.AreEqual(0, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void Pages_that_do_not_exist_are_acknowledged()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = FullTarget("L432", clock);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "44 BB 00 00 02 00 02"));

            Assert.AreEqual(0, target.Part.Memory.Flash.EraseCount);
        }

        [DataRow(580)]
        [DataRow(600)]
        public void A_list_of_more_than_580_pages_silently_loses_some(int count)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = FullTarget("L432", clock);
            byte[] frame = new byte[2 + (2 * count) + 1];
            frame[0] = (byte)((count - 1) >> 8);
            frame[1] = (byte)(count - 1);
            for (int i = 0; i < count; i++)
            {
                frame[3 + (2 * i)] = (byte)(i < 20 ? i : 20 + (i % 100));
            }

            for (int i = 0; i < frame.Length - 1; i++)
            {
                frame[frame.Length - 1] ^= frame[i];
            }

            ModelTargets.Say(target, clock, "44 BB");
            target.Write(frame, 0, frame.Length);

            Assert.AreEqual("79", ModelTargets.Hear(target, clock).Trim());
            Assert.AreEqual(count == 580, IsErased(target, 0));
            Assert.AreEqual(count == 580, IsErased(target, 4));
            Assert.AreEqual(580, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void The_erase_of_a_page_takes_time()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = FullTarget("L432", clock);
            byte[] answer = new byte[1];
            ModelTargets.Say(target, clock, "44 BB");
            target.Write(Hex.ToBytes("00 01 00 00 00 01 00"), 0, 7);

            Assert.AreEqual(0, target.Read(answer, 0, 1, 43));
            Assert.AreEqual(1, target.Read(answer, 0, 1, 2));
        }

        private static ModelTarget FullTarget(string name, FakeClock clock)
        {
            ModelTarget target = ModelTargets.Synchronized(name, clock);
            for (int page = 0; page < 5; page++)
            {
                target.Part.Memory.Flash.Load(page * target.Part.Part.PageSize, new byte[] { 0 });
            }

            return target;
        }

        private static bool IsErased(ModelTarget target, int page)
        {
            return target.Part.Memory.Flash.Read(page * target.Part.Part.PageSize) == 0xFF;
        }
    }
}
