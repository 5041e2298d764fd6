using System.Collections;

namespace Esp32Bridge.Json
{
    /// <summary>The members of a JSON object, in their order.</summary>
    internal sealed class JsonMembers
    {
        private readonly ArrayList _names = new ArrayList();
        private readonly ArrayList _values = new ArrayList();

        /// <summary>Gets how many there are.</summary>
        internal int Count
        {
            get { return _names.Count; }
        }

        /// <summary>Gets the value of a member.</summary>
        /// <param name="name">Its name, one that is there.</param>
        /// <returns>A text, a long, a double, a bool or null; <see cref="JsonMembers"/> for an object, an ArrayList for an array.</returns>
        internal object this[string name]
        {
            get { return _values[_names.IndexOf(name)]; }
        }

        /// <summary>Gets a name.</summary>
        /// <param name="index">Which one, from 0.</param>
        /// <returns>The name.</returns>
        internal string NameOf(int index)
        {
            return (string)_names[index];
        }

        /// <summary>Tells whether there is a member.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>True if there is.</returns>
        internal bool Has(string name)
        {
            return _names.IndexOf(name) >= 0;
        }

        /// <summary>Adds a member.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="value">Its value.</param>
        internal void Add(string name, object value)
        {
            _names.Add(name);
            _values.Add(value);
        }
    }
}
