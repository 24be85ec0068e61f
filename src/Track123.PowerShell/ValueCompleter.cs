using System.Collections;
using System.Management.Automation.Language;

namespace Track123.Commands;

/// <summary>Completes values of a list, by value or description.</summary>
internal abstract class ValueCompleter(IEnumerable<(string Value, string Description)> values) : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletedText.Complete(wordToComplete, values);
}
