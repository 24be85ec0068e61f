using System.Text.Json;

namespace Track123.InMemory;

/// <summary>
/// One registered parcel that a request names by number and carrier, both required, with the fields to edit if it
/// brings any.
/// </summary>
internal sealed class ParcelItem
{
    private readonly DetailsReader reader = new(keepsBlanks: true);

    private ParcelItem()
    {
    }

    /// <summary>The number; empty if there was none to read.</summary>
    public string TrackNo { get; private set; } = "";

    /// <summary>The present carrier's code; empty if there was none to read.</summary>
    public string CourierCode { get; private set; } = "";

    /// <summary>The fields to edit; null for none.</summary>
    public ParcelDetails? Edit => this.reader.Details;

    /// <summary>What is wrong; null if nothing is.</summary>
    public ItemError? Error { get; private set; }

    /// <summary>Reads the one object of a request.</summary>
    /// <param name="element">The object.</param>
    /// <param name="isEdit">Whether it may bring fields to edit; if not, they are ignored.</param>
    /// <exception cref="RequestRefusedException">Something is wrong with it.</exception>
    public static ParcelItem ReadSingle(JsonElement element, bool isEdit = false)
    {
        var item = Read(element, isEdit);
        return item.Error is { } error ? throw new RequestRefusedException(400, error.Code, error.Message) : item;
    }

    /// <summary>Reads one object of several.</summary>
    /// <param name="element">The object.</param>
    /// <param name="isEdit">Whether it may bring fields to edit; if not, they are ignored.</param>
    public static ParcelItem Read(JsonElement element, bool isEdit)
    {
        var item = new ParcelItem();
        foreach (var member in element.EnumerateObject())
        {
            if (member.NameEquals("trackNo"u8))
                item.TrackNo = item.reader.TextOrNull(member) ?? "";
            else if (member.NameEquals("courierCode"u8))
                item.CourierCode = item.reader.TextOrNull(member) ?? "";
            else if (isEdit)
                item.reader.Read(member);
        }

        item.Error = item.Judge();
        return item;
    }

    /// <summary>Refuses the item.</summary>
    public void Refuse(string message) => this.Error ??= ItemError.Parameter(message);

    private ItemError? Judge()
    {
        if (this.reader.Fault is { } fault)
            return ItemError.Parameter(fault);
        if (this.TrackNo.Length == 0)
            return ItemError.Required("trackNo");
        if (this.CourierCode.Length == 0)
            return ItemError.Required("courierCode");

        return ImportRules.CheckDetails(this.Edit) is { } wrong ? ItemError.Parameter(wrong) : null;
    }
}
