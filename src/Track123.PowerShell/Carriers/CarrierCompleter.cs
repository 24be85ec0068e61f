using System.Collections;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Track123.Carriers;

namespace Track123.Commands;

/// <summary>
/// Completes carrier codes that match a part of the code or of the carrier's name. The tooltip shows the name. The
/// completer uses the carrier list cached by Connect-Track123 or Get-Track123Carrier and never calls the service.
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
        var connections = Runspace.DefaultRunspace is null ? null : RunspaceConnections.OfThisRunspace;
        var connection = fakeBoundParameters["Connection"].Unwrap() switch
        {
            Connection given => given,
            string name when connections?.Find(name) is { } named => named,
            _ => connections?.Current,
        };
        var (word, quote) = CompletedText.Read(wordToComplete);
        return TypesOf(commandName, fakeBoundParameters["Type"])
            .SelectMany(type => CarrierNames.CacheOf(connection, type).Read(DateTimeOffset.UtcNow) ?? [])
            .Select(carrier => (Carrier: carrier, Rank: RankOf(carrier, word)))
            .Where(found => found.Rank is not null)
            .OrderBy(found => found.Rank)
            .ThenBy(found => found.Carrier.Code, StringComparer.OrdinalIgnoreCase)
            .Select(found => Complete(found.Carrier, quote));
    }

    private static IEnumerable<CarrierType> TypesOf(string commandName, object? type)
    {
        if (type.Unwrap() is not { } given)
        {
            return [CarrierNames.TypeOf(commandName)];
        }

        var names = LanguagePrimitives.GetEnumerable(given)?.Cast<object>() ?? [given];
        return names
            .Select(name => Enum.TryParse<CarrierType>(name?.ToString(), ignoreCase: true, out var t) ? t : default)
            .Distinct();
    }

    // Prefix matches rank before other matches, and codes before names.
    private static int? RankOf(CachedCarrier carrier, string word)
    {
        if (WildcardPattern.ContainsWildcardCharacters(word))
        {
            var options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant;
            var pattern = new WildcardPattern(word + "*", options);
            return pattern.IsMatch(carrier.Code) || pattern.IsMatch(carrier.Name) ? 0 : null;
        }

        int PlaceIn(string text) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        var (code, name, chinese) = (PlaceIn(carrier.Code), PlaceIn(carrier.Name), PlaceIn(carrier.NameChinese));
        return code == 0 ? 0 : name == 0 || chinese == 0 ? 1 : code > 0 ? 2 : name > 0 || chinese > 0 ? 3 : null;
    }

    private static CompletionResult Complete(CachedCarrier carrier, char? quote)
    {
        var (code, chinese) = (carrier.Code, carrier.NameChinese);
        var name = carrier.Name.Length > 0 ? carrier.Name : code;
        var tooltip = chinese.Length == 0 || chinese == carrier.Name ? name : $"{name} {chinese}";
        return CompletedText.CreateResult(code, quote, tooltip);
    }
}
