using System.Collections;
using System.Management.Automation.Language;

namespace Track123.Commands;

/// <summary>
/// What people write for an <see cref="OceanNumberType"/>. It is read here rather than by PowerShell: a row with a text
/// that is none is then
/// accounted for, where binding would drop it.
/// </summary>
internal sealed class NumberTypeText : IArgumentCompleter
{
    private static readonly string[] Names =
        [nameof(OceanNumberType.Booking), nameof(OceanNumberType.BillOfLading), nameof(OceanNumberType.Container)];

    /// <summary>The type a text means, or why it means none; a blank is no type, without a reason.</summary>
    public static (OceanNumberType Type, string? Error) Read(string? text) =>
        string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant() switch
        {
            "1" or "BOOKING" or "BOOKINGNUMBER" or "BOOKINGNO" => (OceanNumberType.Booking, null),
            "2" or "BILLOFLADING" or "BILLOFLADINGNUMBER" or "BILLOFLADINGNO" or "BL" or "BOL" =>
                (OceanNumberType.BillOfLading, null),
            "3" or "CONTAINER" or "CONTAINERNUMBER" or "CONTAINERNO" => (OceanNumberType.Container, null),
            _ when string.IsNullOrWhiteSpace(text) => (OceanNumberType.Unknown, null),
            _ => (
                OceanNumberType.Unknown,
                $"'{text}' is not a number type: Booking (1), BillOfLading (2) or Container (3)."),
        };

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Names.Where(name => name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(name));
}
