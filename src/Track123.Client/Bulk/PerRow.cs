using System.Runtime.CompilerServices;

namespace Track123;

/// <summary>
/// Marks code that runs for each row. A script's process is often over before .NET has replaced the slow code that it begins with; this has the
/// good code made at once. Measured with 200,000 rows: 2.0 times the floor's processor time without, 1.6 with.
/// </summary>
internal static class PerRow
{
    /// <summary><c>AggressiveOptimization</c>, which netstandard2.0 has no name for and .NET Framework takes no notice of.</summary>
    public const MethodImplOptions Code = (MethodImplOptions)512;
}
