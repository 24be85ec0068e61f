namespace Track123.InMemory;

/// <summary>
/// Parcels by number and by order number. Those that share one hang on each other as a chain, the one indexed last
/// first. Whoever uses it holds the store's lock.
/// </summary>
internal sealed class ParcelIndex
{
    private readonly Dictionary<string, Parcel> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Parcel> byOrder = new(StringComparer.Ordinal);

    /// <summary>The first parcel of that number; the others follow by <see cref="Parcel.SameNumber"/>.</summary>
    public Parcel? WithNumber(string trackNo) => this.byNumber.TryGetValue(trackNo, out var parcel) ? parcel : null;

    /// <summary>The first parcel of that order; the others follow by <see cref="Parcel.SameOrder"/>.</summary>
    public Parcel? WithOrder(string order) => this.byOrder.TryGetValue(order, out var parcel) ? parcel : null;

    /// <summary>The parcel of that number and carrier.</summary>
    public Parcel? Find(string trackNo, string courierCode)
    {
        for (var parcel = this.WithNumber(trackNo); parcel is not null; parcel = parcel.SameNumber)
        {
            if (string.Equals(parcel.Carrier.Code, courierCode, StringComparison.Ordinal))
                return parcel;
        }

        return null;
    }

    public void Add(Parcel parcel)
    {
        parcel.SameNumber = this.WithNumber(parcel.TrackNo);
        this.byNumber[parcel.TrackNo] = parcel;
        this.AddOrder(parcel);
    }

    public void Remove(Parcel parcel)
    {
        Unlink(
            this.byNumber, parcel.TrackNo, parcel, link => link.SameNumber, (link, next) => link.SameNumber = next);
        this.RemoveOrder(parcel);
    }

    /// <summary>Replaces a parcel's optional fields, its order number among them.</summary>
    public void Replace(Parcel parcel, ParcelDetails details)
    {
        this.RemoveOrder(parcel);
        parcel.Details = details;
        this.AddOrder(parcel);
    }

    private void AddOrder(Parcel parcel)
    {
        if (parcel.Details?.OrderNo is not { } order)
            return;

        parcel.SameOrder = this.WithOrder(order);
        this.byOrder[order] = parcel;
    }

    private void RemoveOrder(Parcel parcel)
    {
        if (parcel.Details?.OrderNo is { } order)
            Unlink(this.byOrder, order, parcel, link => link.SameOrder, (link, next) => link.SameOrder = next);
    }

    private static void Unlink(
        Dictionary<string, Parcel> index, string key, Parcel parcel, Func<Parcel, Parcel?> next,
        Action<Parcel, Parcel?> setNext)
    {
        var link = index[key];
        if (!ReferenceEquals(link, parcel))
        {
            while (!ReferenceEquals(next(link), parcel))
                link = next(link)!;
            setNext(link, next(parcel));
        }
        else if (next(parcel) is { } second)
        {
            index[key] = second;
        }
        else
        {
            index.Remove(key);
        }

        setNext(parcel, null);
    }
}
