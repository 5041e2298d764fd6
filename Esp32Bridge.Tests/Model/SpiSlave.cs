namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The SPI of a part: what its bootloader does on the bus (AN4286). It sends what it has put into its transmitter before,
    /// and waits for ever for what does not come.
    /// </summary>
    public sealed class SpiSlave
    {
        /// <summary>Begins a command, and chooses the interface.</summary>
        public const byte Start = 0x5A;

        /// <summary>What the part sends if it has nothing to send.</summary>
        public const byte Filler = 0xA5;

        private const byte Nobody = 0xFF;

        private readonly VirtualStm32 _part;
        private readonly PartCore _core;
        private Operation _spoiled;
        private bool _isSelected;
        private bool _isChosen;
        private bool _isFramed;
        private int _sent;

        /// <summary>Creates the SPI of a part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="core">Its core.</param>
        public SpiSlave(VirtualStm32 part, PartCore core)
        {
            _part = part;
            _core = core;
        }

        /// <summary>Starts from the beginning, as after a reset.</summary>
        public void Reset()
        {
            _isChosen = false;
            _isFramed = false;
            _sent = 0;
        }

        /// <summary>Sets the level at NSS.</summary>
        /// <param name="isSelected">Whether it is low.</param>
        /// <param name="now">The time.</param>
        public void Select(bool isSelected, long now)
        {
            _part.Advance(now);
            _isSelected = isSelected;
        }

        /// <summary>A byte goes both ways.</summary>
        /// <param name="fromMaster">The byte of the master.</param>
        /// <param name="now">The time of its last bit.</param>
        /// <returns>The byte of the part; FF if nothing drives the line.</returns>
        public byte Exchange(byte fromMaster, long now)
        {
            _part.Reach(now);
            bool isOff = _part.State != PartState.Bootloader || _part.Part.SpiVersion == 0 || !(_isChosen || _part.Bootloader.Protocol == null);
            if (isOff || !_isSelected)
            {
                return Nobody;
            }

            byte sent = NextByte();
            Take(fromMaster, now);
            return sent;
        }

        private byte NextByte()
        {
            Operation answer = _core.Answer;
            if (answer == null)
            {
                SpoilUnit();
                return _part.Part.RepeatsAck && _core.IsWorking ? BootloaderAnswers.Ack : Filler;
            }

            // One byte before the data, and before ACK, but not before NACK (ST's code).
            bool isLed = answer.Kind == OperationKind.Send ? !_part.Part.SendsNoDummy : answer.Data[0] == BootloaderAnswers.Ack;
            int place = _sent++ - (isLed ? 1 : 0);
            if (place == -1 && answer.Kind == OperationKind.Answer)
            {
                return 0x00;
            }

            return place >= 0 && place < answer.Data.Length ? answer.Data[place] : Filler;
        }

        private void Take(byte value, long now)
        {
            if (_core.Answer != null)
            {
                if (IsFetched(value))
                {
                    _sent = 0;
                    _core.EndAnswer(now);
                    _part.Advance(now);
                }
            }
            else if (_core.IsWorking)
            {
                // Overrun: nobody reads the receiver.
            }
            else if (_isFramed || !(_part.Bootloader.Protocol == null || _part.Bootloader.IsBetweenCommands))
            {
                _isFramed = false;
                _part.Bootloader.Receive(value, now);
            }
            else if (value == Start)
            {
                Begin(now);
            }
        }

        private void Begin(long now)
        {
            if (_isChosen)
            {
                _isFramed = true;
                return;
            }

            // A filler comes before the first ACK.
            _isChosen = true;
            _sent = -1;
            _part.Bootloader.Choose(BootloaderProtocol.Spi(_part.Part));
            _part.Bootloader.Welcome(now);
        }

        // The host confirms ACK and NACK by an ACK of its own; until then, all that it sends is thrown away.
        private bool IsFetched(byte value)
        {
            Operation answer = _core.Answer;
            return answer.Kind == OperationKind.Answer
                ? value == BootloaderAnswers.Ack
                : _sent == answer.Data.Length + (_part.Part.SendsNoDummy ? 0 : 1);
        }

        // The transfer of a poll interrupts the programming of a unit.
        private void SpoilUnit()
        {
            if (_part.Part.LosesUnits && _core.IsWorking && _core.Head.Kind == OperationKind.Program && _core.Head != _spoiled)
            {
                _spoiled = _core.Head;
                _part.Memory.Flash.FailingUnits++;
            }
        }
    }
}
