namespace Esp32Bridge.Programming
{
    /// <summary>How much of an image went through a phase, in percent and in steps of ten percent.</summary>
    public static class Percentage
    {
        private const int Step = 10;

        /// <summary>Gives the share in percent.</summary>
        /// <param name="done">How many bytes are done.</param>
        /// <param name="total">How many there are, 1 or more.</param>
        /// <returns>0 to 100.</returns>
        public static int Of(int done, int total)
        {
            return (int)((long)done * 100 / total);
        }

        /// <summary>Gives the last step of ten percent that was reached.</summary>
        /// <param name="percent">A share in percent.</param>
        /// <returns>0, 10, 20 up to 100. Progress is reported when this changes.</returns>
        public static int TenthOf(int percent)
        {
            return percent - (percent % Step);
        }
    }
}
