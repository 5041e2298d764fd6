using Esp32Bridge.Wires;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>Waits for the text that a program sends as its sign of health.</summary>
    internal sealed class HealthCheck
    {
        // Short, so that a text that does not fill the buffer is noticed soon.
        private const int Slice = 20;

        private readonly ISerialLine _port;
        private readonly StopSignal _stop;
        private readonly IClock _clock;
        private readonly byte[] _heard = new byte[64];

        /// <summary>Creates the check.</summary>
        /// <param name="port">The line, open in the format of the program.</param>
        /// <param name="stop">The request to stop, which ends the wait.</param>
        /// <param name="clock">The clock.</param>
        internal HealthCheck(ISerialLine port, StopSignal stop, IClock clock)
        {
            _stop = stop;
            _port = port;
            _clock = clock;
        }

        /// <summary>Waits for a text.</summary>
        /// <param name="text">The text, ASCII.</param>
        /// <param name="timeout">How long to wait, in milliseconds.</param>
        /// <exception cref="HealthException">It did not come.</exception>
        /// <exception cref="Errors.StoppedException">A stop was requested.</exception>
        internal void Await(string text, int timeout)
        {
            char[] last = new char[text.Length];
            int total = 0;
            long end = _clock.Milliseconds + timeout;
            do
            {
                _stop.Check();
                int count = _port.Read(_heard, 0, _heard.Length, Slice);
                for (int i = 0; i < count; i++)
                {
                    last[total % last.Length] = (char)_heard[i];
                    total++;
                    if (Ends(last, total, text))
                    {
                        return;
                    }
                }
            }
            while (_clock.Milliseconds < end);

            throw new HealthException("'" + text + "' within " + timeout + " ms", total == 0 ? "silence" : total + " bytes without it");
        }

        // The characters are in a ring: the oldest is the next one to be overwritten.
        private static bool Ends(char[] last, int total, string text)
        {
            if (total < last.Length)
            {
                return false;
            }

            for (int i = 0; i < last.Length; i++)
            {
                if (last[(total + i) % last.Length] != text[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
