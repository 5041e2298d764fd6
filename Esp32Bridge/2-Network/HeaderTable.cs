using System;
using System.Net;
using System.Reflection;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// The table of System.Net.Http with the names of header fields: 55 objects that it makes at the start and keeps. It tells fields that a program
    /// must not set, and fields with several values; the library treats a field that is not in it like any other. The firmware needs neither.
    /// </summary>
    public static class HeaderTable
    {
        /// <summary>
        /// Empties the table: 5 KB more memory, and no search through it for each field. Call it before the first request. A version of the library
        /// that keeps its table elsewhere loses nothing.
        /// </summary>
        public static void Empty()
        {
            Type owner = typeof(HttpWebRequest).Assembly.GetType("System.Net.HeaderInfoTable");
            FieldInfo table = owner == null ? null : owner.GetField("HeaderTable", BindingFlags.Static | BindingFlags.NonPublic);
            Type element = table == null ? null : table.FieldType.GetElementType();
            if (element != null)
            {
                table.SetValue(null, Array.CreateInstance(element, 0));
            }
        }
    }
}
