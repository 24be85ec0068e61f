namespace Track123.InMemory;

/// <summary>The form in which records are asked for.</summary>
/// <param name="IsOld">Whether by the v2 path, whose records lack the fields that v2.1 brought.</param>
/// <param name="Lang">The language events are translated into; null for none.</param>
/// <param name="HasBareId">Whether the id is a bare number, as it is in webhooks.</param>
internal sealed record RecordForm(bool IsOld, string? Lang = null, bool HasBareId = false);
