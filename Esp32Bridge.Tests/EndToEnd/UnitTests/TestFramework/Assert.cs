using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the tests use it.</summary>
    public sealed class Assert
    {
        /// <summary>Two numbers are equal.</summary>
        /// <param name="expected">What is expected.</param>
        /// <param name="actual">What is.</param>
        /// <param name="message">What to say if not.</param>
        public static void AreEqual(long expected, long actual, string message = "")
        {
            Compare(expected, actual, message);
        }

        /// <summary>Two numbers are equal.</summary>
        /// <param name="expected">What is expected.</param>
        /// <param name="actual">What is.</param>
        /// <param name="message">What to say if not.</param>
        public static void AreEqual(ulong expected, ulong actual, string message = "")
        {
            Compare(expected, actual, message);
        }

        /// <summary>Two texts are equal.</summary>
        /// <param name="expected">What is expected.</param>
        /// <param name="actual">What is.</param>
        /// <param name="message">What to say if not.</param>
        public static void AreEqual(string expected, string actual, string message = "")
        {
            Compare(expected, actual, message);
        }

        /// <summary>Two values are equal.</summary>
        /// <param name="expected">What is expected.</param>
        /// <param name="actual">What is.</param>
        /// <param name="message">What to say if not.</param>
        public static void AreEqual(object expected, object actual, string message = "")
        {
            Compare(expected, actual, message);
        }

        /// <summary>A condition holds.</summary>
        /// <param name="condition">The condition.</param>
        /// <param name="message">What to say if not.</param>
        public static void IsTrue(bool condition, string message = "")
        {
            Compare(true, condition, message);
        }

        /// <summary>A condition does not hold.</summary>
        /// <param name="condition">The condition.</param>
        /// <param name="message">What to say if it does.</param>
        public static void IsFalse(bool condition, string message = "")
        {
            Compare(false, condition, message);
        }

        /// <summary>A reference is null.</summary>
        /// <param name="value">The reference.</param>
        /// <param name="message">What to say if not.</param>
        public static void IsNull(object value, string message = "")
        {
            Compare(null, value, message);
        }

        /// <summary>A reference is not null.</summary>
        /// <param name="value">The reference.</param>
        /// <param name="message">What to say if it is.</param>
        public static void IsNotNull(object value, string message = "")
        {
            Compare(true, value != null, message);
        }

        /// <summary>A text contains another.</summary>
        /// <param name="expected">What is to be contained.</param>
        /// <param name="value">The text.</param>
        /// <param name="message">What to say if not.</param>
        public static void Contains(string expected, string value, string message = "")
        {
            Xunit.Assert.True(value.Contains(expected, StringComparison.Ordinal), $"'{expected}' is not in '{value}' {message}");
        }

        /// <summary>A text does not contain another.</summary>
        /// <param name="notExpected">What is not to be contained.</param>
        /// <param name="value">The text.</param>
        /// <param name="message">What to say if it is.</param>
        public static void DoesNotContains(string notExpected, string value, string message = "")
        {
            Xunit.Assert.False(value.Contains(notExpected, StringComparison.Ordinal), $"'{notExpected}' is in '{value}' {message}");
        }

        /// <summary>A text begins with another.</summary>
        /// <param name="expected">The beginning.</param>
        /// <param name="value">The text.</param>
        /// <param name="message">What to say if not.</param>
        public static void StartsWith(string expected, string value, string message = "")
        {
            Xunit.Assert.True(value.StartsWith(expected, StringComparison.Ordinal), $"'{value}' does not start with '{expected}' {message}");
        }

        /// <summary>A text ends with another.</summary>
        /// <param name="expected">The end.</param>
        /// <param name="value">The text.</param>
        /// <param name="message">What to say if not.</param>
        public static void EndsWith(string expected, string value, string message = "")
        {
            Xunit.Assert.True(value.EndsWith(expected, StringComparison.Ordinal), $"'{value}' does not end with '{expected}' {message}");
        }

        /// <summary>An exception of exactly this type is thrown.</summary>
        /// <param name="exception">The type.</param>
        /// <param name="action">What throws it.</param>
        /// <param name="message">What to say if not.</param>
        public static void ThrowsException(Type exception, Action action, string message = "")
        {
            Xunit.Assert.Throws(exception, action);
        }

        private static void Compare(object expected, object actual, string message)
        {
            Xunit.Assert.True(Equals(expected, actual), $"expected {expected} but got {actual} {message}");
        }
    }
}
