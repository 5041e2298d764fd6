using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Esp32Bridge.Bench.Probes;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>A server's socket as in nanoFramework and lwIP.</summary>
    public sealed class SocketTests : IDisposable
    {
        private const int Http = 80;

        private readonly FakeWires _wires = new FakeWires();

        [Fact]
        public void A_port_of_the_device_is_mapped_to_the_PC()
        {
            _wires.Run(() =>
            {
                using SocketProbe server = new SocketProbe().Bind(Http).Listen();
                using TcpClient client = Connect();
                using SocketProbe connection = server.Accept();
                client.GetStream().Write(new byte[] { 1, 2, 3 });
                byte[] buffer = new byte[10];
                Assert.True(connection.Poll(-1));
                Assert.Equal(3, connection.Available);
                Assert.Equal(3, connection.Receive(buffer, 1000));
                Assert.Equal(new byte[] { 1, 2, 3 }, buffer[..3]);
                Assert.Equal(2, connection.Send(new byte[] { 4, 5 }, 1000));
                client.GetStream().ReadExactly(buffer, 0, 2);
                Assert.Equal(new byte[] { 4, 5 }, buffer[..2]);
                Assert.Equal(client.Client.LocalEndPoint.ToString(), connection.RemoteEndPoint.ToString());
            });
        }

        [Fact]
        public void An_accepted_socket_is_not_Connected()
        {
            _wires.Run(() =>
            {
                using SocketProbe server = new SocketProbe().Bind(Http).Listen();
                using TcpClient client = Connect();
                using SocketProbe connection = server.Accept();
                Assert.False(connection.Connected);
            });
        }

        [Fact]
        public void A_close_of_the_peer_reads_as_0()
        {
            _wires.Run(() =>
            {
                using SocketProbe server = new SocketProbe().Bind(Http).Listen();
                TcpClient client = Connect();
                using SocketProbe connection = server.Accept();
                client.Close();
                Assert.Equal(0, connection.Receive(new byte[1], 0));
            });
        }

        [Fact]
        public void A_Receive_without_data_throws_after_its_timeout()
        {
            _wires.Esp32.TimeScale = 1000;
            _wires.Run(() =>
            {
                using SocketProbe server = new SocketProbe().Bind(Http).Listen();
                using TcpClient client = Connect();
                using SocketProbe connection = server.Accept();
                Fails(SocketError.TimedOut, () => connection.Receive(new byte[1], 60 * 1000));
                Assert.False(connection.Poll(60 * 1000 * 1000));
            });
        }

        [Fact]
        public void A_Send_that_the_peer_does_not_read_throws_after_its_timeout()
        {
            _wires.Esp32.TimeScale = 1000;
            _wires.Run(() =>
            {
                using SocketProbe server = new SocketProbe().Bind(Http).Listen();
                using TcpClient client = Connect();
                using SocketProbe connection = server.Accept();
                Fails(SocketError.TimedOut, () => connection.Send(new byte[50 * 1000 * 1000], 60 * 1000));
            });
        }

        [Theory]
        [InlineData(ProtocolType.IP)]
        [InlineData(ProtocolType.IPv4)]
        public void The_protocol_of_TcpListener_is_refused(ProtocolType protocol)
        {
            _wires.Run(() => Fails(SocketError.ProtocolNotSupported, () => new SocketProbe(protocol)));
        }

        [Fact]
        public void A_port_in_use_is_refused()
        {
            _wires.Run(() =>
            {
                using SocketProbe first = new SocketProbe().Bind(Http).Listen();
                using SocketProbe second = new SocketProbe();
                Fails(SocketError.AddressAlreadyInUse, () => second.Bind(Http));
            });
        }

        [Fact]
        public void A_port_in_use_that_is_shared_is_refused_by_Listen()
        {
            _wires.Run(() =>
            {
                using SocketProbe first = new SocketProbe().Bind(Http, true).Listen();
                using SocketProbe second = new SocketProbe().Bind(Http, true);
                Fails(SocketError.AddressAlreadyInUse, () => second.Listen());
            });
        }

        [Fact]
        public void A_port_whose_connection_was_closed_by_the_device_waits_two_minutes_unless_it_is_shared()
        {
            _wires.Run(() =>
            {
                using (SocketProbe server = new SocketProbe().Bind(Http).Listen())
                {
                    using TcpClient client = Connect();
                    server.Accept().Dispose();
                }

                using SocketProbe next = new SocketProbe();
                Fails(SocketError.AddressAlreadyInUse, () => next.Bind(Http));
                next.Bind(Http, true);
            });
        }

        [Fact]
        public void The_two_minutes_end()
        {
            _wires.Esp32.TimeScale = 1000;
            _wires.Run(() =>
            {
                using (SocketProbe server = new SocketProbe().Bind(Http).Listen())
                {
                    using TcpClient client = Connect();
                    server.Accept().Dispose();
                }

                Bench.Chip.Session.Current.Sleep(130 * 1000);
                new SocketProbe().Bind(Http).Dispose();
            });
        }

        [Fact]
        public void There_are_sixteen_sockets_and_a_connection_beyond_them_is_lost()
        {
            _wires.Run(() =>
            {
                using SocketProbe server = new SocketProbe().Bind(Http).Listen();
                List<IDisposable> open = new List<IDisposable>();
                for (int i = 0; i < 15; i++)
                {
                    open.Add(Connect());
                    open.Add(server.Accept());
                }

                using TcpClient late = Connect();
                Fails(SocketError.TooManyOpenSockets, () => server.Accept());
                Assert.Equal(-1, late.GetStream().ReadByte());
                Fails(SocketError.TooManyOpenSockets, () => new SocketProbe());

                open.ForEach(one => one.Dispose());
                using TcpClient next = Connect();
                server.Accept().Dispose();
            });
        }

        [Fact]
        public void Waiting_calls_throw_when_the_network_goes_down()
        {
            _wires.Run(() =>
            {
                using SocketProbe server = new SocketProbe().Bind(Http).Listen();
                using Timer timer = new Timer(_ => _wires.Esp32.IsNetworkUp = false, null, 50, Timeout.Infinite);
                Fails(SocketError.NetworkDown, () => server.Accept());
            });
        }

        [Fact]
        public void Waiting_calls_throw_when_another_thread_closes_the_socket()
        {
            _wires.Run(() =>
            {
                SocketProbe server = new SocketProbe().Bind(Http).Listen();
                Bench.Chip.Session.Current.RunThread(() =>
                {
                    Bench.Chip.Session.Current.Sleep(50);
                    server.Dispose();
                });
                Assert.ThrowsAny<SocketException>(() => server.Accept());
            });
        }

        [Fact]
        public void A_closed_socket_is_disposed()
        {
            _wires.Run(() =>
            {
                SocketProbe server = new SocketProbe().Bind(Http).Listen();
                server.Dispose();
                server.Dispose();
                Assert.Throws<ObjectDisposedException>(() => server.Accept());
            });
        }

        [Fact]
        public void A_power_cut_closes_all_sockets_and_no_thread_returns_from_Accept_or_Receive()
        {
            using ManualResetEventSlim waits = new ManualResetEventSlim();
            int returned = 0;
            _wires.Esp32.PowerOn(() =>
            {
                SocketProbe server = new SocketProbe().Bind(Http).Listen();
                Bench.Chip.Session.Current.RunThread(() => Count(() => server.Accept().Receive(new byte[1], 0), ref returned));
                Bench.Chip.Session.Current.RunThread(() => Count(() => Bench.Chip.Session.Current.Sleep(1), ref returned));
                waits.Set();
                Count(() => server.Accept().Receive(new byte[1], 0), ref returned);
            });
            waits.Wait();
            using TcpClient client = Connect();
            SpinWait.SpinUntil(() => Volatile.Read(ref returned) == 1);

            _wires.Esp32.PowerOff();

            Assert.ThrowsAny<IOException>(() => client.GetStream().ReadExactly(new byte[1]));
            Assert.ThrowsAny<SocketException>(() => Connect());
            Assert.False(SpinWait.SpinUntil(() => Volatile.Read(ref returned) > 1, TimeSpan.FromMilliseconds(200)));
        }

        [Fact]
        public void After_a_restart_the_port_is_the_same_and_free()
        {
            _wires.Run(() =>
            {
                SocketProbe server = new SocketProbe().Bind(Http).Listen();
                using TcpClient client = Connect();
                server.Accept();
            });
            int port = _wires.Esp32.Ports[Http];
            _wires.Esp32.PowerOff();
            _wires.Run(() =>
            {
                using SocketProbe server = new SocketProbe().Bind(Http).Listen();
                using TcpClient client = Connect();
                server.Accept().Dispose();
            });
            Assert.Equal(port, _wires.Esp32.Ports[Http]);
        }

        public void Dispose()
        {
            _wires.Dispose();
        }

        private static void Fails(SocketError expected, Action action)
        {
            Assert.Equal(expected, Assert.ThrowsAny<SocketException>(action).SocketErrorCode);
        }

        private static void Count(Action action, ref int returned)
        {
            try
            {
                action();
            }
            catch (Exception)
            {
                // An exception counts as a return too.
            }

            Interlocked.Increment(ref returned);
        }

        private TcpClient Connect()
        {
            TcpClient client = new TcpClient(AddressFamily.InterNetwork);
            client.Connect(new IPEndPoint(IPAddress.Loopback, _wires.Esp32.Ports[Http]));
            return client;
        }
    }
}
