using System.Linq;
using Esp32Bridge.Devices;
using Esp32Bridge.Tool;
using Esp32Bridge.Tool.Images;
using Xunit;

namespace Esp32Bridge.EndToEnd.Tool
{
    /// <summary>A part is found by its marking. The ids are those of AN2606.</summary>
    public class PartNameTests
    {
        private static readonly PartNames _parts = new PartNames(System.Array.Empty<Stm32Device>());

        [Theory]
        [InlineData("0x415", 0x415)]
        [InlineData("stm32l47X/48x", 0x415)]
        [InlineData("STM32L476RG", 0x415)]
        [InlineData("L432KC", 0x435)]
        [InlineData("l412", 0x464)]
        [InlineData("STM32L4R5ZI", 0x470)]
        [InlineData("STM32L4S9", 0x470)]
        [InlineData("STM32L4Q5", 0x471)]
        [InlineData("STM32L562QE", 0x472)]
        [InlineData("STM32U575ZIT6Q", 0x482)]
        [InlineData("STM32U585AI", 0x482)]
        [InlineData("STM32U5A5ZJ", 0x481)]
        [InlineData("STM32U5G9", 0x476)]
        [InlineData("STM32F030R8", 0x440)]
        [InlineData("STM32F030C6", 0x444)]
        [InlineData("STM32F030CC", 0x442)]
        [InlineData("STM32F072RB", 0x448)]
        [InlineData("STM32F103C8T6", 0x410)]
        [InlineData("STM32F103RE", 0x414)]
        [InlineData("STM32F103RG", 0x430)]
        [InlineData("STM32F103C6", 0x412)]
        [InlineData("STM32F100RB", 0x420)]
        [InlineData("STM32F100VE", 0x428)]
        [InlineData("STM32F107VC", 0x418)]
        [InlineData("STM32F302R8", 0x439)]
        [InlineData("STM32F303K8", 0x438)]
        [InlineData("STM32F303CC", 0x422)]
        [InlineData("STM32F303RE", 0x446)]
        [InlineData("STM32F334R8", 0x438)]
        [InlineData("STM32F401CC", 0x423)]
        [InlineData("STM32F401RE", 0x433)]
        [InlineData("STM32F407VG", 0x413)]
        [InlineData("STM32F429ZI", 0x419)]
        [InlineData("STM32F446RE", 0x421)]
        [InlineData("STM32F767ZI", 0x451)]
        [InlineData("STM32G071RB", 0x460)]
        [InlineData("STM32G0B1RE", 0x467)]
        [InlineData("STM32G474RE", 0x469)]
        [InlineData("STM32G4A1", 0x479)]
        [InlineData("STM32H743ZI", 0x450)]
        [InlineData("STM32H7B3LI", 0x480)]
        [InlineData("STM32H7S7L8", 0x485)]
        [InlineData("STM32H573II", 0x484)]
        [InlineData("STM32L073RZ", 0x447)]
        [InlineData("STM32L152RE", 0x437)]
        [InlineData("STM32L151C8", 0x416)]
        [InlineData("STM32L151C8-A", 0x429)]
        [InlineData("STM32C031C6", 0x453)]
        [InlineData("STM32WB55RG", 0x495)]
        [InlineData("STM32WB50CG", 0x495)]
        [InlineData("STM32WLE5JC", 0x497)]
        [InlineData("STM32WL55JC", 0x497)]
        [InlineData("STM32WBA55CG", 0x492)]
        public void The_marking_of_a_part_leads_to_its_device_id(string text, int id)
        {
            Assert.Equal(id, _parts.Find(text).Id);
        }

        [Fact]
        public void Each_part_of_the_table_is_found_by_its_name_in_the_table()
        {
            Stm32Devices table = new Stm32Devices();
            Stm32Device[] devices = Enumerable.Range(0, 0x1000).Select(id => table.Find((ushort)id)).Where(device => device != null).ToArray();

            Assert.True(devices.Length > 70);
            Assert.All(devices, device => Assert.Equal(device.Id, _parts.Find(device.Name).Id));
        }

        [Theory]
        [InlineData("F103", "got 'F103', which can be 0x410 (STM32F10x medium-density) or 0x412 (STM32F10x low-density) or 0x414 (STM32F10x high-density) or 0x430 (STM32F10x XL-density). Give all")]
        [InlineData("STM32F030", "which can be 0x440 (STM32F05x, F030x8) or 0x442 (STM32F09x, F030xC) or 0x444 (STM32F03x, F030x4/6). Give all")]
        [InlineData("L4", "or others. Give all")]
        [InlineData("STM32", "expected a part of the device table; got 'STM32'")]
        [InlineData("STM32N657", "expected a part of the device table; got 'STM32N657'")]
        [InlineData("0x999", "expected a part of the device table; got '0x999'")]
        public void An_ambiguous_or_unknown_name_is_refused_with_candidates(string text, string error)
        {
            Assert.Contains(error, Assert.Throws<ToolException>(() => _parts.Find(text)).Message, System.StringComparison.Ordinal);
        }

        [Fact]
        public void A_custom_part_replaces_that_of_the_table()
        {
            Stm32Device own = new Stm32Device(new Stm32Devices().Find(0x435)) { Id = 0x499, Name = "MY-PART" };

            Assert.Equal(0x499, new PartNames(new[] { own }).Find("my-part").Id);
        }
    }
}
