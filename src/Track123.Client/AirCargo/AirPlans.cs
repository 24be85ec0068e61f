namespace Track123;

/// <summary>What is done with air waybills in bulk.</summary>
internal static class AirPlans
{
    public static BatchPlan<AirRegistration, AirRegistrationResult> Register(string apiKey) =>
        CargoPlans.Register<AirRegistration, AirRegistrationResult>(Endpoints.RegisterAir, apiKey, Check, (row, verdict) => new(row, verdict));

    public static BatchPlan<AirReference, RetrackResult> Retrack(string apiKey) =>
        CargoPlans.Retrack<AirReference>(Endpoints.RetrackAir, apiKey, Check, (row, verdict) => new(row.Row, Name(row), row.CarrierCode, verdict));

    public static BatchPlan<AirReference, ChangeResult> Delete(string apiKey) =>
        CargoPlans.Delete<AirReference>(Endpoints.DeleteAir, apiKey, Check, (row, verdict) => new(row.Row, Name(row), verdict));

    public static BatchPlan<AirReference, ChangeResult> ChangeCarrier(string apiKey) => CargoPlans.ChangeCarrier<AirReference>(
        Endpoints.ChangeAirCarrier,
        apiKey,
        row => RowCheck.Clean(row.NewCarrierCode) is null ? (null, "The new carrier code is blank.") : Check(row),
        (row, verdict) => new(row.Row, Name(row), verdict));

    /// <summary>An air waybill, with its airline where it is given.</summary>
    public static (IBatchItem? Item, string Reason) Check(AirReference row)
    {
        var (number, reason) = AirWaybill.Read(row.TrackingNumber);
        return number is null
            ? (null, reason)
            : CargoPlans.Check(new()
            {
                TrackingNo = number,
                CarrierCode = RowCheck.Clean(row.CarrierCode),
                NewCarrierCode = RowCheck.Clean(row.NewCarrierCode),
            });
    }

    private static (IBatchItem? Item, string Reason) Check(AirRegistration row)
    {
        var (number, reason) = AirWaybill.Read(row.TrackingNumber);
        return number is null ? (null, reason)
            : RowCheck.Clean(row.CarrierCode) is not { } carrier ? (null, "The carrier code is missing; an airline can't be detected.")
            : CargoPlans.Check(new() { TrackingNo = number, CarrierCode = carrier, CustomerEmail = RowCheck.Clean(row.CustomerEmail) });
    }

    private static string Name(AirReference row) => AirWaybill.Read(row.TrackingNumber).Number ?? row.TrackingNumber ?? "";
}
