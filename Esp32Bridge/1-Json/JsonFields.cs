using System;
using System.Collections;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;

namespace Esp32Bridge.Json
{
    /// <summary>The fields of a JSON object, read with their types and ranges; every error names its field.</summary>
    public sealed class JsonFields
    {
        // A longer name may be a secret in the wrong place.
        private const int LongestName = 15;

        private readonly JsonMembers _members;
        private readonly string _where;
        private readonly string _advice;

        /// <summary>Creates a reader.</summary>
        /// <param name="members">The object.</param>
        /// <param name="where">Where the object comes from, for errors: "job.json".</param>
        /// <param name="advice">The advice of all errors.</param>
        internal JsonFields(JsonMembers members, string where, string advice)
        {
            _members = members;
            _where = where;
            _advice = advice;
        }

        /// <summary>Tells whether there is a field, whatever its value.</summary>
        /// <param name="name">The field.</param>
        /// <returns>True if there is.</returns>
        public bool Has(string name)
        {
            return _members.Has(name);
        }

        /// <summary>Refuses unknown fields: one may be misspelt.</summary>
        /// <param name="names">All known fields.</param>
        /// <exception cref="JsonException">There is another one.</exception>
        public void Allow(string[] names)
        {
            for (int i = 0; i < _members.Count; i++)
            {
                string name = _members.NameOf(i);
                if (Array.IndexOf(names, name) < 0)
                {
                    throw new JsonException(_where, "a field that is known", ValueText.Shorten(name, LongestName), _advice);
                }
            }
        }

        /// <summary>Reads a whole number.</summary>
        /// <param name="name">The field.</param>
        /// <param name="minimum">The smallest one allowed.</param>
        /// <param name="maximum">The largest one allowed.</param>
        /// <returns>The number.</returns>
        /// <exception cref="JsonException">It is missing, of another type or out of range.</exception>
        public int Number(string name, int minimum, int maximum)
        {
            return Number(name, Value(name), minimum, maximum);
        }

        /// <summary>Reads an array of whole numbers.</summary>
        /// <param name="name">The field.</param>
        /// <param name="maximum">The most numbers allowed.</param>
        /// <param name="smallest">The smallest number allowed.</param>
        /// <param name="largest">The largest number allowed.</param>
        /// <returns>The numbers, at least one.</returns>
        /// <exception cref="JsonException">It is missing, of another type, empty, too long, or one is of another type or out of range.</exception>
        public int[] Numbers(string name, int maximum, int smallest, int largest)
        {
            ArrayList list = List(name, maximum);
            int[] numbers = new int[list.Count];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = Number(name, list[i], smallest, largest);
            }

            return numbers;
        }

        /// <summary>Reads a text of printable ASCII characters.</summary>
        /// <param name="name">The field.</param>
        /// <param name="maximumLength">The most characters allowed.</param>
        /// <returns>The text, not empty.</returns>
        /// <exception cref="JsonException">It is missing, of another type, empty, too long, or not printable.</exception>
        public string Text(string name, int maximumLength)
        {
            return Text(name, Value(name), maximumLength, "1 to " + maximumLength + " printable characters", false);
        }

        /// <summary>Reads a text of printable ASCII characters, CR and LF.</summary>
        /// <param name="name">The field.</param>
        /// <param name="maximumLength">The most characters allowed.</param>
        /// <returns>The text, not empty.</returns>
        /// <exception cref="JsonException">It is missing, of another type, empty, too long, or not of such characters.</exception>
        public string Lines(string name, int maximumLength)
        {
            return Text(name, Value(name), maximumLength, "1 to " + maximumLength + " printable characters or \\r or \\n", true);
        }

        /// <summary>Reads a text of printable ASCII characters that no error repeats: a key, or an address, which may contain a password or a token.</summary>
        /// <param name="name">The field.</param>
        /// <param name="minimumLength">The fewest characters allowed.</param>
        /// <param name="maximumLength">The most characters allowed.</param>
        /// <returns>The text.</returns>
        /// <exception cref="JsonException">It is missing, of another type, too short, too long, or not printable.</exception>
        public string Secret(string name, int minimumLength, int maximumLength)
        {
            string text = Value(name) as string;
            bool isOfLength = text != null && text.Length >= minimumLength && text.Length <= maximumLength;
            string flaw = isOfLength ? ValueText.FlawOf(text, false) : text == null ? "no text" : text.Length + " characters";
            if (flaw != null)
            {
                throw Error(name, minimumLength + " to " + maximumLength + " printable characters", flaw);
            }

            return text;
        }

