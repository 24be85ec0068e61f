using System.Diagnostics;
using System.Text;

namespace Track123.PowerShell.Tests;

/// <summary>The exit code and the output of one run of the built shell.</summary>
internal sealed record ShellRun(int ExitCode, string Output, string Errors)
{
    public static string Repository { get; } = FindRepository();

    // Built in the same configuration as these tests, which are in bin/<configuration>/<framework>.
    public static string Program { get; } = Path.Combine(
        Repository,
        "src",
        "Track123.Shell",
        "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        "net10.0",
        "Track123.Shell.dll");

    public static ShellRun Start(
        IEnumerable<string> arguments,
        string? input = null,
        string? program = null,
        string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [program ?? Program, .. arguments])
        {
            WorkingDirectory = folder ?? Repository,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["NO_COLOR"] = "1";

        // The folder of the user's profile, which could add to the output.
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(AppContext.BaseDirectory, "no-profile");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(input ?? ""));
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The shell did not end.");
        }

        return new ShellRun(process.ExitCode, NormalizeLines(output.Result), NormalizeLines(errors.Result));
    }

    private static string NormalizeLines(string text) => text.ReplaceLineEndings("\n").Trim();

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
