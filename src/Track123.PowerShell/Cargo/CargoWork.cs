namespace Track123.Commands;

/// <summary>What the cmdlets for cargo do with their rows, the same at sea and in the air.</summary>
internal static class CargoWork
{
    /// <summary>Registers the rows and gives each its result.</summary>
    public static ICargoFeed Register<TRow, TResult>(
        CargoCmdlet cmdlet,
        CargoRows<TRow> rows,
        Func<BatchRun<TRow, TResult>> begin,
        Func<TResult, RegistrationStatus> statusOf)
        where TRow : class
        where TResult : RowOutcome
    {
        return Feed(cmdlet, rows, begin, "Register (100 credits each)", write);

        void write(TResult result)
        {
            cmdlet.WriteObject(result);
            WriteErrorOf(cmdlet, result, statusOf(result));
        }
    }

    /// <summary>Reads the rows and writes what is found.</summary>
    public static ICargoFeed Get<TRow, TShipment>(
        CargoCmdlet cmdlet,
        CargoRows<TRow> rows,
        Func<IReadOnlyList<TRow>, CancellationToken, Task<CargoPage<TShipment>>> ask)
        where TRow : class => new CargoFeed<TRow>(rows, new CargoLookup<TRow, TShipment>(cmdlet, rows.NumberOf, ask));

    /// <summary>Has the rows looked up anew and gives each its result.</summary>
    public static ICargoFeed Retrack<TRow>(
        CargoCmdlet cmdlet, CargoRows<TRow> rows, Func<BatchRun<TRow, RetrackResult>> begin)
        where TRow : class
    {
        return Feed(cmdlet, rows, begin, "Look up anew", write);

        void write(RetrackResult result)
        {
            cmdlet.WriteObject(result);
            WriteErrorOf(cmdlet, result, result.Status);
        }
    }

    /// <summary>Gives the rows another carrier.</summary>
    public static ICargoFeed ChangeCarrier<TRow>(
        CargoCmdlet cmdlet, CargoRows<TRow> rows, Func<BatchRun<TRow, ChangeResult>> begin)
        where TRow : class =>
        Feed(cmdlet, rows, begin, "Change the carrier", result => WriteErrorOf(cmdlet, result, result.Status));

    /// <summary>Deletes the rows: they are asked for one by one and sent together.</summary>
    public static ICargoFeed Delete<TRow>(
        CargoCmdlet cmdlet, CargoRows<TRow> rows, Func<BatchRun<TRow, ChangeResult>> begin)
        where TRow : class
    {
        return Feed(cmdlet, rows, begin, "Delete", write, asksForEach: true);

        void write(ChangeResult result)
        {
            if (result.Status == ChangeStatus.AlreadyDone)
            {
                cmdlet.WriteVerbose($"'{result.TrackingNumber}' was gone already. {result.Reason}".TrimEnd());
            }

            WriteErrorOf(cmdlet, result, result.Status);
        }
    }

    private static CargoFeed<TRow> Feed<TRow, TResult>(
        CargoCmdlet cmdlet,
        CargoRows<TRow> rows,
        Func<BatchRun<TRow, TResult>> begin,
        string action,
        Action<TResult> write,
        bool asksForEach = false)
        where TRow : class
        where TResult : RowOutcome =>
        new(rows, new RowFeed<TRow, TResult>(cmdlet, begin, rows.Describe, action, write, asksForEach));

    private static void WriteErrorOf(CargoCmdlet cmdlet, RowOutcome result, Enum status)
    {
        if (result.ErrorKind is not null)
        {
            cmdlet.WriteError(Track123Error.From(result, status.ToString()));
        }
    }
}
