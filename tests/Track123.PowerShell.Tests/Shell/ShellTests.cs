namespace Track123.PowerShell.Tests;

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
    public void A_script_ends_with_its_own_exit_code(string text, int code, string output, string? errors)
    {
        var run = ShellRun.Start([this.Script(text)]);
        Assert.Equal((code, output), (run.ExitCode, run.Output));
        if (errors is not null)
        {
            Assert.Equal(errors.Length == 0, run.Errors.Length == 0);
            Assert.Contains(errors, run.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1 + 1", 0, "2", "")]
    [InlineData("exit 7", 7, "", "")]
    [InlineData("Get-Command nope; 'b'", 0, "b", "nope")]
    [InlineData("'a'; Get-Command nope", 1, "a", "nope")]
    [InlineData("throw 'oops'", 1, "", "oops")]
    [InlineData("1 +", 1, "", "value expression")]
    public void A_command_ends_with_the_fate_of_its_last_part(string text, int code, string output, string errors)
    {
        var run = ShellRun.Start(["-c", text]);
        Assert.Equal((code, output), (run.ExitCode, run.Output));
        Assert.Contains(errors, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_bound_to_parameters_and_are_never_code()
    {
        var script = this.Script("""
            param([string] $Name, [switch] $Force, [switch] $Quiet, [int] $Count = 1, [Parameter(ValueFromRemainingArguments)] $Rest)
            "Name=$Name Force=$Force Quiet=$Quiet Count=$($Count + 1) Rest=$($Rest -join '|')"
            """);
        var run = ShellRun.Start([script, "it's; $(1)", "-Count", "3", "-Force", "-Quiet:$false", "-a;b", "-5", "東京"]);
        Assert.Equal("Name=it's; $(1) Force=True Quiet=False Count=4 Rest=-a;b|-5|東京", run.Output);

        run = ShellRun.Start([script, "-Name:x y", "-Count:", "5"]);
        Assert.Equal("Name=x y Force=False Quiet=False Count=6 Rest=", run.Output);

        run = ShellRun.Start([script, "-Count", "many"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'Count'", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_knows_its_folder_and_errors_their_place()
    {
        var run = ShellRun.Start([this.Script("$PSScriptRoot\n$PSCommandPath\nGet-Command nope")]);
        Assert.Equal($"{this.folder}\n{Path.Combine(this.folder, "script.ps1")}", run.Output);
        Assert.Contains("script.ps1:3", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "no script", "none.ps1")]
    [InlineData(64, "no option", "-x")]
    [InlineData(64, "needs a command", "-c")]
    public void A_wrong_command_line_says_why(int code, string why, params string[] arguments)
    {
        var run = ShellRun.Start(arguments);
        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.Contains(why, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_shows_the_ways_to_start()
    {
        var run = ShellRun.Start(["--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("-c COMMAND", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_are_read_from_standard_input()
    {
        var run = ShellRun.Start([], "1 + 1\nif ($true) {\n\n  'in'\n}\nGet-Command nope\n'ü'\n");
        Assert.Equal((0, "2\nin\nü"), (run.ExitCode, run.Output));
        Assert.Contains("nope", run.Errors, StringComparison.Ordinal);

        run = ShellRun.Start([], "'a'\nexit 4\n'b'\n");
        Assert.Equal((4, "a"), (run.ExitCode, run.Output));

        run = ShellRun.Start([], "throw 'last'\n");
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void The_module_is_loaded_and_the_streams_are_told_apart()
    {
        var run = ShellRun.Start([this.Script("""
            (Get-Module).Name
            function Test-Streams { [CmdletBinding()] param()
                $PSCmdlet.WriteWarning('careful'); $PSCmdlet.WriteVerbose('told'); $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'hidden', 'x')) }
            Test-Streams -Verbose
            $Host.UI.RawUI.BufferSize.Width
            """)]);
        Assert.Equal("Track123\nWARNING: careful\nVERBOSE: told\n100", run.Output);
    }

    [Theory]
    [InlineData("y\n", "done")]
    [InlineData("?\nno\n", "")]
    public void A_confirmation_is_asked(string answer, string ending)
    {
        var run = ShellRun.Start(
            [this.Script("function Remove-It { [CmdletBinding(SupportsShouldProcess)] param() if ($PSCmdlet.ShouldProcess('it', 'Remove')) { 'done' } }\nRemove-It -Confirm")],
            answer);
        Assert.Contains("[Y] Yes", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(": " + ending, run.Output + (ending.Length == 0 ? " " : ""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_without_an_answer_is_an_error()
    {
        var run = ShellRun.Start([this.Script("function f { param([Parameter(Mandatory)] $Name) $Name }\nf\n'after'")]);
        Assert.Contains("mandatory parameters: Name", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Common_commands_stand_in()
    {
        var run = ShellRun.Start([this.Script("""
            $items = 1..2 | ForEach-Object { [pscustomobject] @{ A = $_; B = "x$_" } }
            $items | Format-Table A, @{ Name = 'Bee'; Expression = { $_.B + '!' } }
            $items[0] | Format-List
            Write-Host 'to' (1, 2) -Separator '-'
            $kept = Write-Host 'kept' 6>&1
            Write-Output "<$kept>" 'b' | ForEach-Object { "$_;" }
            """)]);
        var lines = run.Output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0);
        Assert.Equal(["A Bee", "- ---", "1 x1!", "2 x2!", "A : 1", "B : x1", "to-1-2", "<kept>;", "b;"], lines);
    }

    [Fact]
    public void Wide_characters_take_two_cells()
    {
        var run = ShellRun.Start(["-c", "[pscustomobject] @{ City = '東京'; No = 1 }, [pscustomobject] @{ City = 'Łódź'; No = 2 }"]);
        Assert.EndsWith("東京  1\nŁódź  2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_quick_start_runs_as_it_is()
    {
        var run = ShellRun.Start([Path.Combine(ShellRun.Repository, "samples", "quickstart.ps1")]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("40 rows in shipments.csv:\n  36 Registered\n  2 AlreadyRegistered\n  2 Rejected\n  0 Failed\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("SBEXCEPTION0001    YunExpress  held by customs", run.Output, StringComparison.Ordinal);
        Assert.Contains("Handed over to last-mile carrier", run.Output, StringComparison.Ordinal);
        Assert.Contains("The report: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("SBLASTMILE0001", File.ReadAllText(Path.Combine(ShellRun.Repository, "samples", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_module_it_says_so()
    {
        // A copy outside the repository has no out/Track123 above it.
        foreach (var file in new DirectoryInfo(Path.GetDirectoryName(ShellRun.Program)!).EnumerateFiles())
        {
            file.CopyTo(Path.Combine(this.folder, file.Name));
        }

        var run = ShellRun.Start(["-c", "1"], program: Path.Combine(this.folder, "Track123.Shell.dll"));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("out/Track123", run.Errors, StringComparison.Ordinal);
        Assert.Contains("dotnet build", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    private string Script(string text)
    {
        var path = Path.Combine(this.folder, "script.ps1");
        File.WriteAllText(path, text);
        return path;
    }
}
