namespace Track123.InMemory;

/// <summary>The account's parcels in order of registration. Every member is safe to call from many threads.</summary>
internal sealed class ParcelStore(CreditBalance credit)
{
    private readonly object gate = new();
    private readonly List<Parcel> parcels = [];
    private readonly ParcelIndex index = new();
    private int sequence;
    private DateTimeOffset latest;

    public int Count
    {
        get
        {
            lock (this.gate)
                return this.parcels.Count;
        }
    }

    /// <summary>
    /// Registers what is new, a credit each. If the credit does not suffice for all that is new, nothing is registered
    /// and nothing spent.
    /// </summary>
    /// <param name="wanted">The parcels, in order. Those known already, or twice in the list, are replaced by
    /// null.</param>
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
            if (credit.TrySpend(added))
                return true;

            // Newest first: each is then the first of its chains.
            for (var i = this.parcels.Count - 1; i >= before; i--)
                this.index.Remove(this.parcels[i]);
            this.parcels.RemoveRange(before, added);
            return false;
        }
    }

    /// <summary>Every parcel there is now, in order of registration.</summary>
    public List<Parcel> All()
    {
        lock (this.gate)
            return [.. this.parcels];
    }

    /// <summary>Finds one page of what the criteria select.</summary>
    public ParcelPage Find(ParcelCriteria criteria)
    {
        lock (this.gate)
            return criteria.NamesParcels ? this.FindNamed(criteria) : this.FindAll(criteria);
    }

    /// <summary>Gives the parcel of that number and carrier.</summary>
    public Parcel? Get(string trackNo, string courierCode)
    {
        lock (this.gate)
            return this.index.Find(trackNo, courierCode);
    }

    /// <summary>Gives a parcel another carrier.</summary>
    /// <returns>Why it was not done, or null.</returns>
    public string? ChangeCarrier(string trackNo, string courierCode, SandboxCarrier carrier)
    {
        lock (this.gate)
        {
            if (this.index.Find(trackNo, courierCode) is not { } parcel)
                return ItemError.NotRegistered;

            if (this.index.Find(trackNo, carrier.Code) is { } other && !ReferenceEquals(other, parcel))
                return ItemError.Imported;

            if (ImportRules.MissingField(trackNo, carrier, parcel.Details) is { } missing)
                return missing;

            parcel.Carrier = carrier;
            return null;
        }
    }

    /// <summary>Edits a parcel's optional fields: null leaves one as it is, an empty text takes it away.</summary>
    /// <returns>Why it was not done, or null.</returns>
    public string? Edit(string trackNo, string courierCode, ParcelDetails? edit)
    {
        lock (this.gate)
        {
            if (this.index.Find(trackNo, courierCode) is not { } parcel)
                return ItemError.NotRegistered;

            if (edit is null)
                return null;

            var details = (parcel.Details ?? new ParcelDetails()).With(edit);
            if (ImportRules.MissingField(trackNo, parcel.Carrier, details) is { } missing)
                return missing;

            this.index.Replace(parcel, details);
            return null;
        }
    }

    /// <summary>Asks a parcel's carrier anew.</summary>
    /// <returns>What came of it; null if there is no such parcel.</returns>
    public RefreshOutcome? Refresh(string trackNo, string courierCode, DateTimeOffset now)
    {
        lock (this.gate)
            return this.index.Find(trackNo, courierCode)?.Refresh(now);
    }

    /// <summary>Forgets a parcel.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string trackNo, string courierCode)
    {
        lock (this.gate)
        {
            if (this.index.Find(trackNo, courierCode) is not { } parcel)
                return false;

            this.index.Remove(parcel);
            this.parcels.RemoveAt(this.FirstWhere(other => other.Sequence >= parcel.Sequence));
            return true;
        }
    }

    private bool Add(Parcel parcel)
    {
        if (this.index.Find(parcel.TrackNo, parcel.Carrier.Code) is not null)
            return false;

        parcel.Enter(this.sequence++, this.latest);
        this.index.Add(parcel);
        this.parcels.Add(parcel);
        return true;
    }

    private ParcelPage FindAll(ParcelCriteria criteria)
    {
        var first = criteria.From is { } from ? this.FirstWhere(parcel => parcel.Registered >= from) : 0;
        var end = criteria.Before is { } before
            ? this.FirstWhere(parcel => parcel.Registered >= before)
            : this.parcels.Count;
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
                for (var parcel = this.index.WithOrder(order); parcel is not null; parcel = parcel.SameOrder)
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
        for (var parcel = this.index.WithNumber(name.TrackNo); parcel is not null; parcel = parcel.SameNumber)
        {
            if (name.CourierCode is not null
                && !string.Equals(name.CourierCode, parcel.Carrier.Code, StringComparison.Ordinal))
                continue;

            found.Add(parcel);
            any = true;
        }

        return any;
    }

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
