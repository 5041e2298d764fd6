using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Each part of the model is programmed, with any flash, options and bootloader.</summary>
    [TestClass]
    public class AllPartsTests
    {
        private const int Size = 20000;

        [TestMethod]
        public void An_empty_part_is_programmed_and_runs()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                byte[] content = FakeImages.Program(Size, "1.0.0");
                Rig rig = new Rig(name, content);

                rig.Program();

                Assert.IsTrue(rig.Runs(content, "1.0.0"), name);
            }
        }

        [TestMethod]
        public void A_part_with_a_program_gets_another_one_and_nothing_after_its_last_page_is_touched()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                byte[] content = FakeImages.Program(Size, "1.0.0");
                Rig rig = new Rig(name, content);
                byte[] old = FakeImages.Program(Size + 2000, "0.9.0");
                rig.Install(old);
                Stm32Part part = rig.Part.Part;
                int page = part.PageAt(Size - 1) + 1;
                int behind = page == part.PageCount ? part.FlashSize : part.StartOfPage(page);
                byte[] neighbour = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 };
                rig.Part.Memory.Flash.Load(part.FlashSize - 8, neighbour);

                rig.Program();

                Assert.IsTrue(rig.Runs(content, "1.0.0"), name);
                for (int offset = behind; offset < old.Length; offset++)
                {
                    Assert.AreEqual(old[offset], rig.Part.Memory.Flash.Read(offset), name);
                }

                Assert.AreEqual(8, (int)rig.Part.Memory.Flash.Read(part.FlashSize - 1), name);
            }
        }

        [TestMethod]
        public void A_read_protected_part_is_unprotected_if_the_job_allows_it_and_refused_otherwise()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                byte[] content = FakeImages.Program(Size, "1.0.0");
                Rig rig = new Rig(name, content);
                rig.Install(FakeImages.Program(900, "0.9.0"));
                rig.Part.Memory.Options.IsReadProtected = true;

                Assert.AreEqual("read the flash", rig.ProgramInVain().Step, name);
                Assert.AreEqual("0.9.0", rig.Part.Version, name);

                rig.Describe(false, true);
                if (rig.Part.Part.Has(BootloaderCommand.ReadoutUnprotect))
                {
                    rig.Program();

                    Assert.IsTrue(rig.Runs(content, "1.0.0"), name);
                }
                else
                {
                    rig.ProgramInVain();

                    Assert.AreEqual("0.9.0", rig.Part.Version, name);
                }
            }
        }

        [TestMethod]
        public void The_last_page_can_be_written_or_is_refused_before_anything_is_touched()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                Stm32Part part = Stm32Parts.Create(name);
                byte[] content = FakeImages.Program(300, "1.0.0");
                Rig rig = new Rig(part, content);
                rig.Install(FakeImages.Program(900, "0.9.0"));
                int place = part.StartOfPage(part.PageAt(part.FlashEnd - content.Length));
                uint address = Stm32Part.FlashBase + (uint)place;
                rig.Image = new ImageDescription(rig.Image.Url, content.Length, rig.Image.Sha256, part.Id, address, "1.0.0") { IsData = true };
                bool isReachable = part.PageCount <= 256 || part.Has(BootloaderCommand.ExtendedErase);

                if (isReachable)
                {
                    rig.Program();
                }
                else
                {
                    Assert.AreEqual("check the size", rig.ProgramInVain().Step, name);
                }

                Assert.AreEqual("0.9.0", rig.Part.Version, name);
                for (int offset = 0; offset < content.Length; offset++)
                {
                    Assert.AreEqual(isReachable ? content[offset] : (byte)0xFF, rig.Part.Memory.Flash.Read(place + offset), name);
                }
            }
        }

        [TestMethod]
        public void A_write_protected_first_page_is_named_if_the_options_are_readable_and_the_old_program_continues()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                Rig rig = new Rig(name, FakeImages.Program(Size, "1.0.0"));
                rig.Install(FakeImages.Program(900, "0.9.0"));
                for (int page = 0; page < 32 && page < rig.Part.Part.PageCount; page++)
                {
                    rig.Part.Memory.Flash.Protect(page, true);
                }

                BridgeException error = rig.ProgramInVain();

                Assert.AreEqual("0.9.0", rig.Part.Version, name);
                bool isShown = new Stm32Devices().Find(rig.Part.Part.Id).WriteProtections.Length > 0 && rig.Part.Part.Options.Length > 0;
                Assert.AreEqual(!isShown, error.Message.IndexOf("(WRP) is on cannot be read") >= 0, name + ": " + error.Message);
                Assert.AreEqual(isShown, error.Message.IndexOf("(WRP or PCROP) is on for this page") + error.Message.IndexOf("got one that is protected (WRP or PCROP)") > -2, name + ": " + error.Message);
            }
        }

        [TestMethod]
        public void An_image_beyond_the_end_of_the_part_is_refused_before_anything_is_touched()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                Stm32Part part = Stm32Parts.Create(name);
                byte[] content = FakeImages.Program(Size, "1.0.0");
                Rig rig = new Rig(part, content);
                rig.Install(FakeImages.Program(900, "0.9.0"));
                int last = part.StartOfPage(part.PageCount - 1);
                uint address = Stm32Part.FlashBase + (uint)last;
                rig.Image = new ImageDescription(rig.Image.Url, part.SizeOfPage(part.PageCount - 1) + 4, rig.Image.Sha256, part.Id, address, "1.0.0") { IsData = true };

                rig.ProgramInVain();

                Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount, name);
                Assert.AreEqual("0.9.0", rig.Part.Version, name);
            }
        }

        [TestMethod]
        public void With_swapped_banks_the_image_is_written_to_the_bank_that_boots()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                byte[] content = FakeImages.Program(Size, "1.0.0");
                Rig rig = new Rig(name, content);
                if (rig.Part.Part.SwapBank == null && name[0] != 'H')
                {
                    continue;
                }

                int half = rig.Part.Part.FlashSize / 2;
                byte[] old = FakeImages.Program(900, "0.9.0");
                byte[] other = FakeImages.Program(900, "0.8.0");
                rig.Part.Memory.Options.SwapBank = true;
                rig.Part.Memory.Flash.Load(0, other);
                rig.Part.Memory.Flash.Load(half, old);
                rig.Part.PowerOn(rig.Clock.Microseconds);
                rig.Settle();
                Assert.AreEqual("0.9.0", rig.Part.Version, name);

                rig.Program();

                Assert.AreEqual("1.0.0", rig.Part.Version, name);
                for (int offset = 0; offset < content.Length; offset++)
                {
                    Assert.AreEqual(content[offset], rig.Part.Memory.Flash.Read(half + offset), name);
                }

                // A part whose option is not readable loses a page there.
                for (int offset = 0; rig.Part.Part.SwapBank != null && offset < other.Length; offset++)
                {
                    Assert.AreEqual(other[offset], rig.Part.Memory.Flash.Read(offset), name);
                }
            }
        }

        [TestMethod]
        public void A_part_that_boots_another_bank_or_address_is_refused_before_anything_is_touched()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                Rig rig = new Rig(name, FakeImages.Program(Size, "1.0.0"));
                if (rig.Part.Part.BootBank2 == null && rig.Part.Part.BootAddress == null)
                {
                    continue;
                }

                int half = rig.Part.Part.FlashSize / 2;
                uint second = Stm32Part.FlashBase + (uint)half;
                rig.Part.Memory.Flash.Load(0, FakeImages.Program(900, "0.8.0"));
                rig.Part.Memory.Flash.Load(half, FakeImages.Program(900, "0.9.0", second));
                if (rig.Part.Part.BootBank2 == null)
                {
                    rig.Part.Memory.Options.BootAddress = second;
                }
                else
                {
                    rig.Part.Memory.Options.BootBank2 = true;
                }

                rig.Part.PowerOn(rig.Clock.Microseconds);
                rig.Settle();
                Assert.AreEqual("0.9.0", rig.Part.Version, name);

                Assert.AreEqual("check what boots", rig.ProgramInVain().Step, name);
                Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount, name);
                Assert.AreEqual("0.9.0", rig.Part.Version, name);
            }
        }

        [TestMethod]
        public void A_part_that_never_boots_its_bootloader_continues_with_its_program()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                Rig rig = new Rig(name, FakeImages.Program(Size, "1.0.0"));
                rig.Install(FakeImages.Program(900, "0.9.0"));
                rig.Part.Memory.Options.BootLock = true;

                Assert.AreEqual("enter the bootloader", rig.ProgramInVain().Step, name);
                Assert.AreEqual("0.9.0", rig.Part.Version, name);
            }
        }

        [TestMethod]
        public void If_new_option_bytes_need_a_power_on_the_job_continues_after_it()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                byte[] content = FakeImages.Program(Size, "1.0.0");
                Stm32Part part = Stm32Parts.Create(name);
                part.LaunchesOptionsAtPowerOn = true;
                Rig rig = new Rig(part, content);
                rig.Install(FakeImages.Program(900, "0.9.0"));
                rig.Part.Memory.Options.IsReadProtected = true;
                rig.Describe(false, true);
                if (!part.Has(BootloaderCommand.ReadoutUnprotect))
                {
                    continue;
                }

                rig.ProgramInVain();
                Assert.IsTrue(rig.HasNoProgram, name);

                rig.Part.PowerOff();
                rig.Part.PowerOn(rig.Clock.Microseconds);
                rig.Program();

                Assert.IsTrue(rig.Runs(content, "1.0.0"), name);
            }
        }

        // A torn unit may look erased, and cannot be programmed until its page is erased.
        [TestMethod]
        public void A_torn_commit_is_repaired_by_the_next_attempt()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                byte[] content = FakeImages.Program(Size, "1.0.0");
                Rig rig = new Rig(name, content);
                rig.Install(FakeImages.Program(900, "0.9.0"));
                rig.Progress.InterventionPhase = ProgrammingPhase.Committing;
                rig.Progress.Intervention = () =>
                {
                    rig.Part.Memory.Flash.TearingUnits = 1;
                    rig.Progress.Intervention = null;
                };

                Assert.AreEqual("read back", rig.ProgramInVain().Step, name);
                Assert.IsTrue(rig.HasNoProgram, name);
                Assert.IsFalse(rig.Part.State == PartState.Application, name);

                rig.Program();

                Assert.IsTrue(rig.Runs(content, "1.0.0"), name);
            }
        }

        [TestMethod]
        public void A_part_whose_BOOT0_stays_high_is_started_by_Go_with_a_warning()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                string name = Stm32Parts.Names[i];
                Stm32Part part = Stm32Parts.Create(name);
                byte[] content = FakeImages.Program(Size, "1.0.0");
                Rig rig = new Rig(part, content);
                rig.Install(FakeImages.Program(900, "0.9.0"));
                rig.Target.IsBoot0Stuck = true;

                rig.Program();

                Assert.IsTrue(rig.Runs(content, "1.0.0"), name);
                Assert.Contains("started by Go", rig.Log.Text, name);
                Assert.Contains("heck BOOT0 and the option bytes", rig.Log.Text, name);
            }
        }
    }
}
