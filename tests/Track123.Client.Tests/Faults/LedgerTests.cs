using System.Globalization;
using Track123.Testing;
using Xunit.Abstractions;

namespace Track123.Client.Tests.Faults;

/// <summary>
/// Compares row results with the server's ledger. <c>TRACK123_FAULT_ROWS=100000</c> sets the number of rows,
/// <c>TRACK123_FAULT_SEED</c> the random seed.
/// </summary>
public sealed class LedgerTests(ITestOutputHelper output)
{
    private static readonly int Rows = FromEnvironment("TRACK123_FAULT_ROWS", 3_000);
    private static readonly int Seed = FromEnvironment("TRACK123_FAULT_SEED", 20261125);

    // The number of requests does not depend on the number of rows, so that each kind of fault occurs.
    private static readonly int BatchSize = Math.Clamp(Rows / 300, 1, 100);

    [Fact]
    public async Task Every_result_agrees_with_the_ledger()
    {
        var report = await this.Check(
            new() { Seed = Seed, Rows = FaultRun.MakeRows(Rows, Seed), BatchSize = BatchSize });
        Assert.True(report.Charged > Rows / 2);
    }

    [Fact]
    public async Task Failed_rows_succeed_when_sent_again()
    {
        var report = await this.Check(new()
        {
            Seed = Seed + 1,
            Rows = FaultRun.MakeRows(Rows, Seed + 1),
            Kinds = FaultKinds.All,
            BatchSize = BatchSize,
            ResendsFailedRows = true,
        });
        Assert.DoesNotContain(report.Outcomes, o => o.Status == RegistrationStatus.Failed);
    }

    [Fact]
    public async Task Results_agree_with_the_ledger_after_the_key_is_revoked_halfway()
    {
        var report = await this.Check(new()
        {
            Seed = Seed + 2,
            Rows = FaultRun.MakeRows(Rows, Seed + 2),
            BatchSize = BatchSize,
            KeyExpiresAt = Rows / BatchSize / 2,
        });
        Assert.InRange(report.Charged, Rows / 4, Rows * 3 / 4);
        Assert.Contains(report.Outcomes, o => o is { Status: RegistrationStatus.Failed, ErrorKind: Track123ErrorKind.AuthenticationFailed });
    }

    [Fact]
    public async Task Results_agree_with_the_ledger_after_credit_runs_out_halfway()
    {
        var report = await this.Check(new()
        {
            Seed = Seed + 3,
            Rows = FaultRun.MakeRows(Rows, Seed + 3),
            BatchSize = BatchSize,
            Credits = Rows / 2,
        });
        Assert.InRange(report.Charged, Rows / 4, Rows / 2);
        Assert.Contains(
            report.Outcomes, o => o is { Status: RegistrationStatus.Failed, ErrorKind: Track123ErrorKind.OutOfCredit });
    }

    [Fact]
    public async Task No_request_is_sent_after_a_stop() =>
        await this.Check(new()
        {
            Seed = Seed + 4,
            Rows = FaultRun.MakeRows(Rows, Seed + 4),
            BatchSize = BatchSize,
            StopAfter = Rows / 3,
        });

    private static int FromEnvironment(string name, int defaultValue) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : defaultValue;

    private async Task<FaultReport> Check(FaultRun run)
    {
        var report = await run.RunAsync();
        output.WriteLine(report.ToString());
        Assert.True(!report.FindContradictions().Any(), string.Join('\n', report.FindContradictions().Take(20).Append(report.ToString())));
        return report;
    }
}
