using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;

namespace Track123.Benchmarks.Scenarios;

/// <summary>
/// Registrations against a server that takes 5 requests in a second and answers after half a second. The floor is the
/// time the limit itself takes: the last request may leave (requests - 1) / 5 s after the first, and is answered a
/// round trip later, which is measured at the same server by plain requests.
/// </summary>
internal sealed class LimitedRuns(int rows)
{
    public const double RequestsPerSecond = 5;
    private const int RowsPerRequest = 100;
    private const double SettlingMs = 2000;

    private readonly List<double> seconds = [];
    private readonly List<double> floors = [];
    private readonly List<double> refused = [];
    private readonly List<double> refusedLate = [];
    private readonly List<double> missing = [];

    public IReadOnlyList<double> Floors => this.floors;

    /// <summary>Takes one run, on a server of its own.</summary>
    /// <param name="register">Registers the rows; gives the seconds it took and how many rows were registered.</param>
    public async Task TakeAsync(Func<ServerProcess, Task<(double Seconds, int Registered)>> register)
    {
        using var server = await ServerProcess.StartLimitedAsync();
        var roundTrip = await server.MeasureRoundTripAsync();
        var (took, registered) = await register(server);
        var requests = await server.RequestsToAsync("/track/import");
        var first = requests.Count > 0 ? requests[0].ArrivedMs : 0;
        var least = (rows + RowsPerRequest - 1) / RowsPerRequest;
        this.seconds.Add(took);
        this.floors.Add(((least - 1) / RequestsPerSecond) + roundTrip.TotalSeconds);
        this.refused.Add(requests.Count(r => r.Limited));
        this.refusedLate.Add(requests.Count(r => r.Limited && r.ArrivedMs - first > SettlingMs));
        this.missing.Add(rows - registered);
    }

    public Figure Elapsed(string name, double goal) =>
        new(name, "s", new(this.seconds)) { Floor = new(this.floors), Goal = goal };

    /// <summary>What the server turned away, and what was lost.</summary>
    public IReadOnlyList<Figure> Refusals(string name, bool hasGoal) =>
    [
        new($"{name}: A0706", "answers", new(this.refused)),
        new($"{name}: A0706 after 2 s", "answers", new(this.refusedLate)) { Goal = hasGoal ? 0 : null },
        new($"{name}: not registered", "rows", new(this.missing)) { Goal = 0 },
    ];
}
