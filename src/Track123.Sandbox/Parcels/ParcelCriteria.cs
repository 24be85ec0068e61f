namespace Track123.InMemory;

/// <summary>A number as a query names it; without a carrier it means all carriers.</summary>
internal readonly record struct ParcelName(string TrackNo, string? CourierCode);

/// <summary>What a query asks for. Each criterion narrows what the others leave.</summary>
internal sealed record ParcelCriteria
{
    /// <summary>Numbers wanted; none means any.</summary>
    public IReadOnlyList<ParcelName> Names { get; init; } = [];

    /// <summary>Order numbers wanted; none means any.</summary>
    public IReadOnlyList<string> Orders { get; init; } = [];

    /// <summary>Registered at this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Registered before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only parcels after this place in the order of registration: −1 for the first page.</summary>
    public int AfterSequence { get; init; } = -1;

    /// <summary>Most parcels on a page.</summary>
    public int PageSize { get; init; } = 100;

    public bool NamesParcels => this.Names.Count > 0 || this.Orders.Count > 0;

    public bool IsInWindow(Parcel parcel) =>
        (this.From is not { } from || parcel.Registered >= from)
        && (this.Before is not { } before || parcel.Registered < before);
}

/// <summary>One page of a query.</summary>
/// <param name="Parcels">The parcels on it.</param>
/// <param name="Total">Parcels on all pages.</param>
/// <param name="Start">Parcels on the pages before.</param>
/// <param name="Unknown">Names nobody registered.</param>
internal sealed record ParcelPage(
    IReadOnlyList<Parcel> Parcels, int Total, int Start, IReadOnlyList<ParcelName> Unknown);
