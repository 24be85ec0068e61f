using System.Globalization;
using Track123.Batches;

namespace Track123.Commands;

/// <summary>Counts the results of a run with -WhatIf for the summary at its end.</summary>
internal sealed class Preview
{
    private long rows;
    private long toSend;
    private long rejected;
    private long duplicates;
    private long failed;

    /// <summary>Counts a row.</summary>
    public void Count(RowResult result)
    {
        this.rows++;
        if (result.IsDuplicate)
        {
            this.duplicates++;
        }
        else if (result.Kind == RowResultKind.Rejected)
        {
            this.rejected++;
        }
        else if (result.Kind == RowResultKind.Failed)
        {
            this.failed++;
        }
        else
        {
            this.toSend++;
        }
    }

    /// <summary>Returns a summary of the rows and the credits that they would cost.</summary>
    /// <param name="credits">The credits that one row costs.</param>
    /// <param name="finishedRows">The number of rows that an earlier run has finished. They are not counted.</param>
    /// <param name="warnings">The number of warnings.</param>
    public string Summarize(int credits, long finishedRows, long warnings)
    {
        // A number that the account already has costs nothing, but only the service knows.
        List<(string Name, long Count)> parts =
        [
            ("Rows", this.rows + finishedRows),
            ("To register", this.toSend),
            ("Credits at most", this.toSend * credits),
            ("Rejected", this.rejected),
            ("Duplicates", this.duplicates),
            ("Warnings", warnings),
        ];
        if (this.failed > 0)
        {
            parts.Add(("Failed", this.failed));
        }

        if (finishedRows > 0)
        {
            parts.Add(("Finished by an earlier run", finishedRows));
        }

        return string.Join(
            ", ", parts.Select(p => string.Format(CultureInfo.InvariantCulture, "{0}: {1}", p.Name, p.Count)))
            + ". Nothing was registered.";
    }
}
