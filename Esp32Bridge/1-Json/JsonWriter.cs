using System;
using System.Text;

namespace Esp32Bridge.Json
{
    /// <summary>
    /// Writes a JSON object (RFC 8259) into one array of bytes. Strings, each longer than the one before, would take ten times the
    /// memory of the text, and the runtime fails if the heap has no room for one of them. For an array the runtime makes room.
    /// </summary>
    public sealed class JsonWriter
    {
        private const int FirstSize = 256;

        private byte[] _bytes = new byte[FirstSize];
        private int _length;

        /// <summary>Opens the object.</summary>
        public JsonWriter()
        {
            Put((byte)'{');
        }

        /// <summary>Writes a field.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="text">Its value.</param>
        public void Add(string name, string text)
        {
            Name(name);
            Text(text);
        }

        /// <summary>Writes a field.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="number">Its value.</param>
        public void Add(string name, int number)
        {
            Name(name);
            Append(number.ToString());
        }

        /// <summary>Writes a field.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="flag">Its value.</param>
        public void Add(string name, bool flag)
        {
            Name(name);
            Append(flag ? "true" : "false");
        }

        /// <summary>Writes a text into an open list.</summary>
        /// <param name="text">The text.</param>
        public void Add(string text)
        {
            Separate();
            Text(text);
        }

        /// <summary>Opens an object as a field; <see cref="CloseObject"/> must follow.</summary>
        /// <param name="name">The field's name.</param>
        public void OpenObject(string name)
        {
            Name(name);
            Put((byte)'{');
        }

        /// <summary>Opens an object in an open list; <see cref="CloseObject"/> must follow.</summary>
        public void OpenObject()
        {
            Separate();
            Put((byte)'{');
        }

        /// <summary>Closes the object that was opened last.</summary>
        public void CloseObject()
        {
            Put((byte)'}');
        }

        /// <summary>Opens a list; <see cref="CloseList"/> must follow.</summary>
        /// <param name="name">The field's name.</param>
        public void OpenList(string name)
        {
            Name(name);
            Put((byte)'[');
        }

        /// <summary>Closes the list that was opened last.</summary>
        public void CloseList()
        {
            Put((byte)']');
        }

        /// <summary>Closes the root object; nothing can be written after it.</summary>
        /// <returns>The text's bytes, UTF-8.</returns>
        public byte[] Finish()
        {
            CloseObject();
            byte[] bytes = new byte[_length];
            Array.Copy(_bytes, 0, bytes, 0, _length);
            return bytes;
        }

        private void Name(string name)
        {
            Separate();
            Text(name);
            Put((byte)':');
        }

        // A text ends with a quotation mark, so a bracket at the end is an opening one.
        private void Separate()
        {
            byte last = _bytes[_length - 1];
            if (last != '{' && last != '[')
            {
                Put((byte)',');
            }
        }

        private void Text(string text)
        {
            Put((byte)'"');
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            for (int i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] < ' ')
                {
                    Append("\\u00" + bytes[i].ToString("X2"));
                }
                else
                {
                    if (bytes[i] == '"' || bytes[i] == '\\')
                    {
                        Put((byte)'\\');
                    }

                    Put(bytes[i]);
                }
            }

            Put((byte)'"');
        }

        private void Append(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Reserve(bytes.Length);
            bytes.CopyTo(_bytes, _length);
            _length += bytes.Length;
        }

        private void Put(byte value)
        {
            Reserve(1);
            _bytes[_length] = value;
            _length++;
        }

        private void Reserve(int count)
        {
            if (_length + count > _bytes.Length)
            {
                byte[] longer = new byte[(2 * _bytes.Length) + count];
                Array.Copy(_bytes, 0, longer, 0, _length);
                _bytes = longer;
            }
        }
    }
}
