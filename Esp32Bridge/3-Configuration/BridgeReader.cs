using System.Collections;
using Esp32Bridge.Json;

namespace Esp32Bridge.Configuration
{
    /// <summary>Reads who may use the bridge, and sees to it that its ports are free.</summary>
    internal static class BridgeReader
    {
        private const int MaximumClients = 8;
        private const int LongestAddress = 15;

        /// <summary>Reads the fields of the bridge.</summary>
        /// <param name="fields">The file.</param>
        /// <param name="board">The description, in which everything else is in its place; it gets what is read.</param>
        /// <exception cref="JsonException">One of them is not right, or a port is that of the web server.</exception>
        internal static void Read(JsonFields fields, BoardDescription board)
        {
            board.HasBridge = fields.Flag("bridge", board.HasBridge);
            board.BridgeClients = fields.Has("bridgeClients") ? Clients(fields) : board.BridgeClients;
            for (int i = 0; board.HasBridge && i < board.Targets.Length; i++)
            {
                int port = board.Targets[i].BridgePort;
                if (port != 0 && port == board.HttpPort)
                {
                    JsonException problem = fields.Error("bridgePort", "another port than the web server's", port.ToString());
                    problem.Target = "target " + (i + 1);
                    throw problem;
                }
            }
        }

        private static string[] Clients(JsonFields fields)
        {
            ArrayList list = fields.List("bridgeClients", MaximumClients);
            string[] clients = new string[list.Count];
            for (int i = 0; i < clients.Length; i++)
            {
                string client = list[i] as string;
                if (client == null || !IsAddress(client))
                {
                    throw fields.Error("bridgeClients", "IPv4 addresses as 192.168.1.10", ValueText.Of(list[i]));
                }

                clients[i] = client;
            }

            return clients;
        }

        // Four numbers without leading zeros: what is compared is the text.
        private static bool IsAddress(string text)
        {
            string[] parts = text.Length > LongestAddress ? new string[0] : text.Split('.');
            bool isAddress = parts.Length == 4;
            for (int i = 0; isAddress && i < parts.Length; i++)
            {
                isAddress = IsByte(parts[i]);
            }

            return isAddress;
        }

        private static bool IsByte(string text)
        {
            int number = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = text[i] - '0';
                if (digit < 0 || digit > 9 || text.Length > 3)
                {
                    return false;
                }

                number = (number * 10) + digit;
            }

            return number <= byte.MaxValue && text == number.ToString();
        }
    }
}
