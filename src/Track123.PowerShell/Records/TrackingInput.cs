using System.Collections;
using Track123.Records;

namespace Track123.Commands;

/// <summary>
/// Reads parcels from the pipeline: objects of Get-Track123Tracking, their copies from jobs, remote sessions, Clixml
/// and JSON, and their records, also from files.
/// </summary>
internal static class TrackingInput
{
    /// <summary>Reads a parcel; null if the input is something else.</summary>
    public static Tracking? Read(PSObject? input) => input?.BaseObject as Tracking
        ?? (input is null ? null : TrackingRecordReader.Read(name => ToPlain(input.Properties[name]?.Value)));

    /// <summary>Formats an input that is not a parcel for a message.</summary>
    public static string DescribeType(PSObject? input) =>
        input is null ? "null" : $"'{input.TypeNames.FirstOrDefault()}'";

    private static object? ToPlain(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } copy =>
            (Func<string, object?>)(name => ToPlain(copy.Properties[name]?.Value)),
        PSObject wrapped => ToPlain(wrapped.BaseObject),
        ICollection list and not IDictionary => list.Cast<object?>().Select(ToPlain).ToList(),
        _ => value,
    };
}
