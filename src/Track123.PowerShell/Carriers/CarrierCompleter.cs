using System.Collections;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Track123.Commands;

/// <summary>
/// Completes the code of a carrier from its beginning, a part of it, or a part of the carrier's name, which is shown beside it. It goes by the list
/// that Connect-Track123 or Get-Track123Carrier brought last and never asks the service; where there is no list it has nothing to offer.
/// </summary>
internal sealed class CarrierCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var connection = Unwrap(fakeBoundParameters["Connection"]) as Connection
            ?? (Runspace.DefaultRunspace is null ? null : CurrentConnection.OfThisRunspace.Connected);
        var (word, quote) = CompletedText.Read(wordToComplete);
        List<(int Rank, CachedCarrier Carrier)> found = [];
        foreach (var type in Types(commandName, fakeBoundParameters["Type"]))
        {
            foreach (var carrier in CarrierCache.Of(connection, type).Read(DateTimeOffset.UtcNow) ?? [])
            {
                if (Rank(carrier, word) is { } rank)
                    found.Add((rank, carrier));
            }
        }

        return found
            .OrderBy(f => f.Rank)
            .ThenBy(f => f.Carrier.Code, StringComparer.OrdinalIgnoreCase)
            .Select(f => new CompletionResult(
                CompletedText.Write(f.Carrier.Code, quote), f.Carrier.Code, CompletionResultType.ParameterValue, Describe(f.Carrier)));
    }

    private static IEnumerable<CarrierType> Types(string commandName, object? type)
    {
        if (Unwrap(type) is { } given)
        {
            var names = LanguagePrimitives.GetEnumerable(given)?.Cast<object>() ?? [given];
            return [.. names.Select(n => Enum.TryParse<CarrierType>(n?.ToString(), ignoreCase: true, out var known) ? known : CarrierType.Parcel).Distinct()];
        }

        return [CarrierNames.OfCommand(commandName)];
    }

    // What begins like the word comes first, codes before names.
    private static int? Rank(CachedCarrier carrier, string word) =>
        WildcardPattern.ContainsWildcardCharacters(word)
            ? new WildcardPattern(word + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant) is var pattern && (pattern.IsMatch(carrier.Code) || pattern.IsMatch(carrier.Name)) ? 0 : null
        : Place(carrier.Code, word) is 0 ? 0
        : Place(carrier.Name, word) is 0 || Place(carrier.NameChinese, word) is 0 ? 1
        : Place(carrier.Code, word) > 0 ? 2
        : Place(carrier.Name, word) > 0 || Place(carrier.NameChinese, word) > 0 ? 3
        : null;

    private static int Place(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase);

    private static string Describe(CachedCarrier carrier) =>
        carrier.NameChinese.Length == 0 || carrier.NameChinese == carrier.Name ? First(carrier.Name, carrier.Code) : $"{First(carrier.Name, carrier.Code)} {carrier.NameChinese}";

    private static string First(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
