using System;
using System.Collections;
using System.Text;
using nanoFramework.Json;

namespace Esp32Bridge.Json
{
    /// <summary>Reads JSON that comes from outside: whatever the bytes are, there is one kind of error.</summary>
    public static class JsonReader
    {
        /// <summary>Reads an object.</summary>
        /// <param name="bytes">The text, UTF-8.</param>
        /// <param name="maximumDepth">The most objects and arrays within each other; deeper ones only cost the stack of the library.</param>
        /// <param name="where">Where the text stands, for errors: "job.json".</param>
        /// <param name="advice">What errors say is to be done.</param>
        /// <returns>Its fields.</returns>
        /// <exception cref="JsonException">It is not a JSON object, or nested too deep.</exception>
        public static JsonFields Parse(byte[] bytes, int maximumDepth, string where, string advice)
        {
            if (IsDeeper(bytes, maximumDepth))
            {
                throw new JsonException(where, "at most " + maximumDepth + " levels", "more", advice);
            }

            Hashtable root;
            try
            {
                string text = Encoding.UTF8.GetString(bytes, 0, bytes.Length);
                root = JsonConvert.DeserializeObject(text, typeof(Hashtable)) as Hashtable;
            }
            catch (Exception error)
            {
                // The library has many exceptions for bad input, the runtime's own among them.
                throw new JsonException(where, "a JSON object", error.GetType().Name, advice, error);
            }

            if (root == null)
            {
                throw new JsonException(where, "a JSON object", "another value", advice);
            }

            return new JsonFields(root, where, advice);
        }

        private static bool IsDeeper(byte[] bytes, int maximumDepth)
        {
            int depth = 0;
            int quote = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                byte character = bytes[i];
                if (character == '\\')
                {
                    i++;
                }
                else if (quote != 0)
                {
                    quote = character == quote ? 0 : quote;
                }
                else if (character == '"' || character == '\'')
                {
                    // The library takes both.
                    quote = character;
                }
                else if (character == '{' || character == '[')
                {
                    depth++;
                    if (depth > maximumDepth)
                    {
                        return true;
                    }
                }
                else if (character == '}' || character == ']')
                {
                    depth--;
                }
            }

            return false;
        }
    }
}
