namespace Esp32Bridge.Transfers
{
    /// <summary>The types of frames. An answer has the type of its request plus <see cref="AnswerBit"/>, or is <see cref="Refusal"/>.</summary>
    internal static class FetchCode
    {
        /// <summary>Asks for the description of the image. No payload.</summary>
        internal const byte Info = 0x01;

        /// <summary>Asks for a part of the image: offset (4 bytes), length (2).</summary>
        internal const byte Read = 0x02;

        /// <summary>Reports the end: result (1 byte, 0 is success), SHA-256 of what the part holds now (32), a text (0 to <see cref="LongestText"/>).</summary>
        internal const byte Done = 0x03;

        /// <summary>Announces a pause without requests: seconds (1 byte).</summary>
        internal const byte Pause = 0x04;

        /// <summary>Set in the type of an answer.</summary>
        internal const byte AnswerBit = 0x80;

        /// <summary>The answer to a request that is refused: one of the codes below.</summary>
        internal const byte Refusal = 0xFF;

        /// <summary>The request is unknown.</summary>
        internal const byte UnknownRequest = 1;

        /// <summary>The payload has the wrong length for this request, or a value in it is not allowed.</summary>
        internal const byte WrongRequest = 2;

        /// <summary>The requested part is outside the image.</summary>
        internal const byte OutsideImage = 3;

        /// <summary>The image is temporarily not available: repeat the same request a second later.</summary>
        internal const byte AgainLater = 4;

        /// <summary>The end was already reported.</summary>
        internal const byte Ended = 5;

        /// <summary>The answer to <see cref="Done"/>: the part holds the image.</summary>
        internal const byte Accepted = 0;

        /// <summary>The answer to <see cref="Done"/>: the failure was recorded.</summary>
        internal const byte FailureNoted = 1;

        /// <summary>The answer to <see cref="Done"/>: the part does not hold the image.</summary>
        internal const byte WrongHash = 2;

        /// <summary>The most characters of the text of <see cref="Done"/>.</summary>
        internal const int LongestText = 48;
    }
}
