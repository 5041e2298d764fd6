namespace Esp32Bridge.Tests.Model
{
    /// <summary>Erase and Extended Erase of a bootloader (AN3155 3.7, 3.8): which pages a frame means.</summary>
    public sealed class EraseModel
    {
        // ST's buffer holds this many page numbers; a longer list silently loses the first ones.
        private const int PageListSize = 580;

        private const byte All = 0xFF;
        private const byte Bank2 = 0xFD;

        private readonly VirtualStm32 _part;
        private readonly BootloaderFrame _frame;
        private readonly BootloaderAnswers _answers;

        /// <summary>Creates the erase commands of a part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="frame">The frame that is being received.</param>
        /// <param name="answers">How it answers.</param>
        public EraseModel(VirtualStm32 part, BootloaderFrame frame, BootloaderAnswers answers)
        {
            _part = part;
            _frame = frame;
            _answers = answers;
        }

        /// <summary>Handles the number of pages, and waits for the rest of the frame or for the next one.</summary>
        /// <param name="now">The time.</param>
        public void TakeLength(long now)
        {
            if (_part.Bootloader.Protocol.HasCountFrames)
            {
                TakeCount(now);
            }
            else if (_frame.State == BootloaderState.EraseLength)
            {
                bool all = _frame[0] == 0xFF;
                _frame.AwaitMore(all ? BootloaderState.EraseAll : BootloaderState.ErasePages, all ? 2 : 1 + _frame[0] + 1 + 1);
            }
            else if (IsScope())
            {
                _frame.AwaitMore(BootloaderState.ExtendedEraseAll, 3);
            }
            else
            {
                _frame.AwaitMore(BootloaderState.ExtendedErasePages, 2 + (2 * (_frame.Pair(0) + 1)) + 1);
            }
        }

        /// <summary>Handles the complete frame: the core erases, and the answer follows.</summary>
        /// <param name="now">The time.</param>
        public void Execute(long now)
        {
            switch (_frame.State)
            {
                case BootloaderState.EraseAll:
                    // A wrong checksum gets an ACK, but nothing is erased.
                    if (_frame[1] == 0x00)
                    {
                        EraseAll(now);
                    }

                    _answers.Finish(true, now);
                    break;
                case BootloaderState.ExtendedEraseAll:
                    EraseScope(_frame.HasChecksum() ? _frame[1] : (byte)0, now);
                    break;
                case BootloaderState.ErasePages:
                    EraseList(1, 1, now);
                    break;
                default:
                    EraseList(_part.Bootloader.Protocol.HasCountFrames ? 0 : 2, 2, now);
                    break;
            }
        }

        // The number has its own checksum: the one after the pages is of the pages only.
        private void TakeCount(long now)
        {
            if (IsScope())
            {
                EraseScope(_frame.HasChecksum() ? _frame[1] : (byte)0, now);
            }
            else if (_frame.HasChecksum())
            {
                _answers.Continue(BootloaderState.ExtendedErasePages, (2 * (_frame.Pair(0) + 1)) + 1, now);
            }
            else
            {
                _answers.Finish(false, now);
            }
        }

        private bool IsScope()
        {
            return (_frame.Pair(0) & 0xFFF0) == 0xFFF0;
        }

        private void EraseScope(byte scope, long now)
        {
            bool accepts = scope >= Bank2 && !(scope == All ? _part.Part.RefusesMassErase : _part.Part.RefusesBankErase);
            if (accepts && scope == All)
            {
                EraseAll(now);
            }
            else if (accepts)
            {
                int half = _part.Part.PageCount / 2;
                int first = scope != Bank2 ? 0 : _part.Part.SecondBankNumber == 0 ? half : _part.Part.SecondBankNumber;
                for (int page = first; page < first + half; page++)
                {
                    ErasePage(page, now);
                }
            }

            _answers.Finish(accepts, now);
        }

        private void EraseList(int start, int width, long now)
        {
            if (!_frame.HasChecksum())
            {
                _answers.Finish(false, now);
                return;
            }

            if (_part.Part.ErasesOnePage)
            {
                // The part answers first, and then erases only the first page of the list.
                _answers.Finish(true, now);
                ErasePage(NumberAt(start, width), now);
                return;
            }

            int pages = (_frame.Count - 1 - start) / width;
            for (int i = pages > PageListSize ? pages - PageListSize : 0; i < pages; i++)
            {
                ErasePage(NumberAt(start + (i * width), width), now);
            }

            _answers.Finish(true, now);
        }

        private void EraseAll(long now)
        {
            _part.Enqueue(new Operation(OperationKind.MassErase, null, 0, 1), now);
        }

        private int NumberAt(int place, int width)
        {
            return width == 1 ? _frame[place] : _frame.Pair(place);
        }

        private void ErasePage(int number, long now)
        {
            _part.Enqueue(new Operation(OperationKind.ErasePage, null, (uint)number, 1), now);
        }
    }
}
