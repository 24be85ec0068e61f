using System.Globalization;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>
/// Registers a large file in a separate process that is killed at random times and restarted until all rows have a
/// result. TRACK123_KILL_ROUNDS sets the number of rounds, TRACK123_KILL_SEED the random seed.
/// </summary>
public sealed class KilledProcessTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 1500;
    private const int MaxKills = 4;

    private const string Import = "track/import";

    private static readonly string[] Final = ["Registered", "AlreadyRegistered", "Rejected"];

    private readonly string folder = Directory.CreateTempSubdirectory("killed ").FullName;

    private string Input => Path.Combine(this.folder, "rows.csv");

    private string Results => Path.Combine(this.folder, "results.csv");

    [Fact]
    public void Killed_registration_resumes_without_lost_rows_or_double_charges()
    {
        var rounds = Setting("TRACK123_KILL_ROUNDS") ?? 2;
        var seed = Setting("TRACK123_KILL_SEED") ?? Environment.TickCount;
        var random = new Random(seed);
        output.WriteLine($"Seed {seed}, {rounds} rounds.");
        for (var round = 1; round <= rounds; round++)
        {
            this.Round(round, random);
        }
    }

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private void Round(int round, Random random)
    {
        using var server = new Server();

        // In every other round the responses are slow, so that a kill nearly always hits sent rows whose outcome is
        // unknown.
        server.Settings(new { latencyMs = round % 2 == 1 ? 20 : 300 });
        var numbers = this.WriteRows(random);
        File.Delete(this.Results);
        var log = new List<string>();
        var isComplete = false;
        while (!isComplete)
        {
            // The process is killed after a few more requests each time; after MaxKills kills it runs to its end.
            int? more = log.Count < MaxKills ? random.Next(1, 6) : null;
            isComplete = this.Start(server, more);
            var lines = File.Exists(this.Results) ? File.ReadAllText(this.Results).Split('\n') : [""];
            log.Add($"{more} requests: {lines.Length - 2} outcomes{(lines[^1].Length > 0 ? ", torn" : "")}");
        }

        var outcomes = File.ReadLines(this.Results).Skip(1).Select(line => line.Split(',')).Where(fields => Final.Contains(fields[5])).ToList();
        var again = File.ReadLines(this.Results).Count(line => line.Contains("is already registered in this account", StringComparison.Ordinal));
        output.WriteLine($"Round {round}: {string.Join("; ", log)}; {outcomes.Count} final, {again} of them sent twice, {server.Account}.");
        Assert.Equal(Enumerable.Range(2, Rows), outcomes.Select(o => int.Parse(o[1], CultureInfo.InvariantCulture)).Order());
        Assert.All(outcomes, o => Assert.Equal(numbers[int.Parse(o[1], CultureInfo.InvariantCulture) - 2], o[2]));
        var taken = numbers.Where(n => !n.StartsWith("SBREJECT", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count();
        Assert.Equal(new Ledger(taken, 10_000 - taken), server.Account);
    }

    private string[] WriteRows(Random random)
    {
        var numbers = Enumerable.Range(0, Rows).Select(i => $"SB{(i % 100 == 7 ? "REJECT" : "DELIVERED")}{i:d6}").ToArray();
        for (var i = 0; i < Rows / 50; i++)
        {
            numbers[random.Next(Rows)] = numbers[random.Next(Rows)];
        }

        File.WriteAllText(this.Input, "Tracking Number\n" + string.Join("\n", numbers));
        return numbers;
    }

    /// <summary>Registers the file, or kills the process after some requests and returns false.</summary>
    private bool Start(Server server, int? requestsUntilKill)
    {
        var script = $"Connect-Track123 -ApiKey {server.Key} -BaseUri {server.Address} -NoVerify;"
            + $" Register-Track123Tracking -Path '{this.Input}' -ResultPath '{this.Results}' -ErrorAction SilentlyContinue | ForEach-Object {{ }}";
        var before = server.RequestsTo(Import).Count;
        using var process = DotNetProcess.StartShell(script, out var errors);
        if (requestsUntilKill is { } count)
        {
            server.WaitFor(before + count, Import);
            process.Kill();
            process.WaitForExit();
            return false;
        }

        process.WaitForExit();
        Assert.Equal("", errors.Result);
        return true;
    }
}
