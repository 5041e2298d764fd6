namespace Esp32Bridge.Tests.Model
{
    /// <summary>The position of an option: some bits of an option word.</summary>
    public sealed class OptionField
    {
        private readonly uint _word;
        private readonly uint _mask;
        private readonly uint _inversion;
        private readonly int _shift;

        /// <summary>Creates a field of one bit.</summary>
        /// <param name="word">The address of the word.</param>
        /// <param name="bit">The bit.</param>
        /// <param name="isInverted">Whether the bit is stored inverted.</param>
        public OptionField(uint word, int bit, bool isInverted = false)
            : this(word, 1u << bit, bit)
        {
            _inversion = isInverted ? _mask : 0;
        }

        /// <summary>Creates a field of several bits.</summary>
        /// <param name="word">The address of the word.</param>
        /// <param name="mask">Its bits.</param>
        /// <param name="shift">How many bits a value is shifted to the left, negative for the right.</param>
        public OptionField(uint word, uint mask, int shift)
        {
            _word = word;
            _mask = mask;
            _shift = shift;
        }

        /// <summary>Puts a value into a word, if the field is in it.</summary>
        /// <param name="address">The address of the word.</param>
        /// <param name="word">The word.</param>
        /// <param name="value">The value.</param>
        /// <returns>The word with it.</returns>
        public uint Put(uint address, uint word, uint value)
        {
            uint bits = _shift >= 0 ? value << _shift : value >> -_shift;
            return address != _word ? word : (word & ~_mask) | ((bits ^ _inversion) & _mask);
        }

        /// <summary>Takes a value from a word, if the field is in it.</summary>
        /// <param name="address">The address of the word.</param>
        /// <param name="word">The word.</param>
        /// <param name="otherwise">The value if it is not.</param>
        /// <returns>The value.</returns>
        public uint Take(uint address, uint word, uint otherwise)
        {
            uint bits = (word ^ _inversion) & _mask;
            return address != _word ? otherwise : _shift >= 0 ? bits >> _shift : bits << -_shift;
        }
    }
}