        /// <summary>Reads an address, which may be relative. No error repeats it: it may contain a password or a token.</summary>
        /// <param name="name">The field.</param>
        /// <returns>The address, of 1 to <see cref="UrlText.Longest"/> characters.</returns>
        /// <exception cref="JsonException">It is missing, of another type, empty, too long, or has a character that an address must not have.</exception>
        public string Address(string name)
        {
            string text = Value(name) as string;
            string flaw = text == null ? "no text" : text.Length == 0 || text.Length > UrlText.Longest ? text.Length + " characters" : UrlText.FlawOf(text);
            if (flaw != null)
            {
                throw Error(name, "an address of 1 to " + UrlText.Longest + " characters", flaw);
            }

            return text;
        }

        /// <summary>Reads one text, or several, of printable ASCII characters.</summary>
        /// <param name="name">The field, a text or an array of texts.</param>
        /// <param name="maximum">The most texts allowed.</param>
        /// <param name="maximumLength">The most characters allowed in one.</param>
        /// <returns>The texts, at least one, none of them empty.</returns>
        /// <exception cref="JsonException">It is missing, of another type, too many, or one is empty, too long or not printable.</exception>
        public string[] Texts(string name, int maximum, int maximumLength)
        {
            ArrayList list = Value(name) is string ? null : List(name, maximum);
            string[] texts = new string[list == null ? 1 : list.Count];
            for (int i = 0; i < texts.Length; i++)
            {
                object value = list == null ? Value(name) : list[i];
                texts[i] = Text(name, value, maximumLength, "1 to " + maximumLength + " printable characters", false);
            }

            return texts;
        }

        /// <summary>Reads a number that is written as a text of hexadecimal digits, "0x415" for instance.</summary>
        /// <param name="name">The field.</param>
        /// <param name="maximum">The largest one allowed.</param>
        /// <returns>The number.</returns>
        /// <exception cref="JsonException">It is missing, of another type or form, or out of range.</exception>
        public uint Hex(string name, uint maximum)
        {
            string expected = "a text of 0x0 to 0x" + maximum.ToString("X");
            string text = Text(name, Value(name), 10, expected, false);
            long number = HexText.ParseNumber(text);
            if (number < 0 || number > maximum)
            {
                throw Wrong(name, expected, text);
            }

            return (uint)number;
        }

        /// <summary>Reads a SHA-256, written as 64 hexadecimal digits.</summary>
        /// <param name="name">The field.</param>
        /// <returns>The 32 bytes.</returns>
        /// <exception cref="JsonException">It is missing, of another type or form.</exception>
        public byte[] Hash(string name)
        {
            const string Expected = "64 hexadecimal digits";
            string text = Text(name, 2 * Sha256.HashSize);
            bool isOfLength = text.Length == 2 * Sha256.HashSize;
            byte[] hash = isOfLength ? HexText.Parse(text) : null;
            if (hash == null)
            {
                throw Error(name, Expected, isOfLength ? ValueText.Of(text) : text.Length + " characters");
            }

            return hash;
        }

        /// <summary>Reads one of two words.</summary>
        /// <param name="name">The field.</param>
        /// <param name="usual">The word for a missing field.</param>
        /// <param name="other">The other word.</param>
        /// <returns>True if it is the other word.</returns>
        /// <exception cref="JsonException">It is something else.</exception>
        public bool Choice(string name, string usual, string other)
        {
            return Word(name, new string[] { usual, other }) == other;
        }

        /// <summary>Reads one of several words.</summary>
        /// <param name="name">The field.</param>
        /// <param name="words">The words; the first one stands for a missing field.</param>
        /// <returns>The word.</returns>
        /// <exception cref="JsonException">It is something else.</exception>
        public string Word(string name, string[] words)
        {
            object value = Has(name) ? _members[name] : words[0];
            string word = value as string;
            string expected = string.Empty;
            for (int i = 0; i < words.Length; i++)
            {
                if (word == words[i])
                {
                    return word;
                }

                expected += (i == 0 ? "'" : " or '") + words[i] + "'";
            }

            throw Wrong(name, expected, value);
        }

