namespace Track123.PowerShell.Tests;

/// <summary>The built shell as a process: how it starts PowerShell, which module it imports, how it ends.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("shell Łódź ").FullName;

    [Theory]
    [InlineData("'a'", 0, "a", "")]
    [InlineData("'a'; exit 3; 'b'", 3, "a", "")]
    [InlineData("exit 0", 0, "", "")]
    [InlineData("'a'; throw 'oops'; 'b'", 1, "a", "oops")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Command nope; 'b'", 1, "", "'nope' is not recognized")]
    [InlineData("Get-Command nope; 'b'", 0, "b", "'nope' is not recognized")]
    [InlineData("'a'; if (1) {", 1, "", "Missing closing")]
    [InlineData("$null = dotnet exec; 'b'", 0, "b", null)]
    [InlineData("$null = dotnet exec; exit ($LASTEXITCODE ? 9 : 0)", 9, "", null)]
    public void Script_determines_the_exit_code(string text, int code, string output, string? errors)
    {
        var run = ShellRun.Start([this.WriteScript(text)]);
        Assert.Equal((code, output), (run.ExitCode, run.Output));
        if (errors is not null)
        {
            Assert.Equal(errors.Length == 0, run.Errors.Length == 0);
            Assert.Contains(errors, run.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("-c", "1 + 1", 0, "2", "")]
    [InlineData("-Command", "exit 7", 7, "", "")]
    [InlineData("-c", "Get-Command nope; 'b'", 0, "b", "nope")]
    [InlineData("-c", "'a'; Get-Command nope", 1, "a", "nope")]
    [InlineData("-c", "throw 'oops'", 1, "", "oops")]
    [InlineData("-c", "1 + )", 1, "", "value expression")]
    public void Last_statement_of_a_command_determines_the_exit_code(
        string option, string text, int code, string output, string errors)
    {
        var run = ShellRun.Start(["-NoProfile", option, text]);
        Assert.Equal((code, output), (run.ExitCode, run.Output));
        Assert.Contains(errors, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_bound_to_script_parameters_and_never_run_as_code()
    {
        var script = this.WriteScript("""
            param(
                [string] $Name, [switch] $Force, [switch] $Quiet, [int] $Count = 1,
                [Parameter(ValueFromRemainingArguments)] $Rest)
            "Name=$Name Force=$Force Quiet=$Quiet Count=$($Count + 1) Rest=$($Rest -join '|')"
            """);
        var run = ShellRun.Start([script, "it's; $(1)", "-Count", "3", "-Force", "-Quiet:$false", "-a;b", "-5", "c d"]);
        Assert.Equal("Name=it's; $(1) Force=True Quiet=False Count=4 Rest=-a;b|-5|c d", run.Output);

        run = ShellRun.Start(["-NoProfile", "-File", script, "-Name:x y", "-Count:", "5"]);
        Assert.Equal("Name=x y Force=False Quiet=False Count=6 Rest=", run.Output);

        run = ShellRun.Start([script, "-Count", "many"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'Count'", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_path_may_be_relative()
    {
        this.WriteScript("$PSScriptRoot -eq $PWD.Path\nSplit-Path -Leaf $PSCommandPath\nGet-Command nope");
        var run = ShellRun.Start(["script.ps1"], folder: this.folder);
        Assert.Equal("True\nscript.ps1", run.Output);
        Assert.Contains("script.ps1:3", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.ps1", "none.ps1")]
    [InlineData("-x", "-x")]
    [InlineData("-Command", "-c")]
    public void Invalid_command_line_exits_with_64_and_a_reason(string reason, params string[] arguments)
    {
        var run = ShellRun.Start(arguments);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_the_ways_to_start()
    {
        var run = ShellRun.Start(["--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("src/Track123.Shell -- FILE", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_are_read_from_standard_input()
    {
        var run = ShellRun.Start(["-Command", "-"], "1 + 1\nif ($true) {\n  'in'\n}\n\nGet-Command nope\n'b'\n");
        Assert.Equal((0, "2\nin\nb"), (run.ExitCode, run.Output));
        Assert.Contains("nope", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Interactive_session_has_the_module()
    {
        var run = ShellRun.Start([], "(Get-Module Track123).Version -is [version]\nexit 4\n'b'\n");
        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith("PowerShell with the Track123 module.", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nTrue\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_of_PowerShell_and_of_the_module_work_together()
    {
        var run = ShellRun.Start(
        [
            "-c",
            "$null = Connect-Track123 -Sandbox; Import-Csv samples/shipments.csv | Select-Object -First 2"
                + " | Register-Track123Tracking | Format-Table TrackingNumber, Status -HideTableHeaders",
        ]);
        var lines = run.Output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([["LB697590542CN", "Registered"], ["YT9384052531185477", "Registered"]], lines);
    }

    [Fact]
    public void Built_module_is_used_when_another_version_is_installed()
    {
        var modules = Path.Combine(this.folder, "powershell", "Modules");
        var installed = Directory.CreateDirectory(Path.Combine(modules, "Track123", "99.0.0")).FullName;
        File.WriteAllText(
            Path.Combine(installed, "Track123.psd1"),
            "@{ ModuleVersion = '99.0.0'; RootModule = 'Track123.psm1'; FunctionsToExport = 'Connect-Track123' }");
        File.WriteAllText(Path.Combine(installed, "Track123.psm1"), "function Connect-Track123 { }");

        // The user's module folder on Linux and macOS; on Windows only the variable leads there.
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["XDG_DATA_HOME"] = this.folder,
            ["PSModulePath"] = modules,
        };
        var script = this.WriteScript("""
            (Get-Module Track123).ModuleBase
            Import-Module Track123
            (Get-Module Track123).ModuleBase
            1 | ForEach-Object -Parallel { (Get-Command Connect-Track123).Module.ModuleBase }
            "$(@(Get-Module -ListAvailable Track123).Version)"
            """);
        var built = Path.Combine(ShellRun.Repository, "out", "Track123");
        var run = ShellRun.Start([script], environment: environment);
        Assert.Equal("", run.Errors);
        var lines = run.Output.Split('\n');
        Assert.Equal([built, built, built], lines[..3]);
        Assert.EndsWith(" 99.0.0", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Telemetry_and_update_check_are_off()
    {
        var run = ShellRun.Start(["-c", "$env:POWERSHELL_TELEMETRY_OPTOUT; $env:POWERSHELL_UPDATECHECK"]);
        Assert.Equal("1\nOff", run.Output);
    }

    [Fact]
    public void Quick_start_sample_runs_unchanged()
    {
        var run = ShellRun.Start(["samples/quickstart.ps1"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith(
            "40 rows in shipments.csv:\n  36 Registered\n  2 AlreadyRegistered\n  2 Rejected\n  0 Failed\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("SBEXCEPTION0001    YunExpress  held by customs", run.Output, StringComparison.Ordinal);
        Assert.Contains("Handed over to last-mile", run.Output, StringComparison.Ordinal);
        Assert.Contains("Report: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", run.Output, StringComparison.Ordinal);
        var report = File.ReadAllText(Path.Combine(ShellRun.Repository, "samples", "report.html"));
        Assert.Contains("SBLASTMILE0001", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_module_folder_is_an_error_that_names_the_build_command()
    {
        // A copy outside the repository has no out/Track123 above it. The host and the engine are not loaded by then.
        foreach (var name in new[] { "Track123.Shell.dll", "Track123.Shell.runtimeconfig.json" })
        {
            File.Copy(Path.Combine(Path.GetDirectoryName(ShellRun.Program)!, name), Path.Combine(this.folder, name));
        }

        var run = ShellRun.Start(["-c", "1"], program: Path.Combine(this.folder, "Track123.Shell.dll"));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("out/Track123", run.Errors, StringComparison.Ordinal);
        Assert.Contains("dotnet build", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    private string WriteScript(string text)
    {
        var path = Path.Combine(this.folder, "script.ps1");
        File.WriteAllText(path, text);
        return path;
    }
}
