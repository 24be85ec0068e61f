namespace Track123.Shell;

/// <summary>What the command line asks for.</summary>
internal enum ShellAction
{
    Prompt,
    Script,
    Command,
    Help,
    Invalid,
}

/// <summary>The command line, read.</summary>
internal sealed record ShellArguments(ShellAction Action, string Text, IReadOnlyList<string> ScriptArguments)
{
    public const string Usage = """
        Runs PowerShell with the Track123 module loaded, on a machine that has only .NET.

          dotnet run --project src/Track123.Shell -- FILE [ARGUMENTS]    run a script
          dotnet run --project src/Track123.Shell -- -c COMMAND          run a command
          dotnet run --project src/Track123.Shell                        a prompt; commands from standard input if it is redirected

        ARGUMENTS are bound to the script's parameters: values by position, -Name Value, -Name:Value, -Switch.
        The exit code is the script's own (exit 3), else 1 after an error that ended it, else 0.

        The engine brings its core commands (ForEach-Object, Where-Object, Get-Command, Get-Help, ...). What comes with an
        installed PowerShell, such as Select-Object or Import-Csv, is not here. Get-Command lists what is.

        """;

    public static ShellArguments Parse(string[] args) => args switch
    {
        [] => new(ShellAction.Prompt, "", []),
        ["-h" or "--help" or "-?" or "/?" or "-help", ..] => new(ShellAction.Help, "", []),
        [var option, .. var words] when IsCommandOption(option) => words.Length == 0
            ? Invalid($"{option} needs a command to run.")
            : new(ShellAction.Command, string.Join(' ', words), []),
        [var option, var file, .. var rest] when option.Equals("-File", StringComparison.OrdinalIgnoreCase) => Script(file, rest),
        [['-', ..] option, ..] => Invalid($"There is no option {option}. Options are -c COMMAND and --help."),
        [var file, .. var rest] => Script(file, rest),
    };

    private static bool IsCommandOption(string option) =>
        option.Equals("-c", StringComparison.OrdinalIgnoreCase) || option.Equals("-Command", StringComparison.OrdinalIgnoreCase);

    private static ShellArguments Invalid(string why) => new(ShellAction.Invalid, why, []);

    private static ShellArguments Script(string file, string[] rest)
    {
        var path = Path.GetFullPath(file);
        return (File.Exists(path), Path.GetExtension(path).ToUpperInvariant()) switch
        {
            (false, _) => Invalid($"There is no script '{file}'."),
            (true, not ".PS1") => Invalid($"'{file}' is not a script: its name does not end in .ps1."),
            _ => new(ShellAction.Script, path, rest),
        };
    }
}