        /// <summary>Reads a Boolean value.</summary>
        /// <param name="name">The field.</param>
        /// <param name="usual">The value for a missing field.</param>
        /// <returns>The value.</returns>
        /// <exception cref="JsonException">It is something else.</exception>
        public bool Flag(string name, bool usual)
        {
            if (!Has(name))
            {
                return usual;
            }

            object value = _members[name];
            if (value is bool)
            {
                return (bool)value;
            }

            throw Unquoted(name, "true or false", value);
        }

        /// <summary>Reads an array.</summary>
        /// <param name="name">The field.</param>
        /// <param name="maximum">The most elements allowed.</param>
        /// <param name="minimum">The fewest elements allowed.</param>
        /// <returns>The elements.</returns>
        /// <exception cref="JsonException">It is missing, of another type, too short or too long.</exception>
        public ArrayList List(string name, int maximum, int minimum = 1)
        {
            object value = Value(name);
            ArrayList list = value as ArrayList;
            string expected = "an array of " + minimum + " to " + maximum;
            if (list == null)
            {
                throw Wrong(name, expected, value);
            }

            if (list.Count < minimum || list.Count > maximum)
            {
                throw Error(name, expected, list.Count + " elements");
            }

            return list;
        }

        /// <summary>Reads an object that is an element of an array.</summary>
        /// <param name="name">The field that is the array.</param>
        /// <param name="element">The element.</param>
        /// <returns>The object's fields.</returns>
        /// <exception cref="JsonException">It is not an object.</exception>
        public JsonFields Child(string name, object element)
        {
            return new JsonFields(Members(name, element), _where, _advice);
        }

        /// <summary>Reads an object that is an element of an array.</summary>
        /// <param name="name">The field that is the array.</param>
        /// <param name="element">The element.</param>
        /// <param name="number">Which one it is, counted from 1.</param>
        /// <returns>The object's fields; errors name the array and the number.</returns>
        /// <exception cref="JsonException">It is not an object.</exception>
        public JsonFields Child(string name, object element, int number)
        {
            return new JsonFields(Members(name, element), _where + ": " + name + " " + number, _advice);
        }

        /// <summary>Reads an object.</summary>
        /// <param name="name">The field.</param>
        /// <returns>The object's fields; errors name both.</returns>
        /// <exception cref="JsonException">It is missing, or not an object.</exception>
        public JsonFields Object(string name)
        {
            object value = Value(name);
            JsonMembers members = value as JsonMembers;
            if (members == null)
            {
                throw Wrong(name, "an object", value);
            }

            return new JsonFields(members, _where + ": " + name, _advice);
        }

        /// <summary>Creates the error of a field, for rules that only the caller knows.</summary>
        /// <param name="name">The field.</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <returns>The error to throw.</returns>
        public JsonException Error(string name, string expected, string got)
        {
            return new JsonException(_where + ": " + name, expected, got, _advice);
        }

        private int Number(string name, object value, int minimum, int maximum)
        {
            long number = value is long ? (long)value : (long)minimum - 1;
            if (number < minimum || number > maximum)
            {
                throw Unquoted(name, "a number of " + minimum + " to " + maximum, value);
            }

            return (int)number;
        }

        private JsonMembers Members(string name, object element)
        {
            JsonMembers members = element as JsonMembers;
            if (members == null)
            {
                throw Error(name, "an object", "something else");
            }

            return members;
        }

        private string Text(string name, object value, int maximumLength, string expected, bool mayBreak)
        {
            string text = value as string;
            if (value is long || value is double || value is bool)
            {
                throw Error(name, expected, ValueText.Of(value) + " without quotation marks");
            }

            if (text == null || text.Length == 0 || text.Length > maximumLength)
            {
                throw Wrong(name, expected, value);
            }

            string flaw = ValueText.FlawOf(text, mayBreak);
            if (flaw != null)
            {
                throw Error(name, expected, flaw);
            }

            return text;
        }

        private object Value(string name)
        {
            if (!Has(name))
            {
                throw Error(name, "a value", "none");
            }

            return _members[name];
        }

        private JsonException Unquoted(string name, string expected, object value)
        {
            return Error(name, expected, ValueText.Of(value) + (value is string ? " in quotation marks" : string.Empty));
        }

        private JsonException Wrong(string name, string expected, object value)
        {
            return Error(name, expected, ValueText.Of(value));
        }
    }
}
