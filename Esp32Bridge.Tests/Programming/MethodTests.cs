using Esp32Bridge.Devices;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The image selects the method by which its target is programmed.</summary>
    [TestClass]
    public class MethodTests
    {
        private static FakeTransfer _ymodem;
        private static FakeTransfer _fetch;

        [DataRow("bootloader", 0, 0)]
        [DataRow("ymodem", 1, 0)]
        [DataRow("fetch", 0, 1)]
        public void The_image_is_transferred_by_its_method(string method, int ymodem, int fetch)
        {
            Rig rig = Create();
            SetMethod(rig, method);

            rig.Program();

            Assert.AreEqual(ymodem, _ymodem.Count);
            Assert.AreEqual(fetch, _fetch.Count);
            Assert.AreEqual(method == "bootloader", rig.Target.Resets.StartsWith("in "));
            Assert.AreEqual("AP", rig.Flash.History);
        }

        [TestMethod]
        public void That_a_target_has_no_program_is_known_to_the_next_method()
        {
            Rig rig = Create();
            SetMethod(rig, "ymodem");
            _ymodem.Error = new HealthException("a", "b");
            rig.ProgramInVain();

            Assert.AreEqual("AN", rig.Flash.History);
            SetMethod(rig, "bootloader");
            rig.Program();

            Assert.AreEqual("ANP", rig.Flash.History);
        }

        [TestMethod]
        public void A_program_that_has_shown_that_it_runs_counts_as_present()
        {
            Rig rig = Create();
            SetMethod(rig, "fetch");
            rig.Flash.Flash = FlashState.NoProgram;
            _fetch.Error = new HealthException("a", "b");
            _fetch.ShowsThatItRuns = true;

            rig.ProgramInVain();

            Assert.AreEqual("O", rig.Flash.History);
        }

        private static Rig Create()
        {
            Rig rig = new Rig("L432", FakeImages.Program(600, "1.0.0"));
            _ymodem = new FakeTransfer("ymodem");
            _fetch = new FakeTransfer("fetch");
            rig.Programmer = new TargetProgrammer(
                "A",
                rig.Target,
                new Stm32Devices(),
                new IImageTransfer[] { _ymodem, _fetch },
                null,
                rig.Stop,
                rig.Clock,
                rig.Progress,
                rig.Log);
            return rig;
        }

        private static void SetMethod(Rig rig, string method)
        {
            ImageDescription image = rig.Image;
            rig.Image = new ImageDescription(image.Url, image.Size, image.Sha256, image.DeviceId, image.Address, image.Version) { Method = method };
        }
    }
}
