using Track123.Cargo;

namespace Track123.Commands;

/// <summary>Base class of the cargo cmdlets.</summary>
public abstract class CargoCmdlet : BatchCmdlet
{
    private protected const string RegisterAction = "Register (100 credits each)";
    private protected const int RegisterCredits = 100;
    private protected const string RetrackAction = "Refresh";
    private protected const string ChangeCarrierAction = "Change the carrier";
    private protected const string DeleteAction = "Delete";

    private protected CargoCmdlet()
    {
    }

    /// <summary>The new carrier from the parameter; null if the cmdlet does not change the carrier.</summary>
    private protected virtual string? NewCarrier => null;

    /// <summary>Adds the new carrier to a row.</summary>
    private protected (CargoRow Row, string? Error) WithNewCarrier(CargoRow row, string? error)
    {
        var (carrier, carrierError) = this.ReadNewCarrier(this.NewCarrier);
        return (row with { NewCarrierCode = carrier }, error ?? carrierError);
    }
}
