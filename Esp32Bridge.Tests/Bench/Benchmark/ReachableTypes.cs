using System;
using System.Collections.Generic;
using System.Reflection;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Counts the objects of the firmware that can be reached from one of them, by their type, and the bytes of arrays of numbers.</summary>
    public static class ReachableTypes
    {
        /// <summary>Counts them. What is static is not looked at.</summary>
        /// <param name="root">The object.</param>
        /// <returns>How many objects there are of each type of the firmware, and under "bytes" those of arrays.</returns>
        public static IReadOnlyDictionary<string, int> Of(object root)
        {
            SortedDictionary<string, int> found = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["bytes"] = 0 };
            Walk(root, found, new HashSet<object>(ReferenceEqualityComparer.Instance));
            return found;
        }

        private static void Walk(object at, SortedDictionary<string, int> found, HashSet<object> seen)
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
                    found["bytes"] += Buffer.ByteLength(array);
                    return;
                }

                foreach (object element in array)
                {
                    Walk(element, found, seen);
                }
            }
            else if (ReachableArrays.IsFirmware(type))
            {
                found[type.Name] = found.GetValueOrDefault(type.Name) + 1;
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    if (!field.FieldType.IsPrimitive && !field.FieldType.IsEnum)
                    {
                        Walk(field.GetValue(at), found, seen);
                    }
                }
            }
        }
    }
}
