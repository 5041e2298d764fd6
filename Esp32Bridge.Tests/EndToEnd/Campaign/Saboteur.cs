using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>A programmer that checks nothing, does what a test tells it to do, and reports success.</summary>
    public sealed class Saboteur : ITargetProgrammer, ITargetSession
    {
        private const uint Flash = 0x08000000;
        private const int VectorSize = 8;

        private readonly Action<Saboteur> _program;
        private readonly BootloaderClient _client;
        private readonly BootloaderLink _link;
        private TargetFlash _flash;

        /// <summary>Creates the programmer.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="target">The part.</param>
        /// <param name="clock">The time.</param>
        /// <param name="program">The work.</param>
        public Saboteur(string name, ModelTarget target, FakeClock clock, Action<Saboteur> program)
        {
            Name = name;
            Target = target;
            Clock = clock;
            _program = program;
            _link = new BootloaderLink(new UsartLine(target));
            _client = new BootloaderClient(_link);
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <summary>Gets the part.</summary>
        public ModelTarget Target { get; }

        /// <summary>Gets the time.</summary>
        public FakeClock Clock { get; }

        /// <summary>Gets the description of the image.</summary>
        public ImageDescription Image { get; private set; }

        /// <summary>Gets the source of the image.</summary>
        public IImageSource Source { get; private set; }

        /// <summary>Gets the bytes of the image, filled with FF up to a multiple of 16.</summary>
        public byte[] Content { get; private set; }

        /// <inheritdoc/>
        public int FlashSize
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public void CheckJob(ImageDescription image, bool awaitsHealth)
        {
        }

        /// <inheritdoc/>
        public void Check(CheckedImage image)
        {
            Image = image.Description;
            Source = image.Source;
            Content = new byte[(Image.Size + 15) / 16 * 16];
            Array.Fill(Content, (byte)0xFF);
            ImageReader reader = new ImageReader(image);
            byte[] block = new byte[BootloaderClient.BlockSize];
            for (int count = reader.Read(block, 0, block.Length); count > 0; count = reader.Read(block, 0, block.Length))
            {
                Array.Copy(block, 0, Content, reader.Position - count, count);
            }

            reader.Dispose();
        }

        /// <inheritdoc/>
        public ITargetSession Enter(CheckedImage image, TargetFlash flash)
        {
            _flash = flash;
            return this;
        }

        /// <inheritdoc/>
        public void Write()
        {
            _program(this);
        }

        /// <inheritdoc/>
        public void Commit()
        {
            _flash.Confirm();
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
        }

        /// <inheritdoc/>
        public void Release()
        {
        }

        /// <inheritdoc/>
        public void Restart(ImageDescription image)
        {
        }

        /// <summary>Does everything in the right order, without checks.</summary>
        public void EraseWriteCommit()
        {
            Begin();
            _client.ExtendedErase(0, 1, 0, 1000);
            Write(VectorSize, Content.Length);
            Write(0, VectorSize);
            Leave();
        }

        /// <summary>Writes the start of the image first.</summary>
        public void EraseCommitWrite()
        {
            Begin();
            _client.ExtendedErase(0, 1, 0, 1000);
            Write(0, Content.Length);
            Leave();
        }

        /// <summary>Erases the end of the old image and leaves its start.</summary>
        public void EraseSecondPageOnly()
        {
            Begin();
            _client.ExtendedErase(1, 1, 0, 1000);
            Leave();
        }

        /// <summary>Opens the line.</summary>
        public void Open()
        {
            Target.Open(Target.BaudRate);
        }

        private void Begin()
        {
            Open();
            Target.ResetIntoBootloader();
            _link.Synchronize(100);
        }

        private void Write(int start, int end)
        {
            for (int at = start; at < end; at += BootloaderClient.BlockSize)
            {
                _client.WriteMemory(Flash + (uint)at, Content, at, Math.Min(BootloaderClient.BlockSize, end - at));
            }
        }

        private void Leave()
        {
            Target.ResetIntoApplication();
            Target.Close();
        }
    }
}
