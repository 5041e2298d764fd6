using Esp32Bridge.Timing;

namespace Esp32Bridge.Bridge
{
    /// <summary>Passes requests to reset a part from other threads to the thread that owns the lines. It is closed while the application loop does not run.</summary>
    public sealed class ResetDesk
    {
        private const int Patience = 5 * 1000;
        private const int Pause = 10;

        private readonly object _lock = new object();
        private readonly BridgeTarget[] _targets;
        private readonly BridgeAccess _access;
        private readonly IClock _clock;
        private BridgeTarget _wanted;
        private bool _intoBootloader;
        private bool _isOpen;
        private int _served;

        /// <summary>Creates a closed desk.</summary>
        /// <param name="targets">The targets that have a bridge.</param>
        /// <param name="access">The clients that may use it.</param>
        /// <param name="clock">The clock.</param>
        public ResetDesk(BridgeTarget[] targets, BridgeAccess access, IClock clock)
        {
            _targets = targets;
            _access = access;
            _clock = clock;
        }

        /// <summary>Allows requests.</summary>
        public void Open()
        {
            lock (_lock)
            {
                _isOpen = true;
            }
        }

        /// <summary>Refuses requests; a pending one is dropped.</summary>
        public void Close()
        {
            lock (_lock)
            {
                _isOpen = false;
                _wanted = null;
            }
        }

        /// <summary>Carries out a pending request. Call it from the thread that owns the lines.</summary>
        /// <exception cref="System.Exception">A pin or the UART fails.</exception>
        public void Serve()
        {
            BridgeTarget target;
            bool intoBootloader;
            lock (_lock)
            {
                target = _wanted;
                intoBootloader = _intoBootloader;
            }

            if (target == null)
            {
                return;
            }

            if (intoBootloader)
            {
                target.EnterBootloader();
            }
            else
            {
                target.StartApplication();
            }

            lock (_lock)
            {
                _wanted = null;
                _served++;
            }
        }

        /// <summary>Tells whether an address may use the bridge.</summary>
        /// <param name="address">The IPv4 address.</param>
        /// <returns>Whether it may.</returns>
        public bool Allows(string address)
        {
            return _access.Allows(address);
        }

        /// <summary>Tells whether a target has a bridge.</summary>
        /// <param name="target">The target's name.</param>
        /// <returns>Whether it has one.</returns>
        public bool Knows(string target)
        {
            return Find(target) != null;
        }

        /// <summary>Resets a part into its bootloader or its application, and sets the line accordingly. Returns when that is done.</summary>
        /// <param name="target">The name of a known target.</param>
        /// <param name="intoBootloader">True for the bootloader, false for the application.</param>
        /// <returns>False if it was not done: a job uses the parts, or another request is being carried out.</returns>
        public bool Send(string target, bool intoBootloader)
        {
            int before;
            lock (_lock)
            {
                if (!_isOpen || _wanted != null)
                {
                    return false;
                }

                before = _served;
                _intoBootloader = intoBootloader;
                _wanted = Find(target);
            }

            long end = _clock.Milliseconds + Patience;
            while (IsWaiting() && _clock.Milliseconds < end)
            {
                _clock.Sleep(Pause);
            }

            lock (_lock)
            {
                // A late reset would surprise the client: drop it.
                _wanted = null;
                return _served != before;
            }
        }

        private bool IsWaiting()
        {
            lock (_lock)
            {
                return _wanted != null;
            }
        }

        private BridgeTarget Find(string name)
        {
            for (int i = 0; i < _targets.Length; i++)
            {
                if (_targets[i].Name == name)
                {
                    return _targets[i];
                }
            }

            return null;
        }
    }
}
