using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The objects that an object of the firmware holds, directly or through others. What a static field holds exists once and is ignored.</summary>
    public static class Reachable
    {
        private const string Firmware = "Esp32Bridge.";

        private static readonly string[] _others = { "Esp32Bridge.Bench", "Esp32Bridge.Tests", "Esp32Bridge.Tool" };

        /// <summary>Finds the arrays of numbers.</summary>
        /// <param name="root">The object.</param>
        /// <returns>The bytes of each array by the field that holds it.</returns>
        public static IReadOnlyDictionary<string, int> Arrays(object root)
        {
            SortedDictionary<string, int> found = new SortedDictionary<string, int>(StringComparer.Ordinal);
            HashSet<object> seen = Seen();
            seen.UnionWith(Tables(root.GetType().Assembly));
            Walk(root, root.GetType().Name, seen, (at, path) =>
            {
                if (at is Array array)
                {
                    found[path] = Buffer.ByteLength(array);
                }
            });
            return found;
        }

        /// <summary>Counts the firmware's objects.</summary>
        /// <param name="root">The object.</param>
        /// <returns>The number of objects of each type.</returns>
        public static IReadOnlyDictionary<string, int> Types(object root)
        {
            SortedDictionary<string, int> found = new SortedDictionary<string, int>(StringComparer.Ordinal);
            Walk(root, string.Empty, Seen(), (at, path) =>
            {
                if (!at.GetType().IsArray)
                {
                    found[at.GetType().Name] = found.GetValueOrDefault(at.GetType().Name) + 1;
                }
            });
            return found;
        }

        private static IEnumerable<object> Tables(Assembly firmware)
        {
            return firmware.GetTypes()
                .Where(IsFirmware)
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(field => field.FieldType.IsArray && !field.IsLiteral)
                .Select(field => field.GetValue(null));
        }

        private static HashSet<object> Seen()
        {
            return new HashSet<object>(ReferenceEqualityComparer.Instance);
        }

        // Visits the objects of the firmware and the arrays of numbers, with the fields that hold them.
        private static void Walk(object at, string path, HashSet<object> seen, Action<object, string> show)
        {
            if (at == null || !seen.Add(at))
            {
                return;
            }

            Type type = at.GetType();
            if (at is Array array && !type.GetElementType().IsPrimitive)
            {
                foreach (object element in array)
                {
                    Walk(element, path, seen, show);
                }
            }
            else if (at is Array)
            {
                show(at, path);
            }
            else if (IsFirmware(type))
            {
                show(at, path);
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    if (!field.FieldType.IsPrimitive && !field.FieldType.IsEnum)
                    {
                        Walk(field.GetValue(at), type.Name + "." + NameOf(field), seen, show);
                    }
                }
            }
        }

        private static bool IsFirmware(Type type)
        {
            string name = type.FullName;
            return name.StartsWith(Firmware, StringComparison.Ordinal) && !Array.Exists(_others, other => name.StartsWith(other, StringComparison.Ordinal));
        }

        // The field of a property is called <Name>k__BackingField.
        private static string NameOf(FieldInfo field)
        {
            return field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
        }
    }
}
