using System;
using System.IO.Ports;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Chip;
using nanoFramework.Hardware.Esp32;
using Xunit;
using PinMap = nanoFramework.Hardware.Esp32.Configuration;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>The stand-in behaves like nanoFramework's SerialPort, including its pitfalls.</summary>
    public class SerialPortTests
    {
        [Fact]
        public void A_Read_that_times_out_takes_nothing_and_leaves_the_received_bytes()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SerialPort port = Open("COM2", 25, 26);
                byte[] buffer = new byte[4];
                port.ReadTimeout = 30;
                wires.Send(26, 1, 2, 3);

                Assert.Throws<TimeoutException>(() => port.Read(buffer, 0, 4));
                Assert.Equal(new byte[4], buffer);
                Assert.Equal(3, port.BytesToRead);
                Assert.Equal(3, port.Read(buffer, 1, 3));
                Assert.Equal(new byte[] { 0, 1, 2, 3 }, buffer);
            });
        }

        [Fact]
        public void Read_of_another_port_loses_the_wake_up_and_not_the_bytes()
        {
            using FakeWires wires = new FakeWires { HoldsCallbacks = true };
            wires.Run(() =>
            {
                using SerialPort a = Open("COM2", 25, 26);
                using SerialPort b = Open("COM3", 18, 19);
                a.ReadTimeout = 300;
                b.ReadTimeout = 1;
                byte[] buffer = new byte[1];
                Exception error = null;
                Thread reading = new Thread(() => error = Record.Exception(() => a.Read(buffer, 0, 1)));
                reading.Start();
                SpinWait.SpinUntil(() => reading.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
                wires.Send(26, 0x79);
                Assert.Throws<TimeoutException>(() => b.Read(new byte[1], 0, 1));
                wires.Callbacks.Dequeue()();

                reading.Join();
                Assert.IsType<TimeoutException>(error);
                Assert.Equal(1, a.BytesToRead);
                Assert.Equal(1, a.Read(buffer, 0, 1));
                Assert.Equal(0x79, buffer[0]);
            });
        }

        [Fact]
        public void A_yield_before_a_Read_keeps_the_wake_up_of_the_other_port()
        {
            using FakeWires wires = new FakeWires { HoldsCallbacks = true };
            wires.Run(() =>
            {
                using SerialPort a = Open("COM2", 25, 26);
                using SerialPort b = Open("COM3", 18, 19);
                a.ReadTimeout = 20000;
                b.ReadTimeout = 1;
                byte[] buffer = new byte[1];
                Thread reading = new Thread(() => a.Read(buffer, 0, 1));
                reading.Start();
                SpinWait.SpinUntil(() => reading.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
                wires.Send(26, 0x79);
                Session.Current.Sleep(0);
                Assert.Throws<TimeoutException>(() => b.Read(new byte[1], 0, 1));

                reading.Join();
                Assert.Equal(0x79, buffer[0]);
            });
        }

        // UartTxWorkerTask_sys sets one flag for all ports, and WaitEvents hands it to the first caller.
        [Fact]
        public void A_Write_returns_when_that_of_another_port_ends_and_that_one_goes_on_waiting()
        {
            using FakeWires wires = new FakeWires { HoldsCallbacks = true, TransmitTime = 20000 };
            wires.Run(() =>
            {
                using SerialPort a = Open("COM2", 25, 26);
                using SerialPort b = Open("COM3", 18, 19);
                a.WriteTimeout = 50;
                b.WriteTimeout = 20000;
                Assert.Throws<TimeoutException>(() => a.Write(new byte[200], 0, 200));
                wires.Callbacks.Dequeue()();

                b.Write(new byte[200], 0, 200);

                Assert.Single(wires.Callbacks);
            });
        }

        // HAL_RingBuffer::Push, into which the UART's task puts everything that the driver has.
        [Fact]
        public void A_full_buffer_keeps_its_bytes_and_drops_new_ones()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SerialPort port = Open("COM2", 25, 26);
                wires.Send(26, Enumerable.Range(0, 1024).Select(value => (byte)value).ToArray());
                Assert.Equal(1024, port.BytesToRead);

                wires.Send(26, 1);

                Assert.Equal(1024, port.BytesToRead);
                byte[] buffer = new byte[1024];
                Assert.Equal(1024, port.Read(buffer, 0, 1024));
                Assert.Equal(0xFF, buffer[1023]);
            });
        }

        [Fact]
        public void Write_waits_until_the_hardware_holds_the_rest()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SerialPort port = Open("COM2", 25, 26);
                long byteTime = 10 * 1000000 / 115200;
                port.WriteTimeout = 0;
                wires.TransmitTime = 128 * byteTime;
                port.Write(new byte[128], 0, 128);

                wires.TransmitTime = 129 * byteTime;
                Assert.Throws<TimeoutException>(() => port.Write(new byte[129], 0, 129));

                port.WriteTimeout = 1;
                port.Write(new byte[129], 0, 129);
            });
        }

        [Fact]
        public void A_port_without_pins_does_not_open()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SerialPort port = new SerialPort("COM2");
                Assert.Throws<Exception>(port.Open);
            });
        }

        [Fact]
        public void A_port_exists_once_until_it_is_disposed_and_Close_is_not_enough()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                SerialPort port = Open("COM2", 25, 26);
                port.Close();
                Assert.Throws<ArgumentException>(() => new SerialPort("COM2"));
                port.Dispose();
                Open("COM2", 25, 26).Dispose();
            });
        }

        [Fact]
        public void Timeouts_are_infinite_and_the_buffer_is_small_unless_they_are_set()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SerialPort port = new SerialPort("COM2");
                Assert.Equal(Timeout.Infinite, port.ReadTimeout);
                Assert.Equal(Timeout.Infinite, port.WriteTimeout);
                Assert.Equal(256, port.ReadBufferSize);
            });
        }

        [Fact]
        public void The_line_is_held_while_the_port_is_open_and_Write_returns_at_once_where_the_hardware_has_room()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SerialPort port = Open("COM2", 25, 26);
                port.Write(new byte[] { 0x31, 0xCE }, 0, 2);
            });
            Assert.Equal(new[] { "25 held", "25 sends 31CE", "25 released" }, wires.Pins);
        }

        private static SerialPort Open(string name, int transmitPin, int receivePin)
        {
            PinMap.SetPinFunction(transmitPin, name == "COM2" ? DeviceFunction.COM2_TX : DeviceFunction.COM3_TX);
            PinMap.SetPinFunction(receivePin, name == "COM2" ? DeviceFunction.COM2_RX : DeviceFunction.COM3_RX);
            SerialPort port = new SerialPort(name, 115200) { ReadBufferSize = 1024 };
            port.Open();
            return port;
        }
    }
}
