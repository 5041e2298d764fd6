using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Esp32Bridge.Json;
using Xunit;
using JsonException = Esp32Bridge.Json.JsonException;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>What the firmware takes for JSON, and what it reads, is what .NET does.</summary>
    public class JsonPeerTests
    {
        private const int Seed = 20261130;
        private const int Texts = 20000;
        private const int Depth = 4;
        private const string Alphabet = "{}[]\":,\\/ \t\n-+.eE0123456789truefalsnbu";

        private static readonly JsonDocumentOptions _options = new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = Depth };
        private static readonly JsonSerializerOptions _plain = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        [Fact]
        public void Mutated_texts_are_accepted_by_both_or_by_neither()
        {
            Random random = new Random(Seed);
            int good = 0;
            for (int i = 0; i < Texts; i++)
            {
                byte[] text = Mutate(Encoding.UTF8.GetBytes(Any(random, Depth).ToJsonString(_plain)), random);

                bool isExpected = IsAccepted(text);
                Assert.True(isExpected == IsRead(text), Encoding.UTF8.GetString(text));
                good += isExpected ? 1 : 0;
            }

            Assert.InRange(good, Texts / 10, Texts * 9 / 10);
        }

        [Fact]
        public void Texts_and_numbers_are_read_as_they_were_written()
        {
            Random random = new Random(Seed);
            for (int i = 0; i < Texts; i++)
            {
                string text = new string(Enumerable.Range(0, 1 + random.Next(20)).Select(_ => (char)random.Next(' ', 0x7F)).ToArray());
                int number = random.Next(int.MinValue, int.MaxValue);
                bool isSet = random.Next(2) == 0;
                JsonObject written = new JsonObject { ["text"] = text, ["number"] = number, ["flag"] = isSet };

                JsonFields read = JsonReader.Parse(Encoding.UTF8.GetBytes(random.Next(2) == 0 ? written.ToJsonString() : written.ToJsonString(_plain)), Depth, "text", "None.");

                Assert.Equal(text, read.Text("text", 20));
                Assert.Equal(number, read.Number("number", int.MinValue, int.MaxValue));
                Assert.Equal(isSet, read.Flag("flag", !isSet));
            }
        }

        private static JsonNode Any(Random random, int depth)
        {
            switch (depth == Depth ? 0 : random.Next(depth > 1 ? 7 : 5) + (depth > 1 ? 0 : 2))
            {
                case 0:
                    return new JsonObject(Enumerable.Range(0, random.Next(4)).Select(number => KeyValuePair.Create("n" + number, Any(random, depth - 1))));
                case 1:
                    return new JsonArray(Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, depth - 1)).ToArray());
                case 2:
                    return JsonValue.Create(random.NextDouble() * Math.Pow(10, random.Next(-20, 20)));
                case 3:
                    return JsonValue.Create(random.NextInt64());
                case 4:
                    return JsonValue.Create(random.Next(2) == 0);
                case 5:
                    return JsonValue.Create("a\n\"\\\u00e4\u20ac"[..random.Next(7)]);
                default:
                    return null;
            }
        }

        private static byte[] Mutate(byte[] text, Random random)
        {
            List<byte> bytes = text.ToList();
            for (int left = random.Next(3); left > 0; left--)
            {
                int place = random.Next(bytes.Count);
                if (random.Next(2) == 0 && bytes[place] < 0x80)
                {
                    bytes.RemoveAt(place);
                }

                bytes.Insert(place < bytes.Count && bytes[place] < 0x80 ? place : bytes.Count, (byte)Alphabet[random.Next(Alphabet.Length)]);
            }

            return bytes.ToArray();
        }

        // .NET accepts a name that occurs twice.
        private static bool IsAccepted(byte[] text)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(text, _options);
                return document.RootElement.ValueKind == JsonValueKind.Object && HasNamesOnce(document.RootElement);
            }
            catch (System.Text.Json.JsonException)
            {
                return false;
            }
        }

        private static bool HasNamesOnce(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    string[] names = element.EnumerateObject().Select(property => property.Name).ToArray();
                    return names.Distinct().Count() == names.Length && element.EnumerateObject().All(property => HasNamesOnce(property.Value));
                case JsonValueKind.Array:
                    return element.EnumerateArray().All(HasNamesOnce);
                default:
                    return true;
            }
        }

        private static bool IsRead(byte[] text)
        {
            try
            {
                return JsonReader.Parse(text, Depth, "text", "None.") != null;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
