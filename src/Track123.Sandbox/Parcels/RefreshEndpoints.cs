namespace Track123.InMemory;

/// <summary>Asks carriers anew, each parcel once in six hours.</summary>
internal sealed class RefreshEndpoints(ParcelStore store, SandboxClock clock, Envelope envelope)
{
    /// <summary>Refreshes one parcel; inside the six hours it says false and when it was done last.</summary>
    /// <exception cref="RequestRefusedException">The request is wrong, or there is no such parcel.</exception>
    public SandboxReply Refresh(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request);
        var item = ParcelItem.ReadSingle(RequestFields.Object(body));
        return store.Refresh(item.TrackNo, item.CourierCode, clock.Now) is { } outcome
            ? envelope.Refreshed(outcome)
            : throw RequestRefusedException.NotDone(ItemError.NotRegistered);
    }

    /// <summary>
    /// Refreshes up to 100 parcels. Inside the six hours an item counts as accepted and nothing happens: the answer has
    /// no place for the difference, and it is no fault of the item.
    /// </summary>
    /// <exception cref="RequestRefusedException">The request as a whole is wrong.</exception>
    public SandboxReply RefreshMany(SandboxRequest request) => ParcelBatch.Answer(
        request, envelope, isEdit: false, item =>
            store.Refresh(item.TrackNo, item.CourierCode, clock.Now) is null ? ItemError.NotRegistered : null);
}
