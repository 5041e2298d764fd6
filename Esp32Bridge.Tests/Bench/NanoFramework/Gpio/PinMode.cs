namespace System.Device.Gpio
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public enum PinMode
    {
        /// <summary>An input.</summary>
        Input = 0,

        /// <summary>An input with a pull-down.</summary>
        InputPullDown = 1,

        /// <summary>An input with a pull-up.</summary>
        InputPullUp = 2,

        /// <summary>A push-pull output.</summary>
        Output = 3,

        /// <summary>An open drain output.</summary>
        OutputOpenDrain = 4,

        /// <summary>An open drain output with a pull-up.</summary>
        OutputOpenDrainPullUp = 5,

        /// <summary>An open source output.</summary>
        OutputOpenSource = 6,

        /// <summary>An open source output with a pull-down.</summary>
        OutputOpenSourcePullDown = 7,
    }
}
