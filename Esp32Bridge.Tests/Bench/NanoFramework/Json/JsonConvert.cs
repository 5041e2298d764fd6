using System;
using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace nanoFramework.Json
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name, as far as the firmware uses it: JSON into Hashtable and ArrayList, and back.
    /// Like the library, it converts texts in the form of a date to a DateTime; refuses "\/", surrogates and nested arrays;
    /// throws ArgumentException for a duplicate name; accepts trailing commas; and adds a quotation mark to a text whose
    /// first character is an escaped quotation mark.
    /// </summary>
    public static class JsonConvert
    {
        private static readonly Regex _pointInTime = new Regex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d");
        private static readonly Regex _refusedEscape = new Regex(@"\\(/|u[dD][89a-fA-F])");
        private static readonly JsonDocumentOptions _options = new JsonDocumentOptions { AllowTrailingCommas = true };

        /// <summary>Reads JSON.</summary>
        /// <param name="value">The text.</param>
        /// <param name="type">The type of the result; Hashtable here.</param>
        /// <returns>The object.</returns>
        /// <exception cref="DeserializationException">It is not JSON.</exception>
        public static object DeserializeObject(string value, Type type)
        {
            if (type != typeof(Hashtable))
            {
                throw new NotSupportedException();
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(value, _options);
                return Convert(document.RootElement);
            }
            catch (JsonException)
            {
                throw new DeserializationException();
            }
        }

        /// <summary>Writes JSON.</summary>
        /// <param name="oSource">A Hashtable, ArrayList, string, int, long, bool, or null.</param>
        /// <returns>The text; a single number or bool becomes an array, as in the library.</returns>
        public static string SerializeObject(object oSource)
        {
            return oSource is ValueType ? "[" + JsonWriter.Write(oSource) + "]" : JsonWriter.Write(oSource);
        }

        private static object Convert(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    Hashtable table = new Hashtable();
                    foreach (JsonProperty property in element.EnumerateObject())
                    {
                        table.Add(property.Name, Convert(property.Value));
                    }

                    return table;
                case JsonValueKind.Array:
                    ArrayList list = new ArrayList();
                    foreach (JsonElement item in element.EnumerateArray())
                    {
                        list.Add(item.ValueKind == JsonValueKind.Array ? throw new DeserializationException() : Convert(item));
                    }

                    return list;
                case JsonValueKind.String:
                    return ConvertText(element);
                case JsonValueKind.Number:
                    return ConvertNumber(element.GetRawText());
                case JsonValueKind.True:
                    return true;
                case JsonValueKind.False:
                    return false;
                default:
                    return null;
            }
        }

        private static object ConvertText(JsonElement element)
        {
            if (_refusedEscape.IsMatch(element.GetRawText()))
            {
                throw new DeserializationException();
            }

            string text = (element.GetRawText().StartsWith("\"\\\"", StringComparison.Ordinal) ? "\"" : string.Empty) + element.GetString();
            return _pointInTime.IsMatch(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? (object)time : text;
        }

        private static object ConvertNumber(string number)
        {
            if (number.IndexOfAny(new char[] { '.', 'e', 'E' }) >= 0)
            {
                return double.Parse(number, CultureInfo.InvariantCulture);
            }

            if (int.TryParse(number, out int integer))
            {
                return integer;
            }

            return long.TryParse(number, out long large) ? large : (object)ulong.Parse(number);
        }
    }
}
