using System.Collections;
using System.Management.Automation.Language;

namespace Track123.Commands;

/// <summary>
/// Reads and completes <see cref="OceanNumberType"/> values. The parameter is text and read here, so that a row with an
/// invalid value is rejected with a reason. A binding error would drop the row.
/// </summary>
internal sealed class NumberTypeText : IArgumentCompleter
{
    private static readonly string[] Names =
        [nameof(OceanNumberType.Booking), nameof(OceanNumberType.BillOfLading), nameof(OceanNumberType.Container)];

    /// <summary>Returns the number type, or an error. Blank text returns Unknown without an error.</summary>
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
                $"'{text}' is not a valid number type. Use Booking (1), BillOfLading (2) or Container (3)."),
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
