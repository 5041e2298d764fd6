using System;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>The highest number and the keys survive the loss of the record of jobs.</summary>
    [TestClass]
    public class JobTrustTests
    {
        private static readonly byte[] _first = KeyOf(1);
        private static readonly byte[] _second = KeyOf(2);
        private static readonly byte[] _third = KeyOf(3);

        [TestMethod]
        public void The_number_of_an_accepted_job_survives_a_restart()
        {
            FakeJobStore store = new FakeJobStore();
            Trust(store).Accept(7, _first, null);

            Assert.AreEqual(7, Trust(store).Highest);
        }

        [TestMethod]
        public void The_number_is_in_both_files_so_that_the_loss_of_one_restores_no_old_key()
        {
            for (int lost = 0; lost < 2; lost++)
            {
                FakeDrive drive = new FakeDrive();
                JobTrust trust = new JobTrust(new FileJobStore(drive), new byte[][] { _first }, new FakeLog());
                trust.Accept(1, _first, _second);
                trust.Accept(2, _second, null);
                drive.Spoil("trust-" + lost + ".bin", new byte[3]);

                JobTrust after = new JobTrust(new FileJobStore(drive), new byte[][] { _first }, new FakeLog());

                Expect(after, _second);
                Assert.AreEqual(2, after.Highest);
            }
        }

        [TestMethod]
        public void Missing_files_are_reported()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));
            byte[] trust = before.Store.Trust;
            before.Store.Trust = null;
            Assert.AreEqual("the highest number of a job: its file is missing beside the record of jobs. The keys of the configuration count.", before.Restart().Queue.Trouble);

            before.Store.Trust = trust;
            before.Store.State = null;
            Assert.AreEqual("the record of jobs: its files are gone.", before.Restart().Queue.Trouble);
        }

        [TestMethod]
        public void Without_the_record_of_jobs_no_old_job_is_accepted_but_the_last_one_is()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));
            before.RunNext();
            before.Store.State = null;

            JobTable table = before.Restart();

            Assert.AreEqual(7, table.Queue.Highest);
            Assert.IsFalse(table.Submit(Manifests.Good(6)));
            Assert.IsTrue(table.Submit(Manifests.Good(7)), "it may have left a part without a program");
            Assert.IsTrue(table.Submit(Manifests.Good(8)));
        }

        [TestMethod]
        public void Without_the_number_the_record_of_jobs_still_refuses_old_jobs()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));
            before.RunNext();
            before.Submit(Manifests.Good(9));
            before.Store.Trust = null;

            Assert.AreEqual(9, before.Restart().Queue.Highest);
            Assert.IsFalse(before.Restart().Submit(Manifests.Good(8)));
        }

        [DataRow(1)]
        [DataRow(75)]
        [DataRow(77)]
        public void A_file_of_another_length_is_reported_and_replaced(int length)
        {
            FakeJobStore store = new FakeJobStore() { Trust = new byte[length] };
            FakeLog log = new FakeLog();

            JobTrust trust = new JobTrust(store, new byte[][] { _first }, log);

            Assert.AreEqual(0, trust.Highest);
            Assert.StartsWith("the highest number of a job: read the record: expected a whole copy; got ", trust.Trouble);
            Assert.AreEqual(trust.Trouble + "|", log.Text);
        }

        [TestMethod]
        public void A_number_may_increase_by_at_most_a_million()
        {
            JobTable table = new JobTable();

            Assert.IsFalse(table.Submit(Manifests.Good(1000001)));
            Assert.IsTrue(table.Submit(Manifests.Good(1000000)));
            Assert.IsFalse(table.Submit(Manifests.Good(2000001)));
            Assert.IsFalse(table.Submit(Manifests.Good(int.MaxValue)));
            Assert.Contains("job 2147483647: refused: job.json: job: expected a number of at most 2000000; got 2147483647. ", table.Log.Text);
            Assert.IsTrue(table.Submit(Manifests.Good(1000001)));
        }

        [TestMethod]
        public void The_largest_numbers_can_be_reached()
        {
            JobTable table = new JobTable();
            table.Trust.Raise(int.MaxValue - 2);

            Assert.IsTrue(table.Submit(Manifests.Good(int.MaxValue)));
            Assert.IsFalse(table.Submit(Manifests.Good(int.MaxValue - 1)));
        }

        [TestMethod]
        public void An_announced_key_counts_with_the_others_and_alone_after_its_first_use()
        {
            FakeJobStore store = new FakeJobStore();
            JobTrust trust = new JobTrust(store, new byte[][] { _first, _second }, new FakeLog());

            trust.Accept(1, _second, _third);
            Expect(trust, _first, _second, _third);
            trust = new JobTrust(store, new byte[][] { _first, _second }, new FakeLog());
            Expect(trust, _first, _second, _third);
            trust.Accept(2, _first, null);
            Expect(trust, _first, _second, _third);
            trust.Accept(3, _third, null);
            Expect(trust, _third);
            Expect(new JobTrust(store, new byte[][] { _first, _second }, new FakeLog()), _third);
        }

        [TestMethod]
        public void Keys_can_be_changed_repeatedly()
        {
            FakeJobStore store = new FakeJobStore();
            JobTrust trust = Trust(store);

            trust.Accept(1, _first, _second);
            trust.Accept(2, _second, _third);
            Expect(trust, _second, _third);
            Expect(Trust(store), _second, _third);
            trust.Accept(3, _third, _first);
            Expect(Trust(store), _third, _first);
            trust.Accept(4, _third, _second);
            Expect(Trust(store), _third, _second);
        }

        [TestMethod]
        public void Other_keys_in_the_configuration_replace_the_announced_ones_and_the_number_stays()
        {
            FakeJobStore store = new FakeJobStore();
            JobTrust trust = Trust(store);
            trust.Accept(5, _first, _second);
            trust.Accept(6, _second, _first);

            JobTrust after = new JobTrust(store, new byte[][] { _third }, new FakeLog());

            Expect(after, _third);
            Assert.AreEqual(6, after.Highest);
            Expect(new JobTrust(store, new byte[0][], new FakeLog()));
        }

        [TestMethod]
        public void A_store_that_fails_is_reported_and_the_number_counts_until_the_next_restart()
        {
            FakeJobStore store = new FakeJobStore() { Error = new InvalidOperationException("full") };
            FakeLog log = new FakeLog();
            JobTrust trust = new JobTrust(store, new byte[][] { _first }, log);

            trust.Accept(7, _first, null);

            Assert.AreEqual(7, trust.Highest);
            Assert.AreEqual("job 7: its number cannot be kept: InvalidOperationException full|", log.Text);
        }

        [TestMethod]
        public void After_a_job_signed_by_the_announced_key_the_old_key_is_refused()
        {
            JobTable table = new JobTable();
            JobTrust trust = new JobTrust(table.Store, new byte[][] { JobSigner.PublicKey }, table.Log);
            JobQueue queue = new JobQueue(table.Store, trust, JobTable.Url, table.Stop, table.Clock, table.Log);
            JobIntake intake = new JobIntake(new JobSignature(trust), new Addressee(JobTable.Device, null), table.Programmers, queue, JobTable.Url, table.Listener, table.Log);
            Ed25519Signer next = Ed25519Signer.Of(9);

            Submit(intake, JobSigner.Owner, Manifests.With(Manifests.Good(1), "\"nextKey\":\"" + Data.HexText.Of(next.PublicKey) + "\""));
            Submit(intake, JobSigner.Owner, Manifests.Good(2));
            Submit(intake, next, Manifests.Good(3));

            Assert.ThrowsException(typeof(SignatureException), () => Submit(intake, JobSigner.Owner, Manifests.Good(4)));
            Submit(intake, next, Manifests.Good(4));
        }

        [TestMethod]
        public void A_job_that_is_refused_announces_nothing()
        {
            JobTable table = new JobTable();
            string announcement = Manifests.For("\"valve-3\"", "1", Manifests.Target("A", null, null));
            Assert.IsFalse(table.Submit(Manifests.With(announcement, "\"nextKey\":\"" + Data.HexText.Of(_second) + "\"")));

            Expect(table.Trust, FakeSignature.Key);
        }

        [DataRow("\"0123\"")]
        [DataRow("7")]
        [DataRow("\"\"")]
        public void A_job_that_announces_an_invalid_key_is_refused(string json)
        {
            Assert.StartsWith("job.json: nextKey: expected ", Manifests.ErrorOf(Manifests.With(Manifests.Good(1), "\"nextKey\":" + json)));
        }

        private static void Submit(JobIntake intake, Ed25519Signer signer, string manifest)
        {
            Assert.IsTrue(intake.Submit(System.Text.Encoding.UTF8.GetBytes(manifest), JobSigner.Sign(signer, manifest)));
        }

        private static JobTrust Trust(FakeJobStore store)
        {
            return new JobTrust(store, new byte[][] { _first }, new FakeLog());
        }

        private static byte[] KeyOf(byte value)
        {
            byte[] key = new byte[32];
            key[0] = value;
            key[31] = value;
            return key;
        }

        private static void Expect(JobTrust trust, params byte[][] keys)
        {
            byte[][] found = trust.Keys;
            Assert.AreEqual(keys.Length, found.Length);
            for (int i = 0; i < keys.Length; i++)
            {
                Assert.AreEqual(Data.HexText.Of(keys[i]), Data.HexText.Of(found[i]), "key " + i);
            }
        }
    }
}
