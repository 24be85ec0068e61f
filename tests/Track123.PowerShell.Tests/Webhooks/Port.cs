using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>The ports that receivers listen on.</summary>
internal static partial class Port
{
    /// <summary>Finds a port that nobody listens on, for a receiver that must restart on the same port.</summary>
    public static int FindFree()
    {
        // Below the ephemeral ports. On an ephemeral port, a connection attempt could connect to itself.
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
                // The port is in use. Try another one.
            }
        }
    }

    /// <summary>Reads the port from the verbose message of Receive-Track123Webhook.</summary>
    public static int Read(string verbose) => int.Parse(ListeningAt().Match(verbose).Groups["port"].ValueSpan, provider: null);

    public static Uri Address(int port, string path = "/") => new($"http://127.0.0.1:{port}{path}");

    /// <summary>Whether a process is listening on a port.</summary>
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
