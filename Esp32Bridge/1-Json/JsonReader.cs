using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Json
{
    /// <summary>Reads JSON from outside. All wrong input throws the same type of exception.</summary>
    public static class JsonReader
    {
        // The stack of the parser, and what others take meanwhile.
        private const uint MemoryOfParser = 3 * 1024;

        private const int MemoryOfValue = 100;

        // What some editors put in front of UTF-8 (RFC 8259 8.1).
        private const int LengthOfMark = 3;
        private const byte FirstOfMark = 0xEF;

        /// <summary>Reads an object.</summary>
        /// <param name="bytes">The text, UTF-8, with or without a byte order mark.</param>
        /// <param name="maximumDepth">The deepest nesting of objects and arrays allowed.</param>
        /// <param name="where">Where the text comes from, for errors: "job.json".</param>
        /// <param name="advice">The advice of all errors.</param>
        /// <returns>Its fields.</returns>
        /// <exception cref="JsonException">It is not a JSON object, or it is nested too deeply.</exception>
        /// <exception cref="BridgeException">There is no memory for it now.</exception>
        public static JsonFields Parse(byte[] bytes, int maximumDepth, string where, string advice)
        {
            string encoding = TextEncoding.NameOf(bytes);
            int start = encoding == null ? 0 : LengthOfMark;
            if (encoding != null && bytes[0] != FirstOfMark)
            {
                throw new JsonException(where, "a JSON object in UTF-8", encoding, advice);
            }

            // Where memory ends, the runtime leaves calls out. See Build/README.md.
            uint needed = MemoryOf(bytes);
            uint free = Heap.Run(true);
            if (free < needed)
            {
                throw new BridgeException("read " + where, BridgeException.NoAddress, needed + " bytes of memory", free.ToString(), "Send it again when the device has less to do.");
            }

            return new JsonFields(new JsonParser(bytes, start, maximumDepth, where, advice).Parse(), where, advice);
        }

        // A text is there twice while it is read. A value takes up to 100 bytes beside its text: the name, two places, the number.
        private static uint MemoryOf(byte[] bytes)
        {
            int values = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                values += bytes[i] == ',' || bytes[i] == '{' || bytes[i] == '[' ? 1 : 0;
            }

            return MemoryOfParser + (uint)((2 * bytes.Length) + (MemoryOfValue * values));
        }
    }
}
