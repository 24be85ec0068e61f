namespace Track123.InMemory.Shipments;

/// <summary>
/// The account's shipments of one kind, in order of registration. Two shipments are duplicates if number, carrier and
/// type are equal. All members are thread-safe.
/// </summary>
/// <param name="credits">The account's credits.</param>
/// <param name="price">The credits that one registration costs.</param>
/// <param name="fields">The names of the fields, for messages.</param>
internal class ShipmentStore<T>(CreditBalance credits, int price, FieldNames fields)
    where T : Shipment
{
    private readonly MultiMap<T> byNumber = new();
    private int sequence;
    private DateTime latest;

    public int Count
    {
        get
        {
            lock (this.Gate)
            {
                return this.Shipments.Count;
            }
        }
    }

    protected object Gate { get; } = new();

    protected List<T> Shipments { get; } = [];

    /// <summary>
    /// Registers the items that are new, and rejects duplicates. If there are too few credits for all new items, it
    /// registers none.
    /// </summary>
    /// <exception cref="RefusedException">There are not enough credits.</exception>
    public void Register(IReadOnlyList<BatchItem<T>> items, DateTime now)
    {
        lock (this.Gate)
        {
            // Registration times never decrease, even if the machine's clock is set back.
            this.latest = now > this.latest ? now : this.latest;
            var added = new List<T>();
            foreach (var item in items)
            {
                if (item.Shipment is not { } shipment)
                {
                    continue;
                }

                if (this.FindSame(shipment, shipment.Carrier) is { } known)
                {
                    item.RejectAsImported(known);
                    continue;
                }

                shipment.SetRegistered(this.sequence++, this.latest);
                this.Add(shipment);
                added.Add(shipment);
            }

            if (!credits.TrySpend(added.Count * price))
            {
                added.ForEach(this.Remove);
                throw RefusedException.OutOfCredit();
            }
        }
    }

    /// <summary>Returns all shipments in order of registration.</summary>
    public List<T> GetAll()
    {
        lock (this.Gate)
        {
            return [.. this.Shipments];
        }
    }

    /// <summary>Returns the shipments of that name.</summary>
    public IReadOnlyList<T> Find(ShipmentName name)
    {
        lock (this.Gate)
        {
            return this.FindNamed(name);
        }
    }

    /// <summary>Changes the carrier of all named shipments, or of none.</summary>
    /// <exception cref="RefusedException">A shipment can't have this carrier, or is not registered.</exception>
    public void ChangeCarrier(IEnumerable<ShipmentName> names, SandboxCarrier carrier)
    {
        lock (this.Gate)
        {
            var shipments = this.FindNamed(names);
            foreach (var shipment in shipments)
            {
                // Two shipments that differ only in carrier would become duplicates.
                if ((this.FindSame(shipment, carrier) is { } same && same != shipment)
                    || shipments.Any(other => other != shipment && IsSameNumber(other, shipment)))
                {
                    throw RefusedException.AlreadyImported();
                }

                this.ValidateCarrier(shipment, carrier);
            }

            foreach (var shipment in shipments)
            {
                shipment.Carrier = carrier;
            }
        }
    }

    /// <summary>Refreshes one shipment.</summary>
    /// <exception cref="RefusedException">The shipment is not registered.</exception>
    public RefreshResult Refresh(ShipmentName name, DateTime now)
    {
        lock (this.Gate)
        {
            return this.FindOne(name).Refresh(now);
        }
    }

    /// <summary>Deletes all named shipments, or none.</summary>
    /// <exception cref="RefusedException">The shipment is not registered.</exception>
    public void Delete(IEnumerable<ShipmentName> names)
    {
        lock (this.Gate)
        {
            foreach (var shipment in this.FindNamed(names))
            {
                this.Remove(shipment);
            }
        }
    }

    protected T FindOne(ShipmentName name) =>
        this.FindNamed(name) is [var shipment, ..] ? shipment : throw fields.NotRegistered();

    protected virtual void Add(T shipment)
    {
        this.byNumber.Add(shipment.Number, shipment);
        this.Shipments.Add(shipment);
    }

    protected virtual void Remove(T shipment)
    {
        this.byNumber.Remove(shipment.Number, shipment);
        this.Shipments.RemoveAt(this.FirstIndex(other => other.Sequence >= shipment.Sequence));
    }

    /// <exception cref="RefusedException">The shipment can't have this carrier.</exception>
    protected virtual void ValidateCarrier(T shipment, SandboxCarrier carrier)
    {
    }

    protected IReadOnlyList<T> FindNamed(ShipmentName name) =>
        [.. this.byNumber.Find(name.Number!).Where(shipment => name.Matches(shipment))];

    /// <summary>Finds the first match by binary search: sequence and time never decrease along the list.</summary>
    protected int FirstIndex(Func<T, bool> isAtOrAfter)
    {
        var (low, high) = (0, this.Shipments.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = isAtOrAfter(this.Shipments[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static bool IsSameNumber(T one, T other) => one.Number == other.Number && one.Type == other.Type;

    private T? FindSame(T shipment, SandboxCarrier carrier) => this.byNumber.Find(shipment.Number)
        .FirstOrDefault(other => IsSameNumber(other, shipment) && other.Carrier.Code == carrier.Code);

    private HashSet<T> FindNamed(IEnumerable<ShipmentName> names)
    {
        var shipments = new HashSet<T>();
        foreach (var name in names)
        {
            var named = this.FindNamed(name);
            if (named.Count == 0)
            {
                throw fields.NotRegistered();
            }

            shipments.UnionWith(named);
        }

        return shipments;
    }
}
