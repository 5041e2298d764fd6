using System;

namespace Esp32Bridge.Errors
{
    /// <summary>
    /// The base of every error that this firmware raises. It names the target, the step, the address, what was expected,
    /// what came instead, and what to do about it.
    /// </summary>
    public class BridgeException : Exception
    {
        /// <summary>The <see cref="Address"/> of an error without an address.</summary>
        public const long NoAddress = -1;

        /// <summary>Creates an error.</summary>
        /// <param name="step">The step that failed, for instance "Write Memory".</param>
        /// <param name="address">The address in the target's memory, or <see cref="NoAddress"/>.</param>
        /// <param name="expected">What should have happened.</param>
        /// <param name="got">What happened instead.</param>
        /// <param name="advice">What a technician can do about it.</param>
        /// <param name="cause">The underlying error, or null.</param>
        public BridgeException(string step, long address, string expected, string got, string advice, Exception cause = null)
            : base(step, cause)
        {
            Step = step;
            Address = address;
            Expected = expected;
            Got = got;
            Advice = advice;
        }

        /// <summary>Gets or sets the name of the target; null until a caller that knows it has set it.</summary>
        public string Target { get; set; }

        /// <summary>Gets the step that failed.</summary>
        public string Step { get; }

        /// <summary>Gets the address in the target's memory, or <see cref="NoAddress"/>.</summary>
        public long Address { get; }

        /// <summary>Gets what should have happened.</summary>
        public string Expected { get; }

        /// <summary>Gets what happened instead.</summary>
        public string Got { get; }

        /// <summary>Gets what a technician can do about it.</summary>
        public string Advice { get; }

        /// <summary>Gets all of it in one line, without commas: the unit test runner cuts a message at a comma.</summary>
        public override string Message
        {
            get
            {
                string target = Target == null ? string.Empty : Target + ": ";
                string address = Address == NoAddress ? string.Empty : " at 0x" + ((uint)Address).ToString("X8");
                return target + Step + address + ": expected " + Expected + "; got " + Got + ". " + Advice;
            }
        }
    }
}
