using System.Globalization;
using System.Text;
using Track123.Testing;

namespace Track123.Client.Tests.Faults;

/// <summary>What a run told its rows, beside what the server did.</summary>
internal sealed class FaultReport
{
    private readonly FaultRun run;
    private readonly FaultMix mix;
    private readonly Dictionary<string, int> registered;
    private readonly int requests;

    public FaultReport(FaultRun run, TestServer server, FaultMix mix, IReadOnlyList<RegistrationResult> outcomes)
    {
        (this.run, this.mix, this.Outcomes) = (run, mix, outcomes);
        (this.Charged, this.Spent, this.requests) = (server.Ledger.Charged, run.Credits - server.Account.Credits, server.Requests.Received);
        this.registered = server.Ledger.Registrations.GroupBy(r => r.Key.Split(' ')[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Value), StringComparer.Ordinal);
    }

    public IReadOnlyList<RegistrationResult> Outcomes { get; }

    public int Charged { get; }

    public int Spent { get; }

    public int Runs { get; init; }

    public TimeSpan Elapsed { get; init; }

    public int AfterStop { get; init; }

    public bool Leaked { get; init; }

    /// <summary>Rows that failed and are registered all the same; they say that this may be.</summary>
    public int Uncertain => this.Outcomes.Count(o => o.Status == RegistrationStatus.Failed && SaysMaybe(o) && this.registered.ContainsKey(o.TrackingNumber));

    /// <summary>What does not agree; empty if all does.</summary>
    public IEnumerable<string> Faults()
    {
        if (this.run.StopAfter is null && this.Outcomes.Count != this.run.Rows.Count)
        {
            yield return $"{this.run.Rows.Count} rows in, {this.Outcomes.Count} out";
        }

        var firsts = new HashSet<string>(StringComparer.Ordinal);

        // A row that failed may be registered by another row with its number: somebody must tell of it,
        // unless the run was stopped before it could.
        var told = this.Outcomes.Where(o => o.Status is RegistrationStatus.Registered or RegistrationStatus.AlreadyRegistered || SaysMaybe(o))
            .Select(o => o.TrackingNumber).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < this.Outcomes.Count; i++)
        {
            var (row, outcome) = (this.run.Rows[i], this.Outcomes[i]);
            var isKept = this.registered.ContainsKey(outcome.TrackingNumber);
            if (outcome.Row != row.Row)
            {
                yield return $"row {row.Row} has the outcome of row {outcome.Row}";
            }

            var fault = outcome.Status switch
            {
                RegistrationStatus.Registered when !isKept => "told registered, is not",

                // A run knows what it sent itself, not what another run did.
                RegistrationStatus.Registered when !firsts.Add(outcome.TrackingNumber) && this.Runs == 1 => "told registered twice",
                RegistrationStatus.AlreadyRegistered when !isKept => "told registered already, is not",
                RegistrationStatus.Rejected when isKept => "told rejected, is registered",
                RegistrationStatus.Failed when isKept && this.run.StopAfter is null && !told.Contains(outcome.TrackingNumber) => $"told failed, is registered ({outcome.Reason})",
                RegistrationStatus.Skipped => "skipped",
                _ => null,
            };
            if (fault is not null)
            {
                yield return $"row {row.Row} '{outcome.TrackingNumber}': {fault}";
            }
        }

        foreach (var (number, times) in this.registered)
        {
            if (times > 1)
            {
                yield return $"'{number}' was charged {times} times";
            }
        }

        if (this.Charged != this.registered.Count || this.Charged != this.Spent)
        {
            yield return $"{this.registered.Count} numbers registered, {this.Charged} charged, {this.Spent} credits spent";
        }

        if (this.AfterStop > 0)
        {
            yield return $"{this.AfterStop} requests after the stop";
        }

        if (this.Leaked)
        {
            yield return "the log shows the key";
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {this.run.Seed}, {this.run.Rows.Count} rows, rate {this.run.Rate:p0}, batches of {this.run.BatchSize}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{this.requests} requests, {this.mix.Counts.Values.Sum()} faults, {this.Runs} runs, {this.Elapsed.TotalSeconds:0.0} s");
        text.AppendLine(string.Join(", ", this.mix.Counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}")));
        text.AppendLine(string.Join(", ", this.Outcomes.GroupBy(o => o.Status).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}")));
        text.AppendLine(CultureInfo.InvariantCulture, $"{this.registered.Count} numbers registered, {this.Charged} charged, uncertain and said so {this.Uncertain}");
        foreach (var reason in this.Outcomes.Where(o => o.Status == RegistrationStatus.Failed).GroupBy(o => o.Reason).OrderByDescending(g => g.Count()).Take(5))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  failed {reason.Count()}: {reason.Key}");
        }

        return text.ToString();
    }

    private static bool SaysMaybe(RegistrationResult outcome) => outcome.Reason.Contains("may have been processed anyway", StringComparison.Ordinal);
}
