using System;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class FileJobStoreTests
    {
        private const string First = "state-0.bin";
        private const string Second = "state-1.bin";
        private const int HeadSize = 36;

        [TestMethod]
        public void An_empty_drive_has_no_state()
        {
            Assert.IsNull(new FileJobStore(new FakeDrive()).ReadState());
        }

        [DataRow(1)]
        [DataRow(255)]
        [DataRow(3000)]
        public void A_state_survives_a_restart(int length)
        {
            FakeDrive drive = new FakeDrive();

            StoreOf(drive).WriteState(StateOf(7, length));

            Assert.AreEqual(7, Restart(drive, length));
        }

        [TestMethod]
        public void The_last_state_counts_and_the_files_are_written_alternately()
        {
            FakeDrive drive = new FakeDrive();
            FileJobStore store = StoreOf(drive);
            for (byte state = 1; state <= 5; state++)
            {
                store.WriteState(StateOf(state, 10));
                Assert.AreEqual(state, Restart(drive, 10));
            }

            Assert.AreEqual("state-1.bin state-0.bin state-1.bin state-0.bin state-1.bin ", drive.Written);
        }

        [TestMethod]
        public void After_a_restart_the_older_file_is_written()
        {
            FakeDrive drive = new FakeDrive();
            for (byte state = 1; state <= 5; state++)
            {
                StoreOf(drive).WriteState(StateOf(state, 10));
            }

            Assert.AreEqual("state-1.bin state-0.bin state-1.bin state-0.bin state-1.bin ", drive.Written);
            Assert.AreEqual(5, Restart(drive, 10));
        }

        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void A_write_torn_at_any_byte_keeps_the_state_before_it(int written)
        {
            for (int torn = 0; torn < HeadSize + 10; torn++)
            {
                FakeDrive drive = new FakeDrive();
                FileJobStore store = StoreOf(drive);
                for (byte state = 1; state <= written; state++)
                {
                    store.WriteState(StateOf(state, 10));
                }

                drive.TornAt = torn;
                store.WriteState(StateOf(99, 10));

                Assert.AreEqual(written, Restart(drive, 10), "torn at " + torn);
                StoreOf(drive).WriteState(StateOf(100, 10));
                Assert.AreEqual(100, Restart(drive, 10), "the next after " + torn);
            }
        }

        [TestMethod]
        public void Any_flipped_bit_keeps_the_state_before_it()
        {
            for (int bit = 0; bit < (HeadSize + 10) * 8; bit++)
            {
                FakeDrive drive = new FakeDrive();
                FileJobStore store = StoreOf(drive);
                store.WriteState(StateOf(7, 10));
                store.WriteState(StateOf(8, 10));
                byte[] bytes = drive.Read(First);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));

                Assert.AreEqual(7, Restart(drive, 10), "bit " + bit);
            }
        }

        [DataRow(0)]
        [DataRow(1)]
        [DataRow(36)]
        [DataRow(37)]
        [DataRow(1000)]
        public void Garbage_in_one_file_does_not_affect_the_other(int length)
        {
            byte[] garbage = StateOf(1, length);
            FakeDrive drive = new FakeDrive();
            FileJobStore store = StoreOf(drive);
            store.WriteState(StateOf(7, 10));
            store.WriteState(StateOf(8, 10));

            drive.Spoil(First, garbage);
            Assert.AreEqual(7, Restart(drive, 10));
            drive.Spoil(Second, garbage);
            Assert.ThrowsException(typeof(RecordException), () => new FileJobStore(drive).ReadState());
            StoreOf(drive).WriteState(StateOf(9, 10));
            Assert.AreEqual(9, Restart(drive, 10));
        }

        [TestMethod]
        public void Files_of_zeros_or_of_FF_are_not_a_state()
        {
            FakeDrive drive = new FakeDrive();
            byte[] erased = new byte[50];
            for (int i = 0; i < erased.Length; i++)
            {
                erased[i] = 0xFF;
            }

            drive.Spoil(First, new byte[50]);
            drive.Spoil(Second, erased);

            Assert.ThrowsException(typeof(RecordException), () => new FileJobStore(drive).ReadState());
        }

        [TestMethod]
        public void A_corrupt_file_is_not_a_missing_file()
        {
            FakeDrive drive = new FakeDrive();
            drive.Spoil("trust-1.bin", new byte[5]);
            FileJobStore store = new FileJobStore(drive);

            Assert.IsNull(store.ReadState());
            try
            {
                store.ReadTrust();
                Assert.IsTrue(false, "it is spoilt");
            }
            catch (RecordException error)
            {
                Assert.AreEqual("read the record: expected a whole copy; got trust-1.bin with 5 corrupt bytes. A new one is started.", error.Message);
            }
        }

        [TestMethod]
        public void Keys_and_the_highest_number_have_separate_files()
        {
            FakeDrive drive = new FakeDrive();
            FileJobStore store = StoreOf(drive);

            store.WriteTrust(StateOf(1, 20));
            store.WriteState(StateOf(2, 10));
            store.WriteTrust(StateOf(3, 20));

            Assert.AreEqual("trust-1.bin state-1.bin trust-0.bin ", drive.Written);
            Assert.AreEqual(2, Restart(drive, 10));
            Assert.AreEqual(3, (int)new FileJobStore(drive).ReadTrust()[0]);
        }

        [TestMethod]
        public void After_a_failed_write_the_valid_file_is_kept()
        {
            FakeDrive drive = new FakeDrive();
            FileJobStore store = StoreOf(drive);
            store.WriteState(StateOf(7, 10));
            drive.Error = new Exception("full");
            Assert.ThrowsException(typeof(Exception), () => store.WriteState(StateOf(8, 10)));
            drive.Error = null;

            drive.TornAt = 3;
            store.WriteState(StateOf(9, 10));

            Assert.AreEqual(7, Restart(drive, 10));
        }

        [TestMethod]
        public void Each_manifest_has_its_own_file()
        {
            FakeDrive drive = new FakeDrive();
            FileJobStore store = StoreOf(drive);

            store.WriteManifest(0, new byte[] { 1 });
            store.WriteManifest(1, new byte[] { 2 });
            store.WriteManifest(2, new byte[] { 3 });

            Assert.AreEqual("job-0.json job-1.json job-2.json ", drive.Written);
            Assert.AreEqual(1, (int)StoreOf(drive).ReadManifest(0)[0]);
            Assert.AreEqual(2, (int)StoreOf(drive).ReadManifest(1)[0]);
            Assert.AreEqual(3, (int)StoreOf(drive).ReadManifest(2)[0]);
        }

        private static byte[] StateOf(byte value, int length)
        {
            byte[] state = new byte[length];
            for (int i = 0; i < length; i++)
            {
                state[i] = (byte)(i == 0 ? value : i * 37);
            }

            return state;
        }

        // The state after a restart, if it is complete.
        private static int Restart(FakeDrive drive, int length)
        {
            byte[] state = StoreOf(drive).ReadState();
            Assert.AreEqual(length, state.Length);
            byte[] expected = StateOf(state[0], length);
            for (int i = 0; i < length; i++)
            {
                Assert.AreEqual(expected[i], state[i]);
            }

            return state[0];
        }

        // As at a start: the store is read before it is written.
        private static FileJobStore StoreOf(FakeDrive drive)
        {
            FileJobStore store = new FileJobStore(drive);
            try
            {
                store.ReadState();
            }
            catch (RecordException)
            {
                // The state starts over.
            }

            return store;
        }
    }
}
