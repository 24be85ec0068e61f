using Track123.Validation;

namespace Track123.Commands;

/// <summary>Completes the codes of countries, by code or English name.</summary>
internal sealed class CountryCompleter() : ValueCompleter(CountryTable.All);
