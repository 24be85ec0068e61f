namespace Track123.Validation;

/// <summary>What is suspicious about a number that is sent all the same.</summary>
internal enum NumberWarning
{
    /// <summary>The check digit is wrong.</summary>
    CheckDigit,

    /// <summary>The last digits are zeros, as in a number that a spreadsheet rounded.</summary>
    Rounded,

    /// <summary>The number does not have the form of a container number.</summary>
    ContainerForm,
}

/// <summary>Collects the warnings of one call, so that each kind is written once and not for every row.</summary>
internal sealed class NumberWarnings
{
    private const int MaxNumbersNamed = 5;

    private readonly SortedDictionary<NumberWarning, List<string>> named = [];
    private readonly Dictionary<NumberWarning, long> counts = [];

    /// <summary>Returns a message for each kind of warning, with its first numbers.</summary>
    public IEnumerable<string> Messages => this.named.Select(w => Describe(w.Key, this.counts[w.Key], w.Value));

    /// <summary>Returns the warning about a parcel's number; null if there is none.</summary>
    public static NumberWarning? Find(string? number, string? carrierCode) =>
        number is null ? null
        : CheckDigit.IsWrong(number, carrierCode) ? NumberWarning.CheckDigit
        : NumberValidation.SeemsRounded(number, minLength: 18) ? NumberWarning.Rounded
        : null;

    /// <summary>Adds a warning.</summary>
    public void Add(NumberWarning warning, string number)
    {
        if (!this.named.TryGetValue(warning, out var numbers))
        {
            this.named[warning] = numbers = [];
            this.counts[warning] = 0;
        }

        this.counts[warning]++;
        if (numbers.Count < MaxNumbersNamed)
        {
            numbers.Add(number);
        }
    }

    private static string Describe(NumberWarning warning, long count, List<string> numbers)
    {
        var list = string.Join(", ", numbers.Select(n => $"'{n}'"))
            + (count > numbers.Count ? $" and {count - numbers.Count} more" : "");
        var have = count == 1 ? "1 number has" : $"{count} numbers have";
        return warning switch
        {
            NumberWarning.CheckDigit => $"{have} a wrong check digit: {list}. Check for typing errors.",
            NumberWarning.Rounded => $"{have} only zeros after the first 15 digits: {list}. A spreadsheet may have "
                + "rounded them.",
            _ => $"{have} another form than a container number, which has four letters and seven digits, such as "
                + $"MSCU1234566: {list}.",
        };
    }
}
