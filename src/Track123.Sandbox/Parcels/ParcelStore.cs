namespace Track123.InMemory;

/// <summary>
/// The account's parcels in order of registration, and its credit. Every member is safe to call from many threads.
/// </summary>
internal sealed class ParcelStore
{
    private readonly object gate = new();
    private readonly List<Parcel> parcels = [];
    private readonly Dictionary<string, Parcel> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Parcel> byOrder = new(StringComparer.Ordinal);
    private int sequence;
    private DateTimeOffset latest;
    private int credits;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="credits"/> is negative.</exception>
    public ParcelStore(int credits)
    {
        this.Credits = credits;
    }

    public int Count
    {
        get
        {
            lock (this.gate)
                return this.parcels.Count;
        }
    }

    public int Credits
    {
        get
        {
            lock (this.gate)
                return this.credits;
        }

        set
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value), value, "An account has no debt.");

            lock (this.gate)
                this.credits = value;
        }
    }

    /// <summary>
    /// Registers what is new, a credit each. If the credit does not suffice for all that is new, nothing is registered and
    /// nothing spent.
    /// </summary>
    /// <param name="wanted">The parcels, in order. Those known already, or twice in the list, are replaced by null.</param>
    /// <param name="now">The moment of registration.</param>
    /// <returns>Whether the credit sufficed.</returns>
    public bool TryRegister(Parcel?[] wanted, DateTimeOffset now)
    {
        lock (this.gate)
        {
            var before = this.parcels.Count;

            // The order of registration is the order of time, even if the machine's clock is set back.
            if (now > this.latest)
                this.latest = now;

            for (var i = 0; i < wanted.Length; i++)
            {
                if (wanted[i] is { } parcel && !this.Add(parcel))
                    wanted[i] = null;
            }

            var added = this.parcels.Count - before;
            if (added > this.credits)
            {
                for (var i = this.parcels.Count - 1; i >= before; i--)
                    this.TakeBack(this.parcels[i]);
                this.parcels.RemoveRange(before, added);
                return false;
            }

            this.credits -= added;
            return true;
        }
    }

    /// <summary>Finds one page of what the criteria select.</summary>
    public ParcelPage Find(ParcelCriteria criteria)
    {
        lock (this.gate)
            return criteria.NamesParcels ? this.FindNamed(criteria) : this.FindAll(criteria);
    }

    private bool Add(Parcel parcel)
    {
        if (this.byNumber.TryGetValue(parcel.TrackNo, out var same))
        {
            for (var other = same; other is not null; other = other.SameNumber)
            {
                if (ReferenceEquals(other.Carrier, parcel.Carrier))
                    return false;
            }

            parcel.SameNumber = same;
        }

        parcel.Enter(this.sequence++, this.latest);
        this.byNumber[parcel.TrackNo] = parcel;
        if (parcel.Details?.OrderNo is { } order)
        {
            if (this.byOrder.TryGetValue(order, out var sameOrder))
                parcel.SameOrder = sameOrder;
            this.byOrder[order] = parcel;
        }

        this.parcels.Add(parcel);
        return true;
    }

    // Newest first: then each index points at the parcel to take back.
    private void TakeBack(Parcel parcel)
    {
        if (parcel.SameNumber is { } same)
            this.byNumber[parcel.TrackNo] = same;
        else
            this.byNumber.Remove(parcel.TrackNo);

        if (parcel.Details?.OrderNo is not { } order)
            return;

        if (parcel.SameOrder is { } sameOrder)
            this.byOrder[order] = sameOrder;
        else
            this.byOrder.Remove(order);
    }

    private ParcelPage FindAll(ParcelCriteria criteria)
    {
        var first = criteria.From is { } from ? this.FirstWhere(parcel => parcel.Registered >= from) : 0;
        var end = criteria.Before is { } before ? this.FirstWhere(parcel => parcel.Registered >= before) : this.parcels.Count;
        var start = Math.Max(first, this.FirstWhere(parcel => parcel.Sequence > criteria.AfterSequence));
        var count = Math.Max(0, Math.Min(criteria.PageSize, end - start));
        return new ParcelPage(
            count == 0 ? [] : this.parcels.GetRange(start, count), Math.Max(0, end - first), start - first, []);
    }

    private ParcelPage FindNamed(ParcelCriteria criteria)
    {
        var unknown = new List<ParcelName>();
        HashSet<Parcel>? found = null;
        if (criteria.Names.Count > 0)
        {
            found = [];
            foreach (var name in criteria.Names)
            {
                if (!this.FindByName(name, found))
                    unknown.Add(name);
            }
        }

        if (criteria.Orders.Count > 0)
        {
            var ordered = new HashSet<Parcel>();
            foreach (var order in criteria.Orders)
            {
                for (var parcel = Latest(this.byOrder, order); parcel is not null; parcel = parcel.SameOrder)
                    ordered.Add(parcel);
            }

            if (found is null)
                found = ordered;
            else
                found.IntersectWith(ordered);
        }

        var all = found!.Where(criteria.IsInWindow).OrderBy(parcel => parcel.Sequence).ToList();
        var start = all.FindIndex(parcel => parcel.Sequence > criteria.AfterSequence);
        if (start < 0)
            start = all.Count;
        return new ParcelPage(
            all.GetRange(start, Math.Min(criteria.PageSize, all.Count - start)), all.Count, start, unknown);
    }

    private bool FindByName(ParcelName name, HashSet<Parcel> found)
    {
        var any = false;
        for (var parcel = Latest(this.byNumber, name.TrackNo); parcel is not null; parcel = parcel.SameNumber)
        {
            if (name.CourierCode is not null && !string.Equals(name.CourierCode, parcel.Carrier.Code, StringComparison.Ordinal))
                continue;

            found.Add(parcel);
            any = true;
        }

        return any;
    }

    private static Parcel? Latest(Dictionary<string, Parcel> index, string key) =>
        index.TryGetValue(key, out var parcel) ? parcel : null;

    // Sequence and time both only grow along the list, so a page of a million costs what a page of ten does.
    private int FirstWhere(Func<Parcel, bool> isThere)
    {
        var (low, high) = (0, this.parcels.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (isThere(this.parcels[middle]))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
