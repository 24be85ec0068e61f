using System.Diagnostics;

namespace Track123.Testing.Framework;

/// <summary>The test server in a separate .NET process, which ends with this one.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    public ServerProcess(string file, string arguments)
    {
        this.process = Process.Start(new ProcessStartInfo("dotnet", $"\"{file}\" --exit-with-stdin --max-minutes 2 {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = this.process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The test server did not start.");
        this.BaseUri = new Uri(line.Substring("listening on ".Length));
    }

    public Uri BaseUri { get; }

    public void Dispose()
    {
        this.process.StandardInput.Close();
        this.process.WaitForExit(5000);
        this.process.Dispose();
    }
}
