namespace Esp32Bridge.Images
{
    /// <summary>Those who read a download, and those who may still come. All of it is called under the lock of the image.</summary>
    public sealed class SharedReaders
    {
        private readonly ImageSharer[] _sharers;
        private readonly SharedReader[] _readers;
        private readonly bool[] _haveJoined;

        /// <summary>Begins with nobody.</summary>
        /// <param name="sharers">Who may come.</param>
        internal SharedReaders(ImageSharer[] sharers)
        {
            _sharers = sharers;
            _readers = new SharedReader[sharers.Length];
            _haveJoined = new bool[sharers.Length];
        }

        /// <summary>Gets whether nobody reads.</summary>
        internal bool IsEmpty
        {
            get
            {
                bool isEmpty = true;
                for (int i = 0; i < _readers.Length; i++)
                {
                    isEmpty = isEmpty && _readers[i] == null;
                }

                return isEmpty;
            }
        }

        /// <summary>Gets whether it is worth waiting for somebody who has not come yet.</summary>
        internal bool AreIncomplete
        {
            get
            {
                bool areIncomplete = false;
                for (int i = 0; i < _readers.Length; i++)
                {
                    areIncomplete = areIncomplete || (!_haveJoined[i] && _sharers[i].IsExpected);
                }

                return areIncomplete;
            }
        }

        /// <summary>Tells whether somebody has read this download, or does.</summary>
        /// <param name="sharer">Who.</param>
        /// <returns>True when that is so.</returns>
        internal bool HasJoined(ImageSharer sharer)
        {
            return _haveJoined[sharer.Number];
        }

        /// <summary>Adds a stream.</summary>
        /// <param name="reader">The stream.</param>
        internal void Add(SharedReader reader)
        {
            _readers[reader.Number] = reader;
            _haveJoined[reader.Number] = true;
        }

        /// <summary>Takes a stream away.</summary>
        /// <param name="reader">The stream.</param>
        internal void Remove(SharedReader reader)
        {
            _readers[reader.Number] = null;
        }

        /// <summary>Finds the first byte that a stream still needs for which it is worth waiting.</summary>
        /// <param name="end">The byte behind the last one that came.</param>
        /// <returns>The byte, at most <paramref name="end"/>.</returns>
        internal int LowestPosition(int end)
        {
            int lowest = end;
            for (int i = 0; i < _readers.Length; i++)
            {
                bool counts = _readers[i] != null && !_sharers[i].IsGivenUp;
                lowest = counts && _readers[i].Position < lowest ? _readers[i].Position : lowest;
            }

            return lowest;
        }

        /// <summary>Gives up those who need a byte, for good.</summary>
        /// <param name="position">The byte; with the first one, those too who have not come.</param>
        internal void GiveUp(int position)
        {
            for (int i = 0; i < _readers.Length; i++)
            {
                bool isBehind = _readers[i] == null ? !_haveJoined[i] && position == 0 : _readers[i].Position == position;
                _sharers[i].IsGivenUp = _sharers[i].IsGivenUp || isBehind;
            }
        }
    }
}
