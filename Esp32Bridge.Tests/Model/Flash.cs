using System;

namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// A flash by its rules: pages erase to FF, a unit is programmed as a whole and once, and errors are not reported.
    /// Pages that were never programmed take no memory.
    /// </summary>
    public sealed class Flash
    {
        private const int LargestBlock = 4096;

        private readonly Stm32Part _part;
        private readonly int _unit;
        private readonly int _blockSize;
        private readonly byte[][] _blocks;
        private readonly bool[][] _torn;
        private readonly bool[] _writeProtected;
        private bool _sequenceError;
        private StuckCell _stuck;

        /// <summary>Creates an erased flash.</summary>
        /// <param name="part">Its sizes.</param>
        public Flash(Stm32Part part)
        {
            _part = part;
            _unit = part.ProgramUnit;
            _blockSize = part.PageSize < LargestBlock ? part.PageSize : LargestBlock;
            _blocks = new byte[part.FlashSize / _blockSize][];
            _torn = new bool[part.PageCount][];
            _writeProtected = new bool[part.PageCount];
            Size = part.FlashSize;
        }

        /// <summary>Gets the size in bytes.</summary>
        public int Size { get; }

        /// <summary>Gets how many pages were erased; a mass erase counts all its pages.</summary>
        public int EraseCount { get; private set; }

        /// <summary>Gets how many units were programmed.</summary>
        public int ProgramCount { get; private set; }

        /// <summary>Gets a number that increases with each change of the content.</summary>
        public int Revision { get; private set; }

        /// <summary>Gets or sets the method that is called after each change; null for none.</summary>
        public Action Changed { get; set; }

        /// <summary>Gets the offset of the last change, from the start of the flash.</summary>
        public int ChangedFrom { get; private set; }

        /// <summary>Gets how many bytes the last change may have changed.</summary>
        public int ChangedCount { get; private set; }

        /// <summary>Gets or sets how many of the next units fail, as worn-out ones do.</summary>
        public int FailingUnits { get; set; }

        /// <summary>Gets or sets how many of the next units, after the <see cref="FailingUnits"/>, are torn.</summary>
        public int TearingUnits { get; set; }

        /// <summary>Reads a byte.</summary>
        /// <param name="offset">Its offset, from the start of the flash.</param>
        /// <returns>The byte.</returns>
        public byte Read(int offset)
        {
            byte[] cells = _blocks[offset / _blockSize];
            return cells == null ? _part.ErasedValue : cells[offset % _blockSize];
        }

        /// <summary>Reads a word.</summary>
        /// <param name="offset">Its offset.</param>
        /// <returns>The word, little-endian in memory.</returns>
        public uint ReadWord(int offset)
        {
            return (uint)(Read(offset) | (Read(offset + 1) << 8) | (Read(offset + 2) << 16) | (Read(offset + 3) << 24));
        }

        /// <summary>Returns how far an observer may skip because nothing was ever programmed there.</summary>
        /// <param name="offset">The offset.</param>
        /// <returns>A higher offset if it may skip; else the offset itself.</returns>
        public int SkipBlank(int offset)
        {
            return _blocks[offset / _blockSize] == null ? ((offset / _blockSize) + 1) * _blockSize : offset;
        }

        /// <summary>Copies a part of the flash.</summary>
        /// <param name="offset">Its offset.</param>
        /// <param name="count">How many bytes.</param>
        /// <returns>The bytes.</returns>
        public byte[] Copy(int offset, int count)
        {
            byte[] copy = new byte[count];
            for (int i = 0; i < count; i++)
            {
                copy[i] = Read(offset + i);
            }

            return copy;
        }

        /// <summary>Overwrites bytes, as a debug probe does.</summary>
        /// <param name="offset">The offset.</param>
        /// <param name="data">The bytes.</param>
        public void Load(int offset, byte[] data)
        {
            for (int i = 0; i < data.Length; i++)
            {
                Put(offset + i, data[i]);
            }

            NoteChange(offset, data.Length);
        }

        /// <summary>Makes a byte keep a value through the next erases of its page.</summary>
        /// <param name="offset">The offset.</param>
        /// <param name="value">The value.</param>
        /// <param name="erases">How many erases.</param>
        public void Stick(int offset, byte value, int erases)
        {
            _stuck = new StuckCell(offset, value, erases);
        }

        /// <summary>Protects a page against erasing and programming, or ends that.</summary>
        /// <param name="page">The page.</param>
        /// <param name="isProtected">Whether it is protected.</param>
        public void Protect(int page, bool isProtected)
        {
            if (page < _writeProtected.Length)
            {
                _writeProtected[page] = isProtected;
            }
        }

        /// <summary>Returns whether a page is protected.</summary>
        /// <param name="page">The page.</param>
        /// <returns>True if it is.</returns>
        public bool IsProtected(int page)
        {
            return page < _writeProtected.Length && _writeProtected[page];
        }

        /// <summary>Returns a range of protected pages, as WRPxA and WRPxB do.</summary>
        /// <param name="from">The page that counts as 0.</param>
        /// <param name="count">How many pages to look at.</param>
        /// <param name="number">0 for the first range, 1 for the next one.</param>
        /// <returns>The first page, and from bit 16 on the last one; the first is higher than the last if there is no such range.</returns>
        public uint ProtectedRange(int from, int count, int number)
        {
            int page = 0;
            for (int row = 0; ; row++)
            {
                while (page < count && !IsProtected(from + page))
                {
                    page++;
                }

                int first = page;
                while (page < count && IsProtected(from + page))
                {
                    page++;
                }

                if (first == page)
                {
                    return 0xFF;
                }

                if (row == number)
                {
                    return (uint)(first | ((page - 1) << 16));
                }
            }
        }

        /// <summary>Ends the write protection of all pages.</summary>
        public void UnprotectAll()
        {
            for (int i = 0; i < _writeProtected.Length; i++)
            {
                _writeProtected[i] = false;
            }
        }

        /// <summary>Erases a page; does nothing if it is protected or does not exist.</summary>
        /// <param name="page">The page.</param>
        public void ErasePage(int page)
        {
            if (page >= 0 && page < _writeProtected.Length && !_writeProtected[page])
            {
                int start = _part.StartOfPage(page);
                for (int block = start / _blockSize; block < (start + _part.SizeOfPage(page)) / _blockSize; block++)
                {
                    _blocks[block] = null;
                }

                _torn[page] = null;
                EraseCount++;
                NoteChange(start, _part.SizeOfPage(page));
                if (_stuck != null && _part.PageAt(_stuck.Offset) == page && _stuck.Outlasts())
                {
                    Load(_stuck.Offset, new byte[] { _stuck.Value });
                }
            }
        }

        /// <summary>Programs one unit; does nothing if that is not possible.</summary>
        /// <param name="offset">The offset.</param>
        /// <param name="data">The buffer with the bytes.</param>
        /// <param name="start">The index of the first one.</param>
        /// <param name="count">How many there are: fewer than a unit fail.</param>
        public void ProgramUnit(int offset, byte[] data, int start, int count)
        {
            if (offset % _unit != 0 || count < _unit)
            {
                // The sequence error flag stays set until the next reset, because nothing clears it.
                _sequenceError = true;
            }

            if (_sequenceError || !IsProgrammable(offset))
            {
                return;
            }

            if (FailingUnits > 0)
            {
                FailingUnits--;
                return;
            }

            if (TearingUnits > 0)
            {
                TearingUnits--;
                Tear(offset);
                return;
            }

            for (int i = 0; i < _unit; i++)
            {
                // Programming clears bits, or sets them if erased cells read 00; an erased unit takes no memory.
                byte present = Read(offset + i);
                byte next = (byte)(_part.ErasedValue == 0 ? present | data[start + i] : present & data[start + i]);
                if (next != present)
                {
                    Put(offset + i, next);
                }
            }

            ProgramCount++;
            NoteChange(offset, _unit);
        }

        /// <summary>The power fails while a page is being erased: its content is undefined.</summary>
        /// <param name="page">The page.</param>
        public void TearPage(int page)
        {
            if (page < 0 || page >= _writeProtected.Length || _writeProtected[page])
            {
                return;
            }

            int start = _part.StartOfPage(page);
            for (int i = 0; i < _part.SizeOfPage(page); i += _unit)
            {
                Tear(start + i);
            }
        }

        /// <summary>The power fails while a unit is being programmed.</summary>
        /// <param name="offset">The offset.</param>
        public void TearUnit(int offset)
        {
            if (IsProgrammable(offset))
            {
                Tear(offset);
            }
        }

        /// <summary>Returns whether a power failure tore a unit: the core faults when it reads it.</summary>
        /// <param name="offset">The offset.</param>
        /// <returns>True if its error correction fails.</returns>
        public bool IsTorn(int offset)
        {
            int page = _part.PageAt(offset);
            return _torn[page] != null && _torn[page][(offset - _part.StartOfPage(page)) / _unit];
        }

        /// <summary>Resets what a reset of the part resets.</summary>
        public void Reset()
        {
            _sequenceError = false;
        }

        private void Tear(int offset)
        {
            for (int i = 0; i < _unit; i++)
            {
                // Any pattern that differs from erased cells and from the intended content.
                Put(offset + i, (byte)(Read(offset + i) & (0xA5 ^ (offset / _unit))));
            }

            NoteChange(offset, _unit);
            if (_part.HasErrorCorrection)
            {
                int page = _part.PageAt(offset);
                if (_torn[page] == null)
                {
                    _torn[page] = new bool[_part.SizeOfPage(page) / _unit];
                }

                _torn[page][(offset - _part.StartOfPage(page)) / _unit] = true;
            }
        }

        private void NoteChange(int offset, int count)
        {
            Revision++;
            ChangedFrom = offset;
            ChangedCount = count;
            Changed?.Invoke();
        }

        private bool IsProgrammable(int offset)
        {
            return offset + _unit <= Size
                && !_writeProtected[_part.PageAt(offset)]
                && (_part.ProgramsTwice || IsErased(offset));
        }

        private bool IsErased(int offset)
        {
            if (IsTorn(offset))
            {
                return false;
            }

            for (int i = 0; i < _unit; i++)
            {
                if (Read(offset + i) != _part.ErasedValue)
                {
                    return false;
                }
            }

            return true;
        }

        private void Put(int offset, byte value)
        {
            byte[] block = _blocks[offset / _blockSize];
            if (block == null)
            {
                block = new byte[_blockSize];
                for (int i = 0; i < block.Length; i++)
                {
                    block[i] = _part.ErasedValue;
                }

                _blocks[offset / _blockSize] = block;
            }

            block[offset % _blockSize] = value;
        }
    }
}
