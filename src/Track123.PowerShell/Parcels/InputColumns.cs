using System.Collections;
using System.Globalization;
using Track123.Parcels;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>Reads the caller's own columns of an input row, to write them to a file.</summary>
internal static class InputColumns
{
    /// <summary>Returns the names and values of the row's columns; none if the row is only a number.</summary>
    /// <param name="input">The object that the row was read from.</param>
    /// <param name="number">The tracking number of the row, because an object can contain several.</param>
    public static IReadOnlyList<(string Name, string? Value)> Read(object? input, string? number)
    {
        if (input is null || TrackingNumberCmdlet.IsNumber(PSObject.AsPSObject(input)))
        {
            return [];
        }

        var columns = input is IDictionary dictionary
            ? dictionary.Cast<DictionaryEntry>().Select(
                entry => (Name: entry.Key.ToString()!, Value: ToText(entry.Value, number)))
            : PSObject.AsPSObject(input).Properties.Select(
                property => (property.Name, Value: ToText(ReadValue(property), number)));
        return [.. columns.Where(column => !RetryFile.IsReason(column.Name))];
    }

    private static object? ReadValue(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static string? ToText(object? value, string? number)
    {
        if (value.Unwrap() is not ICollection list || list is IDictionary)
        {
            return ToText(value);
        }

        List<string> texts = [.. list.Cast<object?>().Select(ToText)];
        return texts.Find(text => NumberText.Clean(text) == NumberText.Clean(number)) ?? string.Join(", ", texts);
    }

    private static string ToText(object? value) => (string)LanguagePrimitives.ConvertTo(
        ShipTimeTransformationAttribute.ToText(value), typeof(string), CultureInfo.InvariantCulture);
}
