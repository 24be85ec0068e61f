using System.Diagnostics;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>Starts built programs as separate processes.</summary>
internal static class DotNetProcess
{
    /// <summary>Starts a program; its standard streams are pipes.</summary>
    public static Process Start(string program, params IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Starts Track123.Shell with a command and without input. Its output is read and discarded.</summary>
    public static Process StartShell(string command, out Task<string> errors)
    {
        var process = Start(Places.Shell, "-c", command);
        process.StandardInput.Close();
        errors = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }
}
