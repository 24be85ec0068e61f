namespace Track123;

/// <summary>What is done with ocean shipments in bulk.</summary>
internal static class OceanPlans
{
    public static BatchPlan<OceanRegistration, OceanRegistrationResult> Register(string apiKey) =>
        CargoPlans.Register<OceanRegistration, OceanRegistrationResult>(Endpoints.RegisterOcean, apiKey, Check, (row, verdict) => new(row, verdict));

    public static BatchPlan<OceanReference, RetrackResult> Retrack(string apiKey) => CargoPlans.Retrack<OceanReference>(
        Endpoints.RetrackOcean, apiKey, Check, (row, verdict) => new OceanRetrackResult(row, verdict));

    public static BatchPlan<OceanReference, ChangeResult> Delete(string apiKey) =>
        CargoPlans.Delete<OceanReference>(Endpoints.DeleteOcean, apiKey, Check, (row, verdict) => new(row.Row, row.TrackingNumber ?? "", verdict));

    public static BatchPlan<OceanReference, ChangeResult> ChangeCarrier(string apiKey) => CargoPlans.ChangeCarrier<OceanReference>(
        Endpoints.ChangeOceanCarrier,
        apiKey,
        row => RowCheck.Clean(row.NewCarrierCode) is null ? (null, "The new carrier code is blank.") : Check(row),
        (row, verdict) => new(row.Row, row.TrackingNumber ?? "", verdict));

    /// <summary>A shipment named by order number, number and type, all three needed [doc].</summary>
    public static (IBatchItem? Item, string Reason) Check(OceanReference row)
    {
        var (number, reason) = RowCheck.CheckNumber(row.TrackingNumber);
        return number is null ? (null, reason)
            : row.NumberType == OceanNumberType.Unknown ? (null, "The number type is missing: Booking, BillOfLading or Container.")
            : RowCheck.Clean(row.OrderNumber) is not { } order ? (null, "The order number is missing: the service made it when the shipment was registered.")
            : CargoPlans.Check(new()
            {
                OrderNo = order,
                TrackingNo = number,
                Type = (int)row.NumberType,
                NewCarrierCode = RowCheck.Clean(row.NewCarrierCode),
            });
    }

    private static (IBatchItem? Item, string Reason) Check(OceanRegistration row)
    {
        var (number, reason) = RowCheck.CheckNumber(row.TrackingNumber);
        return number is null ? (null, reason)
            : RowCheck.Clean(row.CarrierCode) is not { } carrier ? (null, "The carrier code is missing; an ocean carrier can't be detected.")
            : row.NumberType == OceanNumberType.Unknown ? (null, "The number type is missing: Booking, BillOfLading or Container.")
            : CargoPlans.Check(new()
            {
                TrackingNo = number,
                CarrierCode = carrier,
                Type = (int)row.NumberType,
                CustomerEmail = RowCheck.Clean(row.CustomerEmail),
            });
    }
}
