using System.Security;

namespace Track123.Common;

/// <summary>Recognizes the exceptions that .NET throws for paths and files that can't be used.</summary>
internal static class FileErrors
{
    public static bool IsFileError(this Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException
            or NotSupportedException;
}
