using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Base of the cmdlets for cargo.</summary>
public abstract class CargoCmdlet : BatchCmdlet
{
    private protected const string RegisterAction = "Register (100 credits each)";
    private protected const string RetrackAction = "Look up anew";
    private protected const string ChangeCarrierAction = "Change the carrier";
    private protected const string DeleteAction = "Delete";

    private protected CargoCmdlet()
    {
    }

    /// <summary>The new carrier of the shipments; null if the cmdlet does not change it.</summary>
    private protected virtual string? GivenNewCarrier => null;

    /// <summary>Adds the new carrier to a row.</summary>
    private protected (CargoRow Row, string? Error) WithNewCarrier(CargoRow row, string? error)
    {
        var (carrier, carrierError) = this.ReadCarrier(this.GivenNewCarrier);
        return (row with { NewCarrierCode = carrier }, error ?? carrierError);
    }
}
