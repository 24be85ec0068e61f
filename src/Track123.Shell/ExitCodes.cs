namespace Track123.Shell;

/// <summary>What the process says when it ends, where a script does not say it itself.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    public const int Failure = 1;

    /// <summary>The command line is wrong: no such script, for one. The same number as PowerShell's own.</summary>
    public const int Usage = 64;

    /// <summary>Ended by Ctrl+C, as shells say it.</summary>
    public const int Interrupted = 130;
}
