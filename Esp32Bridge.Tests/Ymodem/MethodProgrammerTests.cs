using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Fakes;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ymodem
{
    /// <summary>The image says in which way its target is programmed.</summary>
    [TestClass]
    public class MethodProgrammerTests
    {
        private const string AllSteps = "check A|enter A|write A|commit A|health A|release A|restart A|";

        private static FakeLog _bootloaderSteps;
        private static FakeLog _applicationSteps;
        private static FakeProgrammer _bootloader;
        private static FakeProgrammer _application;

        [DataRow("bootloader", true)]
        [DataRow("ymodem", false)]
        [DataRow("fetch", false)]
        public void All_steps_go_to_the_programmer_of_the_method(string method, bool isBootloader)
        {
            MethodProgrammer programmer = Create();
            programmer.Check(Image(method), null);
            programmer.Enter();
            programmer.Write();
            programmer.Commit();
            programmer.AwaitHealth("x", 1);
            programmer.Release();
            programmer.Restart(Image(method));

            Assert.AreEqual("A", programmer.Name);
            Assert.AreEqual(isBootloader ? AllSteps : string.Empty, _bootloaderSteps.Text);
            Assert.AreEqual(isBootloader ? string.Empty : AllSteps, _applicationSteps.Text);
        }

        [TestMethod]
        public void That_a_target_has_no_program_is_known_to_both()
        {
            MethodProgrammer programmer = Create();
            programmer.HasNoProgram = true;
            programmer.Check(Image("ymodem"), null);

            Assert.IsTrue(programmer.HasNoProgram);
            Assert.IsTrue(_application.HasNoProgram);

            programmer.HasNoProgram = false;
            programmer.Check(Image("bootloader"), null);

            Assert.IsFalse(programmer.HasNoProgram);
            Assert.IsFalse(_bootloader.HasNoProgram);
        }

        private static MethodProgrammer Create()
        {
            _bootloaderSteps = new FakeLog();
            _applicationSteps = new FakeLog();
            _bootloader = new FakeProgrammer("A", new FakeLog()) { Trace = _bootloaderSteps };
            _application = new FakeProgrammer("A", new FakeLog()) { Trace = _applicationSteps };
            return new MethodProgrammer(_bootloader, _application);
        }

        private static ImageDescription Image(string method)
        {
            return new ImageDescription("http://host/a.bin", 5, new byte[32], 0, 0, "2") { Method = method };
        }
    }
}
