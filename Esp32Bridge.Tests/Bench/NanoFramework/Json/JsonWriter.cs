using System;
using System.Collections;
using System.Text;

namespace nanoFramework.Json
{
    /// <summary>
    /// Writes JSON like the library: it escapes only seven characters, and none in names. Other control characters and
    /// non-ASCII characters are written as they are.
    /// </summary>
    internal static class JsonWriter
    {
        private const string Escaped = "\n\r\b\f\t\\\"";
        private const string Escapes = "nrbft\\\"";

        /// <summary>Writes a value.</summary>
        /// <param name="value">A Hashtable, ArrayList, string, int, long, bool, or null.</param>
        /// <returns>The text.</returns>
        internal static string Write(object value)
        {
            return value switch
            {
                null => "null",
                bool truth => truth ? "true" : "false",
                int or long => value.ToString(),
                string text => "\"" + Escape(text) + "\"",
                Hashtable table => WriteTable(table),
                ArrayList list => WriteList(list),
                _ => throw new NotSupportedException(),
            };
        }

        private static string WriteTable(Hashtable table)
        {
            string text = string.Empty;
            foreach (DictionaryEntry entry in table)
            {
                text += (text.Length > 0 ? "," : string.Empty) + "\"" + entry.Key + "\":" + Write(entry.Value);
            }

            return "{" + text + "}";
        }

        private static string WriteList(ArrayList list)
        {
            string text = string.Empty;
            foreach (object item in list)
            {
                text += (text.Length > 0 ? "," : string.Empty) + Write(item);
            }

            return "[" + text + "]";
        }

        private static string Escape(string text)
        {
            StringBuilder escaped = new StringBuilder();
            foreach (char character in text)
            {
                int index = Escaped.IndexOf(character);
                escaped.Append(index < 0 ? character.ToString() : "\\" + Escapes[index]);
            }

            return escaped.ToString();
        }
    }
}
