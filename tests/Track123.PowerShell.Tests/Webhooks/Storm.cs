using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>Many senders of webhooks in a process of their own, and their ledger.</summary>
internal sealed class Storm : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;

    public Storm(Uri to, string key, int count, int senders, string faults)
    {
        this.process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Places.TestServer, "webhooks", to.AbsoluteUri, key, count.ToString(CultureInfo.InvariantCulture),
                senders.ToString(CultureInfo.InvariantCulture), faults,
            ])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        this.output = this.process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>What came of it, once every notification is acknowledged.</summary>
    public StormResult Result
    {
        get
        {
            Assert.True(this.output.Wait(TimeSpan.FromMinutes(2)), "The senders did not come to an end.");
            return JsonSerializer.Deserialize<StormResult>(this.output.Result)!;
        }
    }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        // Below those that outgoing connections are given: one of these would be met by the attempt to connect to itself.
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

    public static Uri Address(int port, string path = "/") => new($"http://127.0.0.1:{port}{path}");

    /// <summary>Waits until somebody listens at a port.</summary>
    public static void WaitForListener(int port) => Server.WaitUntil(() => CanConnect(port));

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

    public void Dispose()
    {
        if (!this.process.HasExited)
            this.process.Kill();

        this.process.Dispose();
    }
}

/// <summary>A line of the senders' ledger; times are ticks of one steady clock.</summary>
internal sealed record LedgerLine(string Number, long Sent, long? Acknowledged);

/// <summary>What became of a storm.</summary>
internal sealed record StormResult(List<LedgerLine> Ledger, Dictionary<string, int> Statuses, int Misjudged, int Requests, double Seconds)
{
    /// <summary>Whatever was acknowledged before another was even sent stands before it.</summary>
    public void AssertOrder(IReadOnlyList<string> received)
    {
        var place = received.Select((number, i) => (number, i)).ToDictionary(p => p.number, p => p.i, StringComparer.Ordinal);
        var byAnswer = this.Ledger.Where(l => l.Acknowledged is not null).OrderBy(l => l.Acknowledged).ToList();
        var (answered, last) = (0, -1);
        foreach (var line in this.Ledger.OrderBy(l => l.Sent))
        {
            for (; answered < byAnswer.Count && byAnswer[answered].Acknowledged < line.Sent; answered++)
            {
                last = Math.Max(last, place[byAnswer[answered].Number]);
            }

            Assert.True(place[line.Number] > last, $"{line.Number} came before one that had been acknowledged before it was sent.");
        }
    }
}
