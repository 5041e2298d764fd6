using System.Collections;
using System.Text.Json;
using nanoFramework.Json;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>How the library writes JSON.</summary>
    public class JsonTests
    {
        [Fact]
        public void Objects_and_lists_nest()
        {
            ArrayList list = new ArrayList { 1, -2L, true, false, null, "a", new ArrayList(), new Hashtable { { "b", 3 } } };
            string json = JsonConvert.SerializeObject(new Hashtable { { "list", list } });
            Assert.Equal("{\"list\":[1,-2,true,false,null,\"a\",[],{\"b\":3}]}", json);
        }

        [Fact]
        public void Two_members_are_separated()
        {
            string json = JsonConvert.SerializeObject(new Hashtable { { "a", 1 }, { "b", 2 } });
            using JsonDocument document = JsonDocument.Parse(json);
            Assert.Equal(1, document.RootElement.GetProperty("a").GetInt32());
            Assert.Equal(2, document.RootElement.GetProperty("b").GetInt32());
        }

        [Fact]
        public void Seven_characters_are_escaped_and_no_others()
        {
            Assert.Equal("\"\\n\\r\\b\\f\\t\\\\\\\"\"", JsonConvert.SerializeObject("\n\r\b\f\t\\\""));
            Assert.Equal("\"/\u0001é\"", JsonConvert.SerializeObject("/\u0001é"));
        }

        [Fact]
        public void Names_are_not_escaped()
        {
            Assert.Equal("{\"a\"b\":1}", JsonConvert.SerializeObject(new Hashtable { { "a\"b", 1 } }));
        }

        [Theory]
        [InlineData(5, "[5]")]
        [InlineData(true, "[true]")]
        [InlineData("a", "\"a\"")]
        [InlineData(null, "null")]
        public void A_single_value_becomes_an_array_unless_it_is_text_or_null(object value, string json)
        {
            Assert.Equal(json, JsonConvert.SerializeObject(value));
        }
    }
}
