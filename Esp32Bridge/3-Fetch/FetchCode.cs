namespace Esp32Bridge.Fetch
{
    /// <summary>The types of frames. The answer to a request has its type and <see cref="AnswerBit"/>, or is <see cref="Refusal"/>.</summary>
    internal static class FetchCode
    {
        /// <summary>Asks what there is to be had. No payload.</summary>
        internal const byte Info = 0x01;

        /// <summary>Asks for a part of the image: offset (4 bytes), length (2).</summary>
        internal const byte Read = 0x02;

        /// <summary>Tells the end: result (1 byte, 0 is success), SHA-256 of what the part holds now (32), a text (0 to <see cref="LongestText"/>).</summary>
        internal const byte Done = 0x03;

        /// <summary>Tells that nothing will be asked for a while: seconds (1 byte).</summary>
        internal const byte Pause = 0x04;

        /// <summary>What is added to the type of a request in its answer.</summary>
        internal const byte AnswerBit = 0x80;

        /// <summary>The answer to a request that is refused: one of the codes below.</summary>
        internal const byte Refusal = 0xFF;

        /// <summary>There is no such request.</summary>
        internal const byte UnknownRequest = 1;

        /// <summary>The payload has not the length of this request, or a figure in it is not one that may be.</summary>
        internal const byte WrongRequest = 2;

        /// <summary>There is no such part of the image.</summary>
        internal const byte OutsideImage = 3;

        /// <summary>The image cannot be had at the moment: the same request again, a second later.</summary>
        internal const byte AgainLater = 4;

        /// <summary>The end was told already.</summary>
        internal const byte Ended = 5;

        /// <summary>The answer to <see cref="Done"/>: the part holds the image.</summary>
        internal const byte Accepted = 0;

        /// <summary>The answer to <see cref="Done"/>: the failure was taken note of.</summary>
        internal const byte FailureNoted = 1;

        /// <summary>The answer to <see cref="Done"/>: the part does not hold the image.</summary>
        internal const byte WrongHash = 2;

        /// <summary>The most characters of the text of <see cref="Done"/>.</summary>
        internal const int LongestText = 48;
    }
}
