using System.Globalization;
using System.Text;
using Track123.Testing;

namespace Track123.Client.Tests.Faults;

/// <summary>Compares the results of a run with the ledger of the server.</summary>
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

    public int RequestsAfterStop { get; init; }

    public bool KeyInLog { get; init; }

    /// <summary>
    /// The number of rows that failed although they are registered. Their reason says that the outcome is unknown.
    /// </summary>
    public int OutcomeUnknown => this.Outcomes.Count(o => o.Status == RegistrationStatus.Failed && IsOutcomeUnknown(o) && this.registered.ContainsKey(o.TrackingNumber));

    /// <summary>Returns the contradictions between results and ledger; empty if there are none.</summary>
    public IEnumerable<string> FindContradictions()
    {
        if (this.run.StopAfter is null && this.Outcomes.Count != this.run.Rows.Count)
        {
            yield return $"{this.run.Rows.Count} rows in, {this.Outcomes.Count} out";
        }

        var firsts = new Dictionary<string, int>(StringComparer.Ordinal);

        // A failed row may be registered through another row with the same number. At least one row must report this,
        // unless the run was stopped earlier.
        var reported = this.Outcomes.Where(o => o.Status is RegistrationStatus.Registered or RegistrationStatus.AlreadyRegistered || IsOutcomeUnknown(o))
            .Select(o => o.TrackingNumber).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < this.Outcomes.Count; i++)
        {
            var (row, outcome) = (this.run.Rows[i], this.Outcomes[i]);
            var isRegistered = this.registered.ContainsKey(outcome.TrackingNumber);
            if (outcome.Row != row.Row)
            {
                yield return $"row {row.Row} has the outcome of row {outcome.Row}";
            }

            var fault = outcome.Status switch
            {
                RegistrationStatus.Registered when !isRegistered => "reported as registered, but is not",

                // A run knows only its own requests, and remembers at least the last 10,000 rows.
                RegistrationStatus.Registered when !firsts.TryAdd(outcome.TrackingNumber, i) && this.Runs == 1
                    && i - firsts[outcome.TrackingNumber] < 10_000 => "reported as registered twice",
                RegistrationStatus.AlreadyRegistered when !isRegistered => "reported as already registered, but is not",
                RegistrationStatus.Rejected when isRegistered => "reported as rejected, but is registered",
                RegistrationStatus.Failed when isRegistered && this.run.StopAfter is null && !reported.Contains(outcome.TrackingNumber) => $"reported as failed, but is registered ({outcome.Reason})",
                RegistrationStatus.Skipped => "was skipped",
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

        if (this.RequestsAfterStop > 0)
        {
            yield return $"{this.RequestsAfterStop} requests after the stop";
        }

        if (this.KeyInLog)
        {
            yield return "the log contains the key";
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {this.run.Seed}, {this.run.Rows.Count} rows, rate {this.run.Rate:p0}, batches of {this.run.BatchSize}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{this.requests} requests, {this.mix.Counts.Values.Sum()} faults, {this.Runs} runs, {this.Elapsed.TotalSeconds:0.0} s");
        text.AppendLine(string.Join(", ", this.mix.Counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}")));
        text.AppendLine(string.Join(", ", this.Outcomes.GroupBy(o => o.Status).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}")));
        text.AppendLine(CultureInfo.InvariantCulture, $"{this.registered.Count} numbers registered, {this.Charged} charged, outcome unknown {this.OutcomeUnknown}");
        foreach (var reason in this.Outcomes.Where(o => o.Status == RegistrationStatus.Failed).GroupBy(o => o.Reason).OrderByDescending(g => g.Count()).Take(5))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  failed {reason.Count()}: {reason.Key}");
        }

        return text.ToString();
    }

    private static bool IsOutcomeUnknown(RegistrationResult outcome) =>
        outcome.Reason.Contains("may have processed the request", StringComparison.Ordinal);
}
