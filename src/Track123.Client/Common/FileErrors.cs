using System.Security;

namespace Track123.Common;

/// <summary>Recognizes the exceptions that .NET throws for paths and files that can't be used.</summary>
internal static class FileErrors
{
    // Sharing and lock violation on Windows, EAGAIN on Linux and on macOS.
    private static readonly int[] InUse = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    /// <summary>Returns true if another process has locked the file.</summary>
    public static bool IsInUse(this IOException e) => InUse.Contains(e.HResult);

    public static bool IsFileError(this Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException
            or NotSupportedException;
}
