using System;
using Esp32Bridge.Storage;
using Esp32Bridge.Tests.Fakes;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Storage
{
    [TestClass]
    public class FileJobRecordTests
    {
        private const string First = "job-0.bin";
        private const string Second = "job-1.bin";

        [TestMethod]
        public void An_empty_drive_knows_no_job()
        {
            Assert.AreEqual(0, Restart(new FakeDrive()));
        }

        [DataRow(1)]
        [DataRow(255)]
        [DataRow(256)]
        [DataRow(16909060)]
        [DataRow(int.MaxValue)]
        public void A_number_survives_a_restart(int number)
        {
            FakeDrive drive = new FakeDrive();

            RecordOf(drive).Finish(number);

            Assert.AreEqual(number, Restart(drive));
        }

        [TestMethod]
        public void The_last_number_counts_and_the_files_are_written_in_turn()
        {
            FakeDrive drive = new FakeDrive();
            FileJobRecord record = RecordOf(drive);
            for (int number = 1; number <= 5; number++)
            {
                record.Finish(number);
                Assert.AreEqual(number, record.LastFinished);
                Assert.AreEqual(number, Restart(drive));
            }

            Assert.AreEqual("job-0.bin job-1.bin job-0.bin job-1.bin job-0.bin ", drive.Written);
        }

        [TestMethod]
        public void After_a_restart_the_older_file_is_written()
        {
            FakeDrive drive = new FakeDrive();
            for (int number = 1; number <= 5; number++)
            {
                RecordOf(drive).Finish(number);
            }

            Assert.AreEqual("job-0.bin job-1.bin job-0.bin job-1.bin job-0.bin ", drive.Written);
            Assert.AreEqual(5, Restart(drive));
        }

        [DataRow(1)]
        [DataRow(2)]
        public void A_write_torn_at_any_byte_keeps_the_number_before_it(int written)
        {
            for (int torn = 0; torn < 36; torn++)
            {
                FakeDrive drive = new FakeDrive();
                FileJobRecord record = RecordOf(drive);
                for (int number = 1; number <= written; number++)
                {
                    record.Finish(number);
                }

                drive.TornAt = torn;
                record.Finish(99);

                Assert.AreEqual(written, Restart(drive), "torn at " + torn);
                RecordOf(drive).Finish(100);
                Assert.AreEqual(100, Restart(drive), "the next after " + torn);
            }
        }

        [TestMethod]
        public void A_bit_that_flips_anywhere_keeps_the_number_before_it()
        {
            for (int bit = 0; bit < 36 * 8; bit++)
            {
                FakeDrive drive = new FakeDrive();
                FileJobRecord record = RecordOf(drive);
                record.Finish(7);
                record.Finish(8);
                byte[] bytes = drive.Read(Second);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));

                Assert.AreEqual(7, Restart(drive), "bit " + bit);
            }
        }

        [DataRow(0)]
        [DataRow(1)]
        [DataRow(36)]
        [DataRow(37)]
        [DataRow(1000)]
        public void Garbage_in_one_file_does_not_spoil_the_other(int length)
        {
            byte[] garbage = new byte[length];
            for (int i = 0; i < length; i++)
            {
                garbage[i] = (byte)(i * 37);
            }

            FakeDrive drive = new FakeDrive();
            FileJobRecord record = RecordOf(drive);
            record.Finish(7);
            record.Finish(8);

            drive.Spoil(Second, garbage);
            Assert.AreEqual(7, Restart(drive));
            drive.Spoil(First, garbage);
            Assert.AreEqual(0, Restart(drive));
            RecordOf(drive).Finish(9);
            Assert.AreEqual(9, Restart(drive));
        }

        [TestMethod]
        public void A_file_that_is_missing_does_not_spoil_the_other()
        {
            FakeDrive drive = new FakeDrive();
            FileJobRecord record = RecordOf(drive);
            record.Finish(7);
            record.Finish(8);

            drive.Spoil(First, null);

            Assert.AreEqual(8, Restart(drive));
            RecordOf(drive).Finish(9);
            Assert.AreEqual("job-0.bin job-1.bin job-0.bin ", drive.Written);
        }

        [TestMethod]
        public void A_file_of_zeros_or_of_FF_is_no_number()
        {
            FakeDrive drive = new FakeDrive();
            byte[] erased = new byte[36];
            for (int i = 0; i < erased.Length; i++)
            {
                erased[i] = 0xFF;
            }

            drive.Spoil(First, new byte[36]);
            drive.Spoil(Second, erased);

            Assert.AreEqual(0, Restart(drive));
        }

        [TestMethod]
        public void A_drive_that_fails_is_logged_and_the_number_counts_until_the_restart()
        {
            FakeDrive drive = new FakeDrive();
            FakeLog log = new FakeLog();
            FileJobRecord record = new FileJobRecord(drive, log);
            record.Finish(7);
            drive.Error = new Exception("full");

            record.Finish(8);

            Assert.AreEqual(8, record.LastFinished);
            Assert.AreEqual("job 8: cannot be recorded and will run again after a restart: full|", log.Text);
            Assert.AreEqual(7, Restart(drive));
        }

        [TestMethod]
        public void A_drive_that_failed_once_does_not_cost_the_good_file()
        {
            FakeDrive drive = new FakeDrive();
            FileJobRecord record = RecordOf(drive);
            record.Finish(7);
            drive.Error = new Exception("full");
            record.Finish(8);
            drive.Error = null;

            drive.TornAt = 3;
            record.Finish(9);

            Assert.AreEqual(7, Restart(drive));
        }

        private static int Restart(FakeDrive drive)
        {
            return RecordOf(drive).LastFinished;
        }

        private static FileJobRecord RecordOf(FakeDrive drive)
        {
            return new FileJobRecord(drive, new FakeLog());
        }
    }
}
