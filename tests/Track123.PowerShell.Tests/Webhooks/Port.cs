using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>The ports that receivers listen at.</summary>
internal static partial class Port
{
    /// <summary>Finds a port that nobody listens at, for a receiver that must come back at the same one.</summary>
    public static int FindFree()
    {
        // Below those that outgoing connections are given: one of these would be met by the attempt to connect to
        // itself.
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken; there are others.
            }
        }
    }

    /// <summary>Reads the port from the verbose message of Receive-Track123Webhook.</summary>
    public static int Read(string verbose) => int.Parse(ListeningAt().Match(verbose).Groups["port"].ValueSpan, provider: null);

    public static Uri Address(int port, string path = "/") => new($"http://127.0.0.1:{port}{path}");

    /// <summary>Whether somebody listens at a port now.</summary>
    public static bool CanConnect(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(
        "Listening on http://[^ ]*:(?<port>[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListeningAt();
}
