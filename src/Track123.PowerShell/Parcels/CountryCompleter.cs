using System.Collections;
using System.Management.Automation.Language;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>Completes the codes of countries, by code or English name.</summary>
internal sealed class CountryCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletedText.Complete(wordToComplete, CountryTable.All);
}
