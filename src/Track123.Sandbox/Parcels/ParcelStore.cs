namespace Track123.InMemory.Parcels;

/// <summary>One page of a query.</summary>
/// <param name="Parcels">The parcels of the page.</param>
/// <param name="Total">The number of parcels on all pages.</param>
/// <param name="Start">The number of parcels on the pages before.</param>
/// <param name="Unknown">The names without a registered parcel.</param>
internal sealed record ParcelPage(
    IReadOnlyList<Parcel> Parcels, int Total, int Start, IReadOnlyList<ShipmentName> Unknown);

/// <summary>The account's parcels. One registration costs one credit.</summary>
internal sealed class ParcelStore(CreditBalance credits) : ShipmentStore<Parcel>(credits, price: 1, FieldNames.Parcel)
{
    private readonly MultiMap<Parcel> byOrder = new();

    /// <summary>Returns one page of the parcels that the criteria select.</summary>
    public ParcelPage Find(ParcelCriteria criteria)
    {
        lock (this.Gate)
        {
            return criteria.Names.Count + criteria.Orders.Count > 0
                ? this.FindSelected(criteria)
                : this.FindInWindow(criteria);
        }
    }

    /// <summary>Edits a parcel's optional fields: null keeps a field, an empty value removes it.</summary>
    /// <exception cref="RefusedException">The parcel can't be edited.</exception>
    public void Edit(ShipmentName name, ParcelDetails edit)
    {
        lock (this.Gate)
        {
            var parcel = this.FindOne(name);
            var details = (parcel.Details ?? new ParcelDetails()).With(edit);
            ParcelDetails.ValidateRequired(parcel.Number, parcel.ParcelCarrier, details);
            this.byOrder.Remove(parcel.OrderNo, parcel);
            parcel.Details = details;
            this.byOrder.Add(parcel.OrderNo, parcel);
        }
    }

    protected override void Add(Parcel shipment)
    {
        base.Add(shipment);
        this.byOrder.Add(shipment.OrderNo, shipment);
    }

    protected override void Remove(Parcel shipment)
    {
        base.Remove(shipment);
        this.byOrder.Remove(shipment.OrderNo, shipment);
    }

    protected override void ValidateCarrier(Parcel shipment, SandboxCarrier carrier) =>
        ParcelDetails.ValidateRequired(shipment.Number, (ParcelCarrier)carrier, shipment.Details);

    private ParcelPage FindInWindow(ParcelCriteria criteria)
    {
        var first = criteria.RegisteredFrom is { } from ? this.FirstIndex(parcel => parcel.Registered >= from) : 0;
        var end = criteria.RegisteredBefore is { } before
            ? this.FirstIndex(parcel => parcel.Registered >= before)
            : this.Shipments.Count;
        var start = Math.Max(first, this.FirstIndex(parcel => parcel.Sequence > criteria.AfterSequence));
        var count = Math.Max(0, Math.Min(criteria.PageSize, end - start));
        return new ParcelPage(
            count == 0 ? [] : this.Shipments.GetRange(start, count), Math.Max(0, end - first), start - first, []);
    }

    private ParcelPage FindSelected(ParcelCriteria criteria)
    {
        var named = criteria.Names.Select(name => (Name: name, Parcels: this.FindNamed(name))).ToList();
        var found = named.SelectMany(one => one.Parcels);
        if (criteria.Orders.Count > 0)
        {
            var ordered = criteria.Orders.SelectMany(this.byOrder.Find);
            found = criteria.Names.Count == 0 ? ordered : ordered.Intersect(found);
        }

        var all = found.Distinct().Where(criteria.IsInWindow).OrderBy(parcel => parcel.Sequence).ToList();
        var start = all.Count(parcel => parcel.Sequence <= criteria.AfterSequence);
        return new ParcelPage(
            all.GetRange(start, Math.Min(criteria.PageSize, all.Count - start)), all.Count, start,
            [.. named.Where(one => one.Parcels.Count == 0).Select(one => one.Name)]);
    }
}
