using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>A programmer, a model part and a server with an image.</summary>
    public sealed class Rig
    {
        private readonly byte[] _content;

        /// <summary>Creates the rig.</summary>
        /// <param name="partName">The part.</param>
        /// <param name="content">The image on the server.</param>
        public Rig(string partName, byte[] content)
            : this(Stm32Parts.Create(partName), content)
        {
        }

        /// <summary>Creates the rig.</summary>
        /// <param name="part">The part.</param>
        /// <param name="content">The image on the server.</param>
        /// <param name="kind">The line to the bootloader.</param>
        public Rig(Stm32Part part, byte[] content, LineKind kind = LineKind.Usart)
        {
            _content = content;
            Target = new ModelTarget(part, Clock, kind);
            Images = new FakeImages(content);

            // The model has no core for code in its RAM: only Get Checksum, of protocol 3.3, or from 1.2 on over I2C, gives checksums.
            bool hasChecksum = kind == LineKind.Usart ? part.ProtocolVersion == 0x33 : kind == LineKind.I2c && part.I2cVersion >= 0x12;
            Image = Images.Describe(part.Id, 0x08000000, !hasChecksum);
            Programmer = CreateProgrammer(Target);
        }

        /// <summary>Gets the time.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>Gets the log.</summary>
        public FakeLog Log { get; } = new FakeLog();

        /// <summary>Gets the progress.</summary>
        public FakeProgress Progress { get; } = new FakeProgress();

        /// <summary>Gets the wires.</summary>
        public ModelTarget Target { get; }

        /// <summary>Gets the server.</summary>
        public FakeImages Images { get; }

        /// <summary>Gets or sets the description of the image in the job.</summary>
        public ImageDescription Image { get; set; }

        /// <summary>Gets or sets the programmer.</summary>
        public TargetProgrammer Programmer { get; set; }

        /// <summary>Gets the request to stop.</summary>
        public StopSignal Stop { get; } = new StopSignal();

        /// <summary>Gets what is known of the flash.</summary>
        public FakeFlash Flash { get; } = new FakeFlash();

        /// <summary>Gets whether the target is known to have no program.</summary>
        public bool HasNoProgram
        {
            get { return !Flash.HasProgram; }
        }

        /// <summary>Gets the part.</summary>
        public VirtualStm32 Part
        {
            get { return Target.Part; }
        }

        /// <summary>Makes a programmer.</summary>
        /// <param name="wires">The wires to the part.</param>
        /// <param name="own">Custom rows of the device table.</param>
        /// <returns>The programmer.</returns>
        public TargetProgrammer CreateProgrammer(ITargetWires wires, params Stm32Device[] own)
        {
            return new TargetProgrammer("A", wires, new Stm32Devices(own), new IImageTransfer[0], null, Stop, Clock, Progress, Log);
        }

        /// <summary>Sets the highest rate of the bootloader in the target's wires.</summary>
        /// <param name="baudRate">The rate in baud.</param>
        public void SetBaudRate(int baudRate)
        {
            Target.BaudRate = baudRate;
            Programmer = CreateProgrammer(Target);
        }

        /// <summary>Changes the job: whether the image is data, and whether read protection may be lifted for it.</summary>
        /// <param name="isData">Whether it is data.</param>
        /// <param name="mayUnprotect">Whether read protection may be lifted.</param>
        public void Describe(bool isData, bool mayUnprotect)
        {
            Image = new ImageDescription(Image.Url, Image.Size, Image.Sha256, Image.DeviceId, Image.Address, Image.Version)
            {
                IsData = isData,
                MayUnprotect = mayUnprotect,
                IsReadBack = Image.IsReadBack,
            };
        }

        /// <summary>Gives the part a core that computes checksums, and changes the job: the firmware may run it.</summary>
        public void ComputeChecksums()
        {
            Part.Processor = new RoutineProcessor();
            Image = Images.Describe(Image.DeviceId, Image.Address);
        }

        /// <summary>Puts a program into the part as a debug probe does, and starts it.</summary>
        /// <param name="content">The program.</param>
        public void Install(byte[] content)
        {
            Part.PowerOff();
            Part.Memory.Flash.Load(0, content);
            Part.PowerOn(Clock.Microseconds);
            Clock.Sleep(100);
            Part.Advance(Clock.Microseconds);
        }

        /// <summary>Leaves the part like a job that was interrupted before its commit: only the last byte of the image is missing.</summary>
        public void LoseProgram()
        {
            byte[] image = new byte[(_content.Length + 15) / 16 * 16];
            for (int i = 0; i < image.Length; i++)
            {
                image[i] = i < ImageDescription.StartSize || i >= _content.Length ? (byte)0xFF : _content[i];
            }

            image[_content.Length - 1] ^= 1;
            Part.Memory.Flash.Load(0, image);
            Flash.Flash = FlashState.NoProgram;
        }

        /// <summary>Programs the part, and waits until it has started.</summary>
        public void Program()
        {
            ProgrammerSteps.Program(Programmer, Image, Images, Flash.Begin());
            Settle();
        }

        /// <summary>Programs, and asserts that it fails with an error of the firmware and releases line and image.</summary>
        /// <returns>The error.</returns>
        public BridgeException ProgramInVain()
        {
            BridgeException error = null;
            try
            {
                ProgrammerSteps.Program(Programmer, Image, Images, Flash.Begin());
            }
            catch (BridgeException caught)
            {
                error = caught;
            }

            Settle();
            Assert.IsNotNull(error, "it did not fail");
            Assert.IsTrue(Target.IsClosed, "the line is open");
            Assert.AreEqual(0, Images.OpenStreams, "the image is open");
            Assert.AreEqual("A", error.Target);
            return error;
        }

        /// <summary>Returns whether the part runs a program, and holds every byte of it.</summary>
        /// <param name="content">The program.</param>
        /// <param name="version">Its version text.</param>
        /// <returns>True if it does.</returns>
        public bool Runs(byte[] content, string version)
        {
            return Part.State == PartState.Application && Part.Version == version && FlashHolds(content);
        }

        /// <summary>Waits until the part has started after a reset.</summary>
        public void Settle()
        {
            Clock.Sleep(3000);
            Part.Advance(Clock.Microseconds);
        }

        /// <summary>Compares the flash with the image, byte by byte.</summary>
        /// <returns>True if it holds it.</returns>
        public bool FlashHoldsImage()
        {
            return FlashHolds(_content);
        }

        /// <summary>Compares the flash with an image, byte by byte.</summary>
        /// <param name="content">The image.</param>
        /// <returns>True if it holds it.</returns>
        public bool FlashHolds(byte[] content)
        {
            int start = (int)(Image.Address - Stm32Part.FlashBase);
            for (int i = 0; i < content.Length; i++)
            {
                if (Part.Memory.Flash.Read(start + i) != content[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
