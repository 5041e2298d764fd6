using System;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Json
{
    /// <summary>Reads JSON from outside. All wrong input throws the same type of exception.</summary>
    public static class JsonReader
    {
        // The stack of the parser, some twenty values, and what others take meanwhile.
        private const int LeastMemory = 6 * 1024;

        // The text itself is there already. What it becomes, and what the runtime needs in between: two bytes for a character.
        private const int CopiesOfText = 3;

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

            uint needed = (uint)(LeastMemory + (CopiesOfText * bytes.Length));
            uint free = Heap.Run(true);
            if (free < needed)
            {
                throw Shortage(where, needed + " bytes of memory", free.ToString(), null);
            }

            try
            {
                return new JsonFields(new JsonParser(bytes, start, maximumDepth, where, advice).Parse(), where, advice);
            }
            catch (OutOfMemoryException error)
            {
                throw Shortage(where, "room for all its values", error.GetType().Name, error);
            }
        }

        private static BridgeException Shortage(string where, string expected, string got, Exception cause)
        {
            return new BridgeException("read " + where, BridgeException.NoAddress, expected, got, "Send it again when the device has less to do.", cause);
        }
    }
}
