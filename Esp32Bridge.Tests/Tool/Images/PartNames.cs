using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Esp32Bridge.Devices;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>
    /// Finds a part of the firmware's device table by its device id, by its name in the table, or by its marking. The name
    /// "STM32L47x/48x" matches everything that begins with L47 or L48; an 'x' in it matches any character.
    /// </summary>
    public sealed class PartNames
    {
        private const string Prefix = "STM32";
        private const string Variant = "-A";
        private const int MostNamed = 6;
        private const int MostWildcards = 10;

        private readonly Stm32Devices _table;
        private readonly List<(string Pattern, Stm32Device Device)> _patterns = new List<(string Pattern, Stm32Device Device)>();

        /// <summary>Reads the names of the table.</summary>
        /// <param name="own">Rows of the user, which come before those of the table.</param>
        public PartNames(Stm32Device[] own)
        {
            _table = new Stm32Devices(own);
            for (int id = 0; id <= 0xFFF; id++)
            {
                Stm32Device device = _table.Find((ushort)id);
                if (device != null)
                {
                    _patterns.AddRange(PatternsOf(device.Name).Select(pattern => (pattern, device)));
                }
            }
        }

        /// <summary>Finds a part.</summary>
        /// <param name="text">"0x415", "STM32L47x/48x", "STM32L476RG" or "L476", in either case.</param>
        /// <returns>Its row.</returns>
        /// <exception cref="ToolException">No row fits, or several do.</exception>
        public Stm32Device Find(string text)
        {
            Stm32Device exact = _patterns.Select(pattern => pattern.Device).FirstOrDefault(device => device.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? FindById(text);
            if (exact != null)
            {
                return exact;
            }

            string name = text.ToUpperInvariant();
            Stm32Device[] found = Candidates(WithVariantFirst(name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name)).ToArray();
            return found.Length == 1 ? found[0] : throw Error(text, found);
        }

        // The rows whose pattern fits best, including those that a longer name would match.
        private IEnumerable<Stm32Device> Candidates(string name)
        {
            (string Pattern, Stm32Device Device)[] fitting = _patterns.Where(pattern => Fits(name, pattern.Pattern)).ToArray();
            int best = fitting.Where(pattern => pattern.Pattern.Length <= name.Length).Select(pattern => Weight(pattern.Pattern)).DefaultIfEmpty().Max();
            return fitting.Where(pattern => pattern.Pattern.Length > name.Length || Weight(pattern.Pattern) == best).Select(pattern => pattern.Device).Distinct();
        }

        private Stm32Device FindById(string text)
        {
            return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && ushort.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort id) ? _table.Find(id) : null;
        }

        private static bool Fits(string name, string pattern)
        {
            int length = Math.Min(name.Length, pattern.Length);
            return length > 0 && Enumerable.Range(0, length).All(i => pattern[i] == 'x' || pattern[i] == name[i]);
        }

        // More matching characters are better, then fewer wildcards: F107 before F10xxC.
        private static int Weight(string pattern)
        {
            int known = pattern.Count(character => character != 'x');
            return (known * MostWildcards) - (pattern.Length - known);
        }

        // "STM32F03x, F030x4/6" is F03x, F030x4, F030x6; "STM32F100 low/medium-density" is F100x4, F100x6, F100x8, F100xB.
        private static IEnumerable<string> PatternsOf(string name)
        {
            foreach (string part in (name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name).Split(", "))
            {
                Match density = Regex.Match(part, "^(\\w+) (.+)-density$");
                if (density.Success)
                {
                    foreach (char size in string.Concat(density.Groups[2].Value.Split('/').Select(SizesOf)))
                    {
                        yield return density.Groups[1].Value + "x" + size;
                    }

                    continue;
                }

                string variant = part.EndsWith(Variant, StringComparison.Ordinal) ? Variant : string.Empty;
                string[] names = part[..^variant.Length].Split('/');
                foreach (string other in names)
                {
                    yield return WithVariantFirst(Replace(names[0], other) + variant);
                }
            }
        }

        // Later STM32L1 are called "STM32L151C8-A", with more letters in between.
        private static string WithVariantFirst(string name)
        {
            return name.EndsWith(Variant, StringComparison.Ordinal) ? Variant + name[..^Variant.Length] : name;
        }

        // The letters of the flash size of the STM32F10x (RM0008 and RM0041, "list of abbreviations").
        private static string SizesOf(string density)
        {
            return density switch { "low" => "46", "medium" => "8B", "high" => "CDE", _ => "FG" };
        }

        // "48x" after "L47x" is L48x; "5A" after "U595" is U5A; "C" after "F302xB" is F302xC.
        private static string Replace(string first, string other)
        {
            int place = first.IndexOf(other[0], StringComparison.Ordinal);
            return (place >= 0 ? first[..place] : first[..^other.Length]) + other;
        }

        private static ToolException Error(string text, Stm32Device[] found)
        {
            if (found.Length == 0)
            {
                return new ToolException("find the part", "a part of the device table", $"'{text}'", "Give what is printed on it, as STM32L476RG, or its device id, as 0x415; the figures of others go into 'devices' of esp32bridge.json.");
            }

            string names = string.Join(" or ", found.Take(MostNamed).Select(device => $"0x{device.Id:X3} ({device.Name})"));
            return new ToolException("find the part", "the name of one part", $"'{text}', which can be {names}{(found.Length > MostNamed ? " or others" : string.Empty)}", "Give all that is printed on it, as STM32F103C8, or the device id.");
        }
    }
}
