using System.Collections;
using System.Management.Automation.Language;
using Track123.Csv;

namespace Track123.Commands;

/// <summary>Completes the names of encodings.</summary>
internal sealed class EncodingCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletedText.Complete(wordToComplete, EncodingNames.All);
}
