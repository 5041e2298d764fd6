using Esp32Bridge.Wires;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>Listens for the text by which a program says that it is well.</summary>
    internal sealed class HealthCheck
    {
        // Short, so that a text is heard soon although fewer bytes came.
        private const int Slice = 20;

        private readonly ISerialLine _port;
        private readonly StopSignal _stop;
        private readonly IClock _clock;
        private readonly byte[] _heard = new byte[64];

        /// <summary>Creates the check.</summary>
        /// <param name="port">The line; it has to speak what the program speaks.</param>
        /// <param name="stop">The request to stop, which ends the waiting.</param>
        /// <param name="clock">The clock.</param>
        internal HealthCheck(ISerialLine port, StopSignal stop, IClock clock)
        {
            _stop = stop;
            _port = port;
            _clock = clock;
        }

        /// <summary>Waits for a text.</summary>
        /// <param name="text">The text, ASCII.</param>
        /// <param name="timeout">For how many milliseconds.</param>
        /// <exception cref="HealthException">It did not come.</exception>
        /// <exception cref="Errors.StoppedException">It was asked to stop.</exception>
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

        // The characters are in a ring, of which the oldest is the next one to be overwritten.
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
