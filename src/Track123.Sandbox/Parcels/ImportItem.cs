using System.Text.Json;

namespace Track123.InMemory;

/// <summary>One number that is to be tracked, read and judged by itself.</summary>
internal sealed class ImportItem
{
    private readonly DetailsReader reader = new(keepsBlanks: false);

    private ImportItem()
    {
    }

    /// <summary>The number as sent; null if there was none to read.</summary>
    public string? TrackNo { get; private set; }

    /// <summary>The carrier's code: as sent, or as detected.</summary>
    public string? CourierCode { get; private set; }

    public string? OrderNo => this.reader.Details?.OrderNo;

    /// <summary>The parcel, if nothing is wrong with the item.</summary>
    public Parcel? Parcel { get; private set; }

    /// <summary>What is wrong; null if nothing is.</summary>
    public ItemError? Error { get; private set; }

    /// <summary>Reads an object.</summary>
    public static ImportItem Read(JsonElement element)
    {
        var item = new ImportItem();
        foreach (var member in element.EnumerateObject())
            item.ReadMember(member);

        item.Error = item.reader.Fault is { } fault ? ItemError.Parameter(fault) : item.Judge();
        return item;
    }

    /// <summary>Refuses the item. The first reason stands.</summary>
    public void Refuse(ItemError error) => this.Error ??= error;

    private void ReadMember(JsonProperty member)
    {
        if (member.NameEquals("trackNo"u8))
            this.TrackNo = this.reader.Text(member);
        else if (member.NameEquals("courierCode"u8))
            this.CourierCode = this.reader.TextOrNull(member);
        else
            this.reader.Read(member);
    }

    private ItemError? Judge()
    {
        if (this.TrackNo is null || string.IsNullOrWhiteSpace(this.TrackNo))
            return ItemError.Required("trackNo");

        var details = this.reader.Details;
        if ((ImportRules.CheckNumber(this.TrackNo) ?? ImportRules.CheckDetails(details)) is { } fault)
            return ItemError.Parameter(fault);

        var carrier = this.CourierCode is null
            ? CarrierDetection.Detect(this.TrackNo)
            : CarrierTable.Find(this.CourierCode);
        if (carrier is null)
        {
            // The service's own words for a failed detection: as if the number were unknown to the account.
            return ItemError.Parameter(
                this.CourierCode is null ? ItemError.NotRegistered : "courierCode is invalid");
        }

        this.CourierCode = carrier.Code;
        if (ImportRules.MissingField(this.TrackNo, carrier, details) is { } missing)
            return ItemError.Parameter(missing);

        this.Parcel = new Parcel(this.TrackNo, carrier, details);
        return null;
    }
}
