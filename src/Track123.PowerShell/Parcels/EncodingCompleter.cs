using Track123.Csv;

namespace Track123.Commands;

/// <summary>Completes the names of encodings.</summary>
internal sealed class EncodingCompleter() : ValueCompleter(EncodingNames.All);
