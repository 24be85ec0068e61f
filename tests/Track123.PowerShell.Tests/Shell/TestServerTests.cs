using System.Diagnostics;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Shell;

public sealed class TestServerTests
{
    [Fact]
    public void Test_server_ends_on_SIGTERM()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Windows has no signals.
        }

        using var server = DotNetProcess.Start(Places.TestServer, "--port", "0");
        Assert.StartsWith("listening on", server.StandardOutput.ReadLine(), StringComparison.Ordinal);
        using var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]);
        try
        {
            Assert.True(server.WaitForExit(TimeSpan.FromSeconds(30)), "The server did not end.");
            Assert.Equal(0, server.ExitCode);
        }
        finally
        {
            server.Kill();
        }
    }
}
