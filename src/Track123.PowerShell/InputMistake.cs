namespace Track123.Commands;

/// <summary>Recognizes piped objects that are not rows, because a file was piped or read in the wrong way.</summary>
internal static class InputMistake
{
    private static readonly char[] Delimiters = [';', '\t', '|', ','];

    /// <summary>Explains the mistake; returns null if there is none.</summary>
    /// <param name="input">An object without a tracking number.</param>
    /// <param name="command">The command to which it was piped.</param>
    /// <param name="numberNames">The names of the column with the tracking number.</param>
    public static string? Describe(PSObject input, CommandInfo command, IEnumerable<string> numberNames)
    {
        var hasPath = command.Parameters.ContainsKey(nameof(RegisterTrack123TrackingCommand.Path));
        return input.BaseObject switch
        {
            FileSystemInfo file => DescribeFile(file.FullName, command.Name, hasPath),
            PathInfo path => DescribeFile(path.Path, command.Name, hasPath),
            PSCustomObject => DescribeDelimiter([.. input.Properties.Select(p => p.Name)], numberNames, hasPath),
            _ => null,
        };
    }

    private static string DescribeFile(string path, string command, bool hasPath)
    {
        var hint = hasPath
            ? $"Use {command} -Path '{path}'. For several files, pipe them to ForEach-Object {{ {command} -Path "
                + "$_.FullName }."
            : $"Read it first: Import-Csv '{path}' | {command}.";
        return $"'{path}' is a file or folder, not a row. {hint}";
    }

    private static string? DescribeDelimiter(string[] columns, IEnumerable<string> numberNames, bool hasPath)
    {
        if (columns.Length > 0 && columns[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return $"The first line of the file, '{columns[0]}', was read as the header. "
                + (hasPath ? "Use -Path in place of Import-Csv, or skip the line" : "Skip the line")
                + ": Get-Content … | Select-Object -Skip 1 | ConvertFrom-Csv -Delimiter ';'.";
        }

        foreach (var column in columns)
        {
            // A single column with a delimiter in its name is a whole header line. In other tables, a part of the name
            // must be known, because a column name may contain a comma or a semicolon.
            var delimiter = Delimiters.FirstOrDefault(d => column.IndexOf(d) >= 0);
            if (delimiter != default
                && (columns.Length == 1
                    || column.Split(delimiter).Select(part => part.Trim(' ', '"'))
                        .Intersect(numberNames, StringComparer.OrdinalIgnoreCase).Any()))
            {
                var argument = delimiter == '\t' ? "\"`t\"" : $"'{delimiter}'";
                return $"The rows have a property named '{column}', because the file was read with the wrong "
                    + $"delimiter. Use Import-Csv -Delimiter {argument}"
                    + (delimiter == ';' ? " (or -UseCulture, if it is your culture's list separator)" : "")
                    + (hasPath ? ", or -Path in place of Import-Csv, which detects the delimiter." : ".");
            }
        }

        return null;
    }
}
