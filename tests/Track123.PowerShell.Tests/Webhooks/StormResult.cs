namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>A line of the senders' ledger. Times are ticks of one monotonic clock.</summary>
internal sealed record LedgerLine(string Number, long Sent, long? Acknowledged);

/// <summary>The counts and the ledger that the sender process returns.</summary>
internal sealed record StormResult(
    List<LedgerLine> Ledger, Dictionary<string, int> Statuses, int Misjudged, int Requests, double Seconds)
{
    /// <summary>Asserts that a notification is output before those sent after its acknowledgement.</summary>
    public void AssertOrder(IReadOnlyList<string> received)
    {
        var place = received.Select((number, i) => (number, i)).ToDictionary(p => p.number, p => p.i, StringComparer.Ordinal);
        var byAnswer = this.Ledger.Where(l => l.Acknowledged is not null).OrderBy(l => l.Acknowledged).ToList();
        var (answered, last) = (0, -1);
        foreach (var line in this.Ledger.OrderBy(l => l.Sent))
        {
            for (; answered < byAnswer.Count && byAnswer[answered].Acknowledged < line.Sent; answered++)
            {
                last = Math.Max(last, place[byAnswer[answered].Number]);
            }

            Assert.True(place[line.Number] > last, $"{line.Number} was output before one that had been acknowledged before it was sent.");
        }
    }
}
