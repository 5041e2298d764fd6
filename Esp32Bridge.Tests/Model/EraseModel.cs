namespace Esp32Bridge.Tests.Model
{
    /// <summary>Erase and Extended Erase of a bootloader (AN3155 3.7, 3.8): which pages a frame means.</summary>
    public sealed class EraseModel
    {
        // ST's buffer holds this many page numbers; of a longer list, the first ones fall out in silence.
        private const int PageListSize = 580;

        private readonly VirtualStm32 _part;
        private readonly BootloaderFrame _frame;

        /// <summary>Creates the erase commands of a part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="frame">The frame that is collected.</param>
        public EraseModel(VirtualStm32 part, BootloaderFrame frame)
        {
            _part = part;
            _frame = frame;
        }

        /// <summary>The number of pages has come: awaits the rest.</summary>
        public void TakeLength()
        {
            if (_frame.State == BootloaderState.EraseLength)
            {
                bool all = _frame[0] == 0xFF;
                _frame.AwaitMore(all ? BootloaderState.EraseAll : BootloaderState.ErasePages, all ? 2 : 1 + _frame[0] + 1 + 1);
            }
            else if ((_frame.Pair(0) & 0xFFF0) == 0xFFF0)
            {
                _frame.AwaitMore(BootloaderState.ExtendedEraseAll, 3);
            }
            else
            {
                _frame.AwaitMore(BootloaderState.ExtendedErasePages, 2 + (2 * (_frame.Pair(0) + 1)) + 1);
            }
        }

        /// <summary>The whole frame has come: has the core erase.</summary>
        /// <param name="now">The time.</param>
        /// <returns>False when the frame is refused.</returns>
        public bool Execute(long now)
        {
            switch (_frame.State)
            {
                case BootloaderState.EraseAll:
                    if (_frame[1] == 0x00)
                    {
                        EraseAll(now);
                    }

                    return true;
                case BootloaderState.ExtendedEraseAll:
                    return _frame.HasChecksum() && EraseScope(_frame[1], now);
                case BootloaderState.ErasePages:
                    return _frame.HasChecksum() && EraseList(1, 1, now);
                default:
                    return _frame.HasChecksum() && EraseList(2, 2, now);
            }
        }

        private bool EraseScope(byte scope, long now)
        {
            if (scope < 0xFD || (scope != 0xFF && _part.Part.RefusesBankErase))
            {
                return false;
            }

            if (scope == 0xFF)
            {
                EraseAll(now);
                return true;
            }

            int half = _part.Part.PageCount / 2;
            int first = scope == 0xFE ? 0 : half;
            for (int page = first; page < first + half; page++)
            {
                ErasePage(page, now);
            }

            return true;
        }

        private bool EraseList(int start, int width, long now)
        {
            int pages = (_frame.Count - 1 - start) / width;
            for (int i = pages > PageListSize ? pages - PageListSize : 0; i < pages; i++)
            {
                int at = start + (i * width);
                ErasePage(width == 1 ? _frame[at] : _frame.Pair(at), now);
            }

            return true;
        }

        private void EraseAll(long now)
        {
            _part.Enqueue(new Operation(OperationKind.MassErase, null, 0, 1), now);
        }

        private void ErasePage(int page, long now)
        {
            _part.Enqueue(new Operation(OperationKind.ErasePage, null, (uint)page, 1), now);
        }
    }
}
