using System.Diagnostics;
using System.Text;

namespace Track123.PowerShell.Tests;

/// <summary>What the built shell wrote and said at its end.</summary>
internal sealed record ShellRun(int ExitCode, string Output, string Errors)
{
    public static string Repository { get; } = FindRepository();

    // Built in the same configuration as these tests, which lie in bin/<configuration>/<framework>.
    public static string Program { get; } = Path.Combine(
        Repository,
        "src",
        "Track123.Shell",
        "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        "net10.0",
        "Track123.Shell.dll");

    public static ShellRun Start(IEnumerable<string> arguments, string? input = null, string? program = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            Environment = { ["COLUMNS"] = "100" },
        };
        start.ArgumentList.Add(program ?? Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(input ?? ""));
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The shell did not end.");
        }

        return new ShellRun(process.ExitCode, Lines(output.Result), Lines(errors.Result));
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Track123.PowerShell.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
