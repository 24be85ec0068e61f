namespace Track123.Commands;

/// <summary>How tracking numbers become the rows of a cmdlet.</summary>
/// <param name="Read">The row a number makes with what else the present record says, and why it can't be used; null if
/// it can.</param>
/// <param name="NumberOf">The tracking number of a row.</param>
internal sealed record CargoRows<TRow>(Func<string?, (TRow Row, string? WhyNot)> Read, Func<TRow, string?> NumberOf)
{
    /// <summary>Names rows to whoever is asked to confirm.</summary>
    public string Describe(IReadOnlyList<TRow> rows) =>
        TrackingNumberCmdlet.Describe([.. rows.Select(this.NumberOf)]);
}
