namespace Track123.InMemory;

/// <summary>A carrier of cargo.</summary>
/// <param name="Code">The service's code for it.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCn">Chinese name.</param>
/// <param name="HomePage">Home page.</param>
internal abstract record CargoCarrier(string Code, string NameEn, string NameCn, string HomePage);
