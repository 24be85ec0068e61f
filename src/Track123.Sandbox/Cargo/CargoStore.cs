using System.Globalization;

namespace Track123.InMemory;

/// <summary>
/// The account's shipments of one kind. A shipment is the same as another if number, carrier and type are. Every member
/// is safe to call from many threads.
/// </summary>
/// <param name="credit">What registrations are paid from.</param>
/// <param name="orderPrefix">What order numbers start with; null for shipments without.</param>
internal sealed class CargoStore(CreditBalance credit, string? orderPrefix)
{
    /// <summary>Credits for each number.</summary>
    private const int Price = 100;

    private readonly object gate = new();
    private readonly Dictionary<string, List<CargoShipment>> byNumber = new(StringComparer.Ordinal);
    private int orders;

    /// <summary>
    /// Registers what is new. If the credit does not suffice for all that is new, nothing is registered and nothing
    /// spent.
    /// </summary>
    /// <param name="wanted">The shipments, in order; nulls are passed over. Those known already, or twice in the list,
    /// are replaced by the one that was first.</param>
    /// <param name="now">The moment of registration.</param>
    /// <returns>Whether the credit sufficed.</returns>
    public bool TryRegister(CargoShipment?[] wanted, DateTimeOffset now)
    {
        lock (this.gate)
        {
            var added = new List<CargoShipment>();
            for (var i = 0; i < wanted.Length; i++)
            {
                if (wanted[i] is not { } shipment)
                    continue;

                if (this.Same(shipment, shipment.Carrier) is { } known)
                {
                    wanted[i] = known;
                    continue;
                }

                if (!this.byNumber.TryGetValue(shipment.TrackingNo, out var list))
                    this.byNumber.Add(shipment.TrackingNo, list = []);
                list.Add(shipment);
                added.Add(shipment);
            }

            if (!credit.TrySpend(added.Count * Price))
            {
                added.ForEach(this.Remove);
                return false;
            }

            foreach (var shipment in added)
                shipment.Enter(this.NextOrder(now), now);
            return true;
        }
    }

    /// <summary>Every shipment there is now.</summary>
    public List<CargoShipment> All()
    {
        lock (this.gate)
            return [.. this.byNumber.Values.SelectMany(list => list)];
    }

    /// <summary>The shipments of that name: several, if it leaves out what tells them apart.</summary>
    public IReadOnlyList<CargoShipment> Find(CargoName name)
    {
        lock (this.gate)
            return this.Named(name);
    }

    /// <summary>Gives all that are named another carrier, or none.</summary>
    /// <returns>Why it was not done, or null.</returns>
    public string? ChangeCarrier(IReadOnlyList<CargoName> names, CargoCarrier carrier)
    {
        lock (this.gate)
        {
            if (this.AllNamed(names) is not { } shipments)
                return CargoEndpoints.NotRegistered;

            // Two that differ by carrier alone would become one.
            var after = shipments.GroupBy(shipment => (shipment.TrackingNo, shipment.Type));
            if (after.Any(group => group.Count() > 1)
                || shipments.Any(shipment => this.Same(shipment, carrier) is { } other && other != shipment))
                return ItemError.Imported;

            foreach (var shipment in shipments)
                shipment.Carrier = carrier;
            return null;
        }
    }

    /// <summary>Asks a shipment's carrier anew.</summary>
    /// <returns>What came of it; null if there is no such shipment.</returns>
    public RefreshOutcome? Refresh(CargoName name, DateTimeOffset now)
    {
        lock (this.gate)
            return this.Named(name) is [var shipment, ..] ? shipment.Refresh(now) : null;
    }

    /// <summary>Forgets all that are named, or none.</summary>
    /// <returns>Why it was not done, or null.</returns>
    public string? Delete(IReadOnlyList<CargoName> names)
    {
        lock (this.gate)
        {
            if (this.AllNamed(names) is not { } shipments)
                return CargoEndpoints.NotRegistered;

            foreach (var shipment in shipments)
                this.Remove(shipment);
            return null;
        }
    }

    private CargoShipment? Same(CargoShipment shipment, CargoCarrier carrier) =>
        this.byNumber.TryGetValue(shipment.TrackingNo, out var list)
            ? list.Find(other => other.Type == shipment.Type && other.Carrier == carrier)
            : null;

    private List<CargoShipment> Named(CargoName name) =>
        this.byNumber.TryGetValue(name.TrackingNo, out var list) ? list.FindAll(name.Means) : [];

    /// <summary>All that are named; null if there is none of one of the names.</summary>
    private HashSet<CargoShipment>? AllNamed(IReadOnlyList<CargoName> names)
    {
        var shipments = new HashSet<CargoShipment>();
        foreach (var name in names)
        {
            var named = this.Named(name);
            if (named.Count == 0)
                return null;
            shipments.UnionWith(named);
        }

        return shipments;
    }

    private void Remove(CargoShipment shipment)
    {
        var list = this.byNumber[shipment.TrackingNo];
        list.Remove(shipment);
        if (list.Count == 0)
            this.byNumber.Remove(shipment.TrackingNo);
    }

    private string NextOrder(DateTimeOffset now) => orderPrefix is null
        ? ""
        : string.Format(
            CultureInfo.InvariantCulture, "{0}{1:yyyyMMdd}{2:D4}",
            orderPrefix, now.UtcDateTime + WireTime.Portal, ++this.orders);
}
