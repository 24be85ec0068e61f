using System.Text.Json.Nodes;

namespace Track123.InMemory.Shipments;

/// <summary>A carrier in one of the carrier lists.</summary>
/// <param name="Code">The service's code for it.</param>
/// <param name="NameEn">The English name.</param>
/// <param name="NameCn">The Chinese name.</param>
/// <param name="HomePage">The home page; some carriers have none.</param>
internal abstract record SandboxCarrier(string Code, string NameEn, string NameCn, string? HomePage)
{
    /// <summary>Creates the carrier's entry in a list.</summary>
    /// <param name="prefix">
    /// The prefix of the field names: <c>courier</c> for parcels, <c>carrier</c> for cargo.
    /// </param>
    public virtual JsonObject ToJson(string prefix) => new()
    {
        [prefix + "Code"] = this.Code,
        [prefix + "NameCN"] = this.NameCn,
        [prefix + "NameEN"] = this.NameEn,
        [prefix + "HomePage"] = this.HomePage,
    };
}
