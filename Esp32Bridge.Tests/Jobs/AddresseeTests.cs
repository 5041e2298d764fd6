using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>A job is for the devices and fleets that it names.</summary>
    [TestClass]
    public class AddresseeTests
    {
        [DataRow("\"bridge-1\"")]
        [DataRow("[\"bridge-1\"]")]
        [DataRow("[\"valve-3\",\"bridge-1\"]")]
        [DataRow("\"bridges\"")]
        [DataRow("[\"valves\",\"bridges\"]")]
        public void A_job_for_the_device_or_its_fleet_is_accepted(string addressees)
        {
            Assert.IsTrue(new JobTable().Submit(Job(addressees, 7)));
        }

        [DataRow("\"valve-3\"", "'valve-3'")]
        [DataRow("\"Bridge-1\"", "'Bridge-1'")]
        [DataRow("\"bridge-\"", "'bridge-'")]
        [DataRow("\"bridge-10\"", "'bridge-10'")]
        [DataRow("\"*\"", "'*'")]
        [DataRow("[\"valve-3\",\"valve-4\",\"valves\"]", "'valve-3' and 2 more")]
        public void A_job_for_others_is_refused_and_its_number_does_not_count(string addressees, string shown)
        {
            JobTable table = new JobTable();

            Assert.IsFalse(table.Submit(Job(addressees, 900000)));

            string cause = "job.json: for: expected 'bridge-1' or 'bridges'; got " + shown + ". ";
            Assert.StartsWith("job 900000: refused: " + cause, table.Log.Text);
            Assert.AreEqual("900000 refused|", table.Listener.Text);
            Assert.AreEqual(900000, table.Intake.LastRefusal.Number);
            Assert.StartsWith(cause, table.Intake.LastRefusal.Cause);
            Assert.IsNull(table.Store.State);
            Assert.IsNull(table.Store.Trust);
            Assert.IsTrue(table.Submit(Manifests.Good(1)), "its own job has a smaller number");
        }

        [TestMethod]
        public void A_device_without_a_fleet_accepts_no_job_for_a_fleet()
        {
            Job job = Manifests.Parse(Job("\"bridges\"", 7));

            Assert.ThrowsException(typeof(JobRefusedException), () => new Addressee("bridge-1", null).Check(job));
            new Addressee("x", "bridges").Check(job);
        }

        [DataRow("null")]
        [DataRow("[]")]
        [DataRow("7")]
        [DataRow("{}")]
        public void A_job_that_names_no_addressee_is_refused(string json)
        {
            Assert.StartsWith("job.json: for: expected an array of 1 to 64; got ", Manifests.ErrorOf(Job(json, 7)));
        }

        [DataRow("\"\"")]
        [DataRow("[\"\"]")]
        [DataRow("[\"a\",7]")]
        [DataRow("\"abcdefghijklmnopqrstuvwxyzabcdefg\"")]
        public void An_addressee_that_is_not_a_name_is_refused(string json)
        {
            Assert.StartsWith("job.json: for: expected 1 to 32 printable characters; got ", Manifests.ErrorOf(Job(json, 7)));
        }

        [TestMethod]
        public void A_job_without_the_field_for_is_refused()
        {
            Assert.StartsWith("job.json: for: expected a value; got none. ", Manifests.ErrorOf("{\"job\":7,\"targets\":[" + Manifests.Target("A", null, null) + "]}"));
        }

        private static string Job(string addressees, int number)
        {
            return Manifests.For(addressees, number.ToString(), Manifests.Target("A", null, null));
        }
    }
}
