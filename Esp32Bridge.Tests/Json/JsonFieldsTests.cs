using System;
using System.Collections;
using System.Text;
using Esp32Bridge.Json;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Json
{
    /// <summary>Optional fields, and objects in arrays. The tests of the fields of a job cover the rest.</summary>
    [TestClass]
    public class JsonFieldsTests
    {
        [DataRow("{\"x\":1}", true)]
        [DataRow("{\"x\":null}", true)]
        [DataRow("{\"x\":\"\"}", true)]
        [DataRow("{\"X\":1}", false)]
        [DataRow("{\"y\":{\"x\":1}}", false)]
        [DataRow("{}", false)]
        public void A_field_exists_with_any_value(string text, bool expected)
        {
            Assert.AreEqual(expected, Parse(text).Has("x"));
        }

        [DataRow("{\"x\":true}", false, true)]
        [DataRow("{\"x\":false}", true, false)]
        [DataRow("{}", true, true)]
        [DataRow("{}", false, false)]
        public void A_missing_flag_has_its_default_value(string text, bool usual, bool expected)
        {
            Assert.AreEqual(expected, Parse(text).Flag("x", usual));
        }

        [DataRow("null", "null")]
        [DataRow("1", "1")]
        [DataRow("\"true\"", "'true' in quotation marks")]
        public void A_flag_that_is_neither_true_nor_false_is_refused(string json, string got)
        {
            JsonFields fields = Parse("{\"x\":" + json + "}");

            Assert.AreEqual("file: x: expected true or false; got " + got + ". Correct the file.", ErrorOf(() => fields.Flag("x", true)));
        }

        [TestMethod]
        public void An_object_in_an_array_has_fields_and_errors_like_the_enclosing_one()
        {
            JsonFields outer = Parse("{\"list\":[{\"x\":5},{\"x\":6}]}");
            ArrayList list = outer.List("list", 2);

            Assert.AreEqual(5, outer.Child("list", list[0]).Number("x", 1, 9));
            Assert.AreEqual("file: x: expected a number of 1 to 5; got 6. Correct the file.", ErrorOf(() => outer.Child("list", list[1]).Number("x", 1, 5)));
        }

        [DataRow("1")]
        [DataRow("null")]
        [DataRow("\"x\"")]
        public void An_element_that_is_not_an_object_is_refused(string element)
        {
            JsonFields outer = Parse("{\"list\":[" + element + "]}");
            ArrayList list = outer.List("list", 1);

            Assert.AreEqual("file: list: expected an object; got something else. Correct the file.", ErrorOf(() => outer.Child("list", list[0])));
        }

        [TestMethod]
        public void An_object_in_an_array_can_be_named_by_its_number_in_errors()
        {
            JsonFields outer = Parse("{\"list\":[{\"x\":6},7]}");
            ArrayList list = outer.List("list", 2);

            Assert.AreEqual("file: list 1: x: expected a number of 1 to 5; got 6. Correct the file.", ErrorOf(() => outer.Child("list", list[0], 1).Number("x", 1, 5)));
            Assert.AreEqual("file: list: expected an object; got something else. Correct the file.", ErrorOf(() => outer.Child("list", list[1], 2)));
        }

        [TestMethod]
        public void An_array_of_numbers_keeps_their_order()
        {
            int[] numbers = Parse("{\"x\":[7,-2,100000]}").Numbers("x", 3, -2, 100000);

            Assert.AreEqual(3, numbers.Length);
            Assert.AreEqual(7, numbers[0]);
            Assert.AreEqual(-2, numbers[1]);
            Assert.AreEqual(100000, numbers[2]);
        }

        [DataRow("[]", "an array of 1 to 3; got 0 elements")]
        [DataRow("[1,2,3,4]", "an array of 1 to 3; got 4 elements")]
        [DataRow("1", "an array of 1 to 3; got 1")]
        [DataRow("{}", "an array of 1 to 3; got an object")]
        [DataRow("[[1]]", "a number of 1 to 9; got an array")]
        [DataRow("[1,10]", "a number of 1 to 9; got 10")]
        [DataRow("[0]", "a number of 1 to 9; got 0")]
        [DataRow("[1,\"2\"]", "a number of 1 to 9; got '2' in quotation marks")]
        [DataRow("[1,null]", "a number of 1 to 9; got null")]
        [DataRow("[9999999999]", "a number of 1 to 9; got 9999999999")]
        public void An_invalid_array_of_numbers_is_refused(string json, string error)
        {
            Assert.AreEqual("file: x: expected " + error + ". Correct the file.", ErrorOf(() => Parse("{\"x\":" + json + "}").Numbers("x", 3, 1, 9)));
        }

        [TestMethod]
        public void The_requested_depth_is_allowed_and_no_more()
        {
            Assert.IsTrue(Parse("{\"a\":[{\"x\":[]}],\"x\":1}").Has("x"));
            Assert.AreEqual("file: expected at most 4 levels; got more. Correct the file.", ErrorOf(() => Parse("{\"a\":[{\"x\":[{}]}]}")));
        }

        [TestMethod]
        public void An_error_of_the_caller_has_the_form_of_the_others()
        {
            Assert.AreEqual("file: x: expected one of A B; got C. Correct the file.", Parse("{}").Error("x", "one of A B", "C").Message);
        }

        private static JsonFields Parse(string text)
        {
            return JsonReader.Parse(Encoding.UTF8.GetBytes(text), 4, "file", "Correct the file.");
        }

        private static string ErrorOf(Action action)
        {
            try
            {
                action();
                return string.Empty;
            }
            catch (JsonException error)
            {
                return error.Message;
            }
        }
    }
}
