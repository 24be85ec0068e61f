using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>Many webhook senders in a separate process.</summary>
internal sealed class Storm(Uri to, string key, int count, int senders, string faults) : IDisposable
{
    private readonly Process process = DotNetProcess.Start(
        Places.TestServer, "webhooks", to.AbsoluteUri, key, Text(count), Text(senders), faults);

    /// <summary>The result, once every notification is acknowledged.</summary>
    public StormResult Result
    {
        get
        {
            var output = this.process.StandardOutput.ReadToEndAsync();
            Assert.True(output.Wait(TimeSpan.FromMinutes(2)), "The senders did not end.");
            return JsonSerializer.Deserialize<StormResult>(output.Result)!;
        }
    }

    /// <summary>Waits until every slow sender is connected and has sent its first bytes.</summary>
    public void WaitUntilConnected() => Assert.Equal("connected", this.process.StandardOutput.ReadLine());

    public void Dispose()
    {
        if (!this.process.HasExited)
        {
            this.process.Kill();
        }

        this.process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
