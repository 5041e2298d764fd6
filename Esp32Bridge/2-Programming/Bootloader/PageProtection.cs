using System;
using Esp32Bridge.Devices;

namespace Esp32Bridge.Programming
{
    /// <summary>Tells which pages of a part are write-protected (WRP, PCROP), as far as its option words can be read. They are read at the first call.</summary>
    internal sealed class PageProtection
    {
        private const uint BlockMask = ~0xFFu;
        private const uint SideBySide = 32;

        private readonly PartDescription _part;
        private readonly WordReader _words;

        // Null before they are read. Two for each protection: the word at its address, and the one at its other address.
        private uint[] _values;
        private bool[] _areRefused;

        // Whether each protection is believed.
        private bool[] _areBelieved;

        /// <summary>Creates it; nothing is read.</summary>
        /// <param name="part">The part.</param>
        /// <param name="words">Reads the option words.</param>
        internal PageProtection(PartDescription part, WordReader words)
        {
            _part = part;
            _words = words;
        }

        /// <summary>Tells whether any page is known to be protected.</summary>
        /// <returns>False if no word that can be read and believed protects any.</returns>
        /// <exception cref="Errors.BridgeException">The bootloader failed.</exception>
        internal bool IsOn()
        {
            uint[] values = Values();
            bool isOn = false;
            for (int i = 0; i < _part.WriteProtections.Length; i++)
            {
                isOn |= _areBelieved[i] && _part.WriteProtections[i].ProtectsAny(values[2 * i], values[(2 * i) + 1]);
            }

            return isOn;
        }

        /// <summary>Tells whether a page is known to be protected.</summary>
        /// <param name="address">An address in the page.</param>
        /// <returns>False if no word that can be read and believed protects it.</returns>
        /// <exception cref="Errors.BridgeException">The bootloader failed.</exception>
        internal bool Covers(uint address)
        {
            return IsCovered(address, false);
        }

        /// <summary>Tells whether a page that an erase did not change seems to be protected: here words of only zeros or ones are believed too.</summary>
        /// <param name="address">An address in the page.</param>
        /// <returns>False if no word that can be read protects it.</returns>
        /// <exception cref="Errors.BridgeException">The bootloader failed.</exception>
        internal bool SeemsToCover(uint address)
        {
            return IsCovered(address, true);
        }

        /// <summary>Tells whether all words can be read.</summary>
        /// <returns>False also if no address of a word is known.</returns>
        /// <exception cref="Errors.BridgeException">The bootloader failed.</exception>
        internal bool IsKnown()
        {
            uint[] values = Values();
            bool isKnown = values.Length > 0;
            for (int i = 0; i < values.Length; i++)
            {
                isKnown &= !_areRefused[i];
            }

            return isKnown;
        }

        // A bootloader that does not have a word may show only zeros or ones. Such a word is believed only if the bootloader
        // shows another word near it.
        private bool IsBelieved(int index, uint[] values)
        {
            uint block = _part.WriteProtections[index].Address & BlockMask;
            bool isShown = _part.AreOptionsKnown && (_part.Device.Options.Address & BlockMask) == block;
            for (int i = 0; i < values.Length; i++)
            {
                isShown |= (AddressOf(i) & BlockMask) == block && !_areRefused[i] && values[i] != 0 && values[i] != uint.MaxValue;
            }

            return isShown && IsRead(index);
        }

        private bool IsCovered(uint address, bool believesAll)
        {
            uint[] values = Values();
            bool isCovered = false;
            for (int i = 0; i < _part.WriteProtections.Length; i++)
            {
                WriteProtection protection = _part.WriteProtections[i];
                uint value = values[2 * i];
                uint other = values[(2 * i) + 1];
                isCovered |= (believesAll ? IsRead(i) : _areBelieved[i])
                    && (protection.Protects(value, other, _part.NumberOf(false, address)) || protection.Protects(value, other, _part.NumberOf(true, address)));
            }

            return isCovered;
        }

        private bool IsRead(int index)
        {
            return !_areRefused[2 * index] && !_areRefused[(2 * index) + 1];
        }

        private uint AddressOf(int value)
        {
            WriteProtection protection = _part.WriteProtections[value / 2];
            return value % 2 == 0 || protection.OtherAddress == 0 ? protection.Address : protection.OtherAddress;
        }

        private uint[] Values()
        {
            if (_values == null)
            {
                uint[] values = new uint[2 * _part.WriteProtections.Length];
                _areRefused = new bool[values.Length];
                for (int i = 0; i < values.Length;)
                {
                    // Words side by side are read together.
                    uint first = AddressOf(i);
                    uint last = first;
                    int next = i + 1;
                    for (; next < values.Length; next++)
                    {
                        uint address = AddressOf(next);
                        uint low = address < first ? address : first;
                        uint high = address > last ? address : last;
                        if (high - low >= SideBySide)
                        {
                            break;
                        }

                        first = low;
                        last = high;
                    }

                    byte[] words = new byte[last - first + sizeof(uint)];
                    bool isRead = _words.TryReadTwice(first, words);
                    for (; i < next; i++)
                    {
                        long value = isRead ? BitConverter.ToUInt32(words, (int)(AddressOf(i) - first)) : _words.ReadTwice(AddressOf(i));
                        _areRefused[i] = value == WordReader.Refused;
                        values[i] = (uint)value;
                    }
                }

                bool[] areBelieved = new bool[_part.WriteProtections.Length];
                for (int i = 0; i < areBelieved.Length; i++)
                {
                    areBelieved[i] = IsBelieved(i, values);
                }

                _areBelieved = areBelieved;
                _values = values;
            }

            return _values;
        }
    }
}
