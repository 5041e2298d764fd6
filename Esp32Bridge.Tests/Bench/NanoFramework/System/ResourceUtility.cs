using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Resources;

namespace nanoFramework.Runtime.Native
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it. An entry is found by the number that the nanoFramework build computes from its name.</summary>
    public static class ResourceUtility
    {
        /// <summary>Copies a part of an entry out of the flash.</summary>
        /// <param name="rm">The resources.</param>
        /// <param name="id">The number of the entry.</param>
        /// <param name="offset">The first byte.</param>
        /// <param name="length">The number of bytes; fewer at the end.</param>
        /// <returns>The bytes.</returns>
        /// <exception cref="IndexOutOfRangeException">The first byte is after the end.</exception>
        /// <exception cref="ArgumentException">There is no such entry.</exception>
        public static object GetObject(ResourceManager rm, Enum id, int offset, int length)
        {
            short number = Convert.ToInt16(id, CultureInfo.InvariantCulture);
            byte[] content = rm.GetResourceSet(CultureInfo.InvariantCulture, true, true)
                .Cast<DictionaryEntry>()
                .Where(entry => NumberOf((string)entry.Key) == number)
                .Select(entry => (byte[])entry.Value)
                .SingleOrDefault() ?? throw new ArgumentException("no entry " + number);
            return offset < content.Length
                ? content.Skip(offset).Take(length).ToArray()
                : throw new IndexOutOfRangeException();
        }

        // Two hashes, of every other character, which GenerateNanoResourceTask of nanoFramework's extension folds into 16 bits.
        private static short NumberOf(string name)
        {
            int[] hashes = { 5381 * 0x10001, 5381 * 0x10001 };
            for (int i = 0; i < name.Length; i++)
            {
                hashes[i % 2] = unchecked(hashes[i % 2] * 33) ^ name[i];
            }

            int hash = unchecked(hashes[0] + (hashes[1] * 1566083941));
            return unchecked((short)((hash >> 16) ^ hash));
        }
    }
}
