namespace Track123.Commands;

/// <summary>Extends values that may be in a <see cref="PSObject"/>.</summary>
internal static class PSObjectExtensions
{
    /// <summary>Returns the object in a PSObject; other values unchanged.</summary>
    public static object? Unwrap(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
