using System.Collections;
using System.Text;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Json
{
    /// <summary>
    /// Reads a JSON object (RFC 8259), and says where it is none. It does not recurse, so that a deep text takes no more stack than a
    /// flat one. A comma before a closing bracket is accepted.
    /// </summary>
    internal sealed class JsonParser
    {
        // The states: what can come next.
        private const int BeforeObject = 0;
        private const int BeforeName = 1;
        private const int BeforeColon = 2;
        private const int BeforeValue = 3;
        private const int BeforeElement = 4;
        private const int AfterMember = 5;
        private const int AfterElement = 6;
        private const int AtEnd = 7;

        private readonly byte[] _bytes;
        private readonly int _start;
        private readonly string _where;
        private readonly string _advice;

        // The objects and arrays that are open, the outermost first.
        private readonly object[] _open;
        private int _depth;
        private int _state = BeforeObject;

        // The name of the member whose value comes next.
        private string _name;

        /// <summary>Creates a parser for one text.</summary>
        /// <param name="bytes">The text, UTF-8.</param>
        /// <param name="start">Where it begins.</param>
        /// <param name="maximumDepth">The deepest nesting of objects and arrays allowed.</param>
        /// <param name="where">Where the text comes from, for errors.</param>
        /// <param name="advice">The advice of all errors.</param>
        internal JsonParser(byte[] bytes, int start, int maximumDepth, string where, string advice)
        {
            _bytes = bytes;
            _start = start;
            _where = where;
            _advice = advice;
            _open = new object[maximumDepth];
        }

        /// <summary>Reads the text.</summary>
        /// <returns>The object.</returns>
        /// <exception cref="JsonException">It is not JSON, or not an object, or nested too deeply, or a name occurs twice in an object.</exception>
        internal JsonMembers Parse()
        {
            int i = _start;
            while (i < _bytes.Length)
            {
                int next = Take(i);

                // Only forward, whatever a call returns.
                if (next <= i)
                {
                    throw Error(NameOf(_state), "something else", i);
                }

                i = next;
            }

            if (_state != AtEnd)
            {
                throw Error(NameOf(_state), "the end", i);
            }

            return (JsonMembers)_open[0];
        }

        // Returns the position after what begins here.
        private int Take(int i)
        {
            byte character = _bytes[i];
            bool isValue = _state == BeforeValue || _state == BeforeElement;
            if (character == ' ' || character == '\n' || character == '\r' || character == '\t')
            {
                return i + 1;
            }

            if (isValue || _state == BeforeName)
            {
                // If memory is short, an array fails with an exception, but a call can be skipped.
                _ = new byte[Headroom.Size];
            }

            if ((character == '{' && (isValue || _state == BeforeObject)) || (character == '[' && isValue))
            {
                Open(character == '{' ? (object)new JsonMembers() : new ArrayList());
            }
            else if ((character == '}' && (_state == BeforeName || _state == AfterMember)) || (character == ']' && (_state == BeforeElement || _state == AfterElement)))
            {
                _depth--;
                _state = _depth == 0 ? AtEnd : StateAfterValue();
            }
            else if (character == '"' && isValue)
            {
                int end = EndOfText(i);
                Add(JsonText.Of(_bytes, i + 1, end - 1));
                return end;
            }
            else if (character == '"' && _state == BeforeName)
            {
                int end = EndOfText(i);
                _name = JsonText.Of(_bytes, i + 1, end - 1);
                if (((JsonMembers)_open[_depth - 1]).Has(_name))
                {
                    throw Error("a name that occurs once", "another one", i);
                }

                _state = BeforeColon;
                return end;
            }
            else if (character == ':' && _state == BeforeColon)
            {
                _state = BeforeValue;
            }
            else if (character == ',' && (_state == AfterMember || _state == AfterElement))
            {
                _state = _state == AfterMember ? BeforeName : BeforeElement;
            }
            else if (isValue && IsOfWord(character))
            {
                int end = EndOfWord(i);
                Add(ValueOf(i, end));
                return end;
            }
            else
            {
                throw Error(NameOf(_state), NameOfByte(i), i);
            }

            return i + 1;
        }

        private void Open(object container)
        {
            if (_depth == _open.Length)
            {
                throw new JsonException(_where, "at most " + _open.Length + " levels", "more", _advice);
            }

            if (_depth > 0)
            {
                Add(container);
            }

            _open[_depth] = container;
            _depth++;
            _state = container is ArrayList ? BeforeElement : BeforeName;
        }

        private void Add(object value)
        {
            ArrayList array = _open[_depth - 1] as ArrayList;
            if (array != null)
            {
                array.Add(value);
            }
            else
            {
                ((JsonMembers)_open[_depth - 1]).Add(_name, value);
            }

            _state = StateAfterValue();
        }

        private int StateAfterValue()
        {
            return _open[_depth - 1] is ArrayList ? AfterElement : AfterMember;
        }

        private static string NameOf(int state)
        {
            switch (state)
            {
                case BeforeObject: return "a JSON object";
                case BeforeName: return "a name in quotation marks or '}'";
                case BeforeColon: return "':'";
                case BeforeValue: return "a value";
                case BeforeElement: return "a value or ']'";
                case AfterMember: return "',' or '}'";
                case AfterElement: return "',' or ']'";
                default: return "the end";
            }
        }

        private string NameOfByte(int place)
        {
            byte character = _bytes[place];
            byte next = place + 1 < _bytes.Length ? _bytes[place + 1] : (byte)0;
            return character == '/' && (next == '/' || next == '*') ? "a comment"
                : character == '\'' ? "an apostrophe"
                : character > ' ' && character < 0x7F ? "'" + (char)character + "'"
                : "0x" + character.ToString("X2");
        }

        private JsonException Error(string expected, string got, int place)
        {
            int line = 1;
            int column = 1;
            for (int i = _start; i < place; i++)
            {
                column = _bytes[i] == '\n' ? 1 : column + 1;
                line += _bytes[i] == '\n' ? 1 : 0;
            }

            return new JsonException(_where, expected, got + " at line " + line + " column " + column, _advice);
        }

        private static bool IsOfWord(byte character)
        {
            return (character >= '0' && character <= '9') || character == '+' || character == '-' || character == '.'
                || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
        }

        private int EndOfWord(int start)
        {
            int end = start;
            while (end < _bytes.Length && IsOfWord(_bytes[end]))
            {
                end++;
            }

            return end;
        }

        private object ValueOf(int start, int end)
        {
            if (JsonNumber.IsOne(_bytes, start, end))
            {
                return JsonNumber.Of(_bytes, start, end);
            }

            string word = end - start > "false".Length ? null : Encoding.UTF8.GetString(_bytes, start, end - start);
            switch (word)
            {
                case "true": return true;
                case "false": return false;
                case "null": return null;
                default: throw Error("a number or true or false or null", "another one", start);
            }
        }

        // The position after the closing quotation mark.
        private int EndOfText(int start)
        {
            int end = JsonText.EndOf(_bytes, start);
            if (end < -1)
            {
                throw Error("a JSON object in UTF-8", "another encoding", ~end);
            }

            return end > start ? end : throw Error("a text that ends in its line and has only JSON's escapes", "another one", start);
        }
    }
}
