using System;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>A target that fails a number of times before it can be programmed, and its session.</summary>
    public sealed class FakeProgrammer : ITargetProgrammer, ITargetSession
    {
        private readonly FakeLog _events;
        private TargetFlash _flash;

        /// <summary>Creates a target.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="events">Records its attempts.</param>
        public FakeProgrammer(string name, FakeLog events)
        {
            Name = name;
            _events = events;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <summary>Gets or sets the error that failing attempts throw.</summary>
        public Exception Error { get; set; } = new InvalidOperationException("broken");

        /// <summary>Gets or sets how many attempts fail.</summary>
        public int Failures { get; set; }

        /// <summary>Gets or sets the step that fails: check, enter, write, commit, health, release.</summary>
        public string FailingStep { get; set; } = "write";

        /// <summary>Gets or sets the version of the image that makes them fail, or null for any.</summary>
        public string FailingVersion { get; set; }

        /// <summary>Gets or sets whether a failed write leaves the target without a program.</summary>
        public bool LosesProgram { get; set; }

        /// <summary>Gets or sets what records each step, or null.</summary>
        public FakeLog Trace { get; set; }

        /// <summary>Gets or sets what a download calls, or null.</summary>
        public Action OnCheck { get; set; }

        /// <summary>Gets or sets what the entry into the bootloader calls, or null.</summary>
        public Action OnEnter { get; set; }

        /// <summary>Gets how many attempts there were.</summary>
        public int Attempts { get; private set; }

        /// <summary>Gets the image of the last attempt.</summary>
        public ImageDescription Image { get; private set; }

        /// <summary>Gets or sets the version that it has; null after a write without its commit.</summary>
        public string Version { get; set; }

        /// <summary>Gets or sets whether it is in its bootloader.</summary>
        public bool IsInBootloader { get; set; }

        /// <inheritdoc/>
        public int FlashSize
        {
            get { return 1024; }
        }

        /// <summary>Gets or sets the error that the check of a job throws, or null.</summary>
        public Exception Refusal { get; set; }

        /// <inheritdoc/>
        public void CheckJob(ImageDescription image, bool awaitsHealth)
        {
            if (Refusal != null)
            {
                throw Refusal;
            }
        }

        /// <inheritdoc/>
        public void Check(CheckedImage image)
        {
            Attempts++;
            Image = image.Description;
            _events.Write("program " + Name);
            OnCheck?.Invoke();
            Take("check");
        }

        /// <inheritdoc/>
        public ITargetSession Enter(CheckedImage image, TargetFlash flash)
        {
            _flash = flash;
            IsInBootloader = true;
            OnEnter?.Invoke();
            try
            {
                Take("enter");
                return this;
            }
            catch (Exception error)
            {
                Release();
                throw error;
            }
        }

        /// <inheritdoc/>
        public void Write()
        {
            _flash.BeginWriting();
            Version = LosesProgram ? null : Version;
            Take("write");
        }

        /// <inheritdoc/>
        public void Commit()
        {
            Take("commit");
            _flash.Confirm();
            Version = Image.Version;
            IsInBootloader = false;
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
            Take("health");
        }

        /// <inheritdoc/>
        public void Release()
        {
            _flash.Release(!LosesProgram);
            IsInBootloader = IsInBootloader && !_flash.HasProgram;
            Take("release");
        }

        /// <inheritdoc/>
        public void Restart(ImageDescription image)
        {
            Take("restart");
            IsInBootloader = false;
        }

        private void Take(string step)
        {
            if (Trace != null)
            {
                Trace.Write(step + " " + Name);
            }

            if (step == FailingStep && Attempts <= Failures && (FailingVersion == null || FailingVersion == Image.Version))
            {
                throw Error;
            }
        }
    }
}
