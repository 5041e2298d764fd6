using System;
using System.Collections.Generic;
using System.Reflection;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Finds the arrays of numbers that an object of the firmware holds, itself or through others.</summary>
    public static class ReachableArrays
    {
        private const string Firmware = "Esp32Bridge.";

        private static readonly string[] _others = { "Esp32Bridge.Bench", "Esp32Bridge.Tests" };

        /// <summary>Finds them. What is static is not looked at: that is there without a job.</summary>
        /// <param name="root">The object.</param>
        /// <returns>The bytes of each array by the field that holds it.</returns>
        public static IReadOnlyDictionary<string, int> Of(object root)
        {
            SortedDictionary<string, int> found = new SortedDictionary<string, int>(StringComparer.Ordinal);
            Walk(root, root.GetType().Name, found, new HashSet<object>(ReferenceEqualityComparer.Instance));
            return found;
        }

        /// <summary>Tells whether a type is one of the firmware.</summary>
        /// <param name="type">The type.</param>
        /// <returns>False for those of .NET, of the bench and of the tests.</returns>
        internal static bool IsFirmware(Type type)
        {
            string name = type.FullName;
            return name.StartsWith(Firmware, StringComparison.Ordinal) && !Array.Exists(_others, other => name.StartsWith(other, StringComparison.Ordinal));
        }

        private static void Walk(object at, string path, SortedDictionary<string, int> found, HashSet<object> seen)
        {
            if (at == null || !seen.Add(at))
            {
                return;
            }

            Type type = at.GetType();
            if (at is Array array)
            {
                if (type.GetElementType().IsPrimitive)
                {
                    found[path] = Buffer.ByteLength(array);
                    return;
                }

                foreach (object element in array)
                {
                    Walk(element, path, found, seen);
                }
            }
            else if (IsFirmware(type))
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    if (!field.FieldType.IsPrimitive && !field.FieldType.IsEnum)
                    {
                        Walk(field.GetValue(at), type.Name + "." + NameOf(field), found, seen);
                    }
                }
            }
        }

        // The field of a property is called <Name>k__BackingField.
        private static string NameOf(FieldInfo field)
        {
            return field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
        }
    }
}
