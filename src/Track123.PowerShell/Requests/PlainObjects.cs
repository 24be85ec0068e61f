using System.Collections.Specialized;

namespace Track123.Commands;

/// <summary>Converts between .NET objects and PowerShell objects.</summary>
internal static class PlainObjects
{
    /// <summary>Converts dictionaries, including nested ones, to objects with properties.</summary>
    public static object? ToObject(object? data) => data switch
    {
        IReadOnlyDictionary<string, object?> fields => ToObject(fields),
        object?[] items => Array.ConvertAll(items, ToObject),
        _ => data,
    };

    /// <summary>Returns the wrapped object; a custom object as a dictionary of its properties.</summary>
    public static object? Unwrap(object value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } made => Fields(made),
        PSObject wrapped => Unwrap(wrapped.BaseObject),
        SwitchParameter given => given.IsPresent,
        _ => value,
    };

    private static object ToObject(IReadOnlyDictionary<string, object?> fields)
    {
        // Property names can't be empty or differ only by case. Such a dictionary is returned as a dictionary.
        var names = new HashSet<string>(fields.Keys, StringComparer.OrdinalIgnoreCase);
        if (names.Count < fields.Count || names.Contains(""))
        {
            return fields.ToDictionary(field => field.Key, field => ToObject(field.Value), StringComparer.Ordinal);
        }

        var made = new PSObject();
        foreach (var field in fields)
        {
            made.Properties.Add(new PSNoteProperty(field.Key, ToObject(field.Value)));
        }

        return made;
    }

    private static OrderedDictionary Fields(PSObject made)
    {
        var fields = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in made.Properties.Where(property => property.IsGettable))
        {
            fields[property.Name] = property.Value;
        }

        return fields;
    }
}
