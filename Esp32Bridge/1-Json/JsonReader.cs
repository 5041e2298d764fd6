using System;
using System.Collections;
using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using nanoFramework.Json;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Json
{
    /// <summary>Reads JSON from outside. All wrong input throws the same type of exception.</summary>
    public static class JsonReader
    {
        // The JSON library needs some 9 KB in small blocks.
        private const uint LeastMemory = 10 * 1024;

        // What some editors put in front of UTF-8 (RFC 8259 8.1).
        private const int LengthOfMark = 3;
        private const byte FirstOfMark = 0xEF;

        /// <summary>Reads an object.</summary>
        /// <param name="bytes">The text, UTF-8, with or without a byte order mark.</param>
        /// <param name="maximumDepth">The deepest nesting of objects and arrays allowed, up to 30; a deeper one costs the stack of the library.</param>
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

            JsonScan.Check(bytes, start, maximumDepth, where, advice);

            // On a fragmented heap the runtime has failed in the library, and has gone on wrongly without an error.
            uint free = Heap.Run(true);
            if (free < LeastMemory)
            {
                throw new BridgeException("read " + where, BridgeException.NoAddress, LeastMemory + " bytes of memory", free.ToString(), "Send it again when the device has less to do.");
            }

            Hashtable root;
            try
            {
                string text = Encoding.UTF8.GetString(bytes, start, bytes.Length - start);
                root = JsonConvert.DeserializeObject(text, typeof(Hashtable)) as Hashtable;
            }
            catch (OutOfMemoryException error)
            {
                throw error;
            }
            catch (Exception error)
            {
                // The library throws many exceptions for bad input, including those of the runtime.
                throw new JsonException(where, "a JSON object", error.GetType().Name, advice, error);
            }

            if (root == null)
            {
                throw new JsonException(where, "a JSON object", "another value", advice);
            }

            return new JsonFields(root, where, advice);
        }
    }
}
