using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>A script with Receive-Track123Webhook that listens while the test sends.</summary>
internal sealed class Receiver : IDisposable
{
    public Receiver(Session session, string script, object? argument = null)
    {
        this.Script = session.Start("$PSDefaultParameterValues = @{ 'Receive-Track123Webhook:Verbose' = $true }; " + script, argument);
        this.Port = Webhooks.Port.Read(this.Script.WaitForVerbose("Listening on"));
    }

    public RunningScript Script { get; }

    public int Port { get; }

    public Uri Address => this.AddressOf("/");

    public IReadOnlyList<string> Numbers =>
        [.. this.Script.Output.Select(o => o.Properties["TrackingNumber"].Value.ToString()!)];

    public Uri AddressOf(string path) => Webhooks.Port.Address(this.Port, path);

    /// <summary>Asserts that no process listens on the port any more.</summary>
    public void AssertPortIsFree() => Assert.False(Webhooks.Port.CanConnect(this.Port), $"Port {this.Port} is not free.");

    public void Dispose() => this.Script.Dispose();
}
