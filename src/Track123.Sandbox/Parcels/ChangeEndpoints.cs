namespace Track123.InMemory;

/// <summary>
/// What changes registered parcels: another carrier, an edit, a deletion. Where one parcel is named and the service
/// will not, the envelope says why; where it does, the data is true.
/// </summary>
internal sealed class ChangeEndpoints(ParcelStore store, Envelope envelope)
{
    /// <summary>Gives one parcel another carrier.</summary>
    /// <exception cref="RequestRefusedException">The request is wrong, or it was not done.</exception>
    public SandboxReply ChangeCarrier(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var element = RequestFields.Object(body);
        var item = ParcelItem.ReadSingle(element);
        var carrier = CarrierTable.Find(RequestFields.RequiredText(element, "newCourierCode"))
            ?? throw RequestRefusedException.Parameter("newCourierCode is invalid");
        return this.True(store.ChangeCarrier(item.TrackNo, item.CourierCode, carrier));
    }

    /// <summary>Edits one parcel. A body that brings no field to edit changes nothing, and is no error.</summary>
    /// <exception cref="RequestRefusedException">The request is wrong, or it was not done.</exception>
    public SandboxReply Edit(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var item = ParcelItem.ReadSingle(RequestFields.Object(body), isEdit: true);
        return this.True(store.Edit(item.TrackNo, item.CourierCode, item.Edit));
    }

    /// <summary>Edits up to 100 parcels, each as if alone.</summary>
    /// <exception cref="RequestRefusedException">The request as a whole is wrong.</exception>
    public SandboxReply EditMany(SandboxRequest request) => ParcelBatch.Answer(
        request, envelope, isEdit: true, item => store.Edit(item.TrackNo, item.CourierCode, item.Edit));

    /// <summary>
    /// Forgets one parcel. Its body is an object; of the shapes that were seen it is the likeliest.
    /// </summary>
    /// <exception cref="RequestRefusedException">The request is wrong, or there is no such parcel.</exception>
    public SandboxReply Delete(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var item = ParcelItem.ReadSingle(RequestFields.Object(body));
        return this.True(store.Delete(item.TrackNo, item.CourierCode) ? null : ItemError.NotRegistered);
    }

    private SandboxReply True(string? whyNot) => whyNot is null
        ? envelope.Success(writer => writer.WriteBooleanValue(true))
        : throw RequestRefusedException.NotDone(whyNot);
}
