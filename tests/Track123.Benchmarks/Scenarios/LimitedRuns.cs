using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;

namespace Track123.Benchmarks.Scenarios;

/// <summary>
/// Registrations on a server that allows 5 requests per second and responds after half a second. The floor is the time
/// that the limit requires: the last request is sent (requests - 1) / 5 s after the first, and its response arrives one
/// round trip later. The round trip is measured with plain requests to the same server.
/// </summary>
internal sealed class LimitedRuns(int rows)
{
    public const double RequestsPerSecond = 5;
    private const int RowsPerRequest = 100;
    private const double SettlingMs = 2000;

    private readonly List<double> seconds = [];
    private readonly List<double> floors = [];
    private readonly List<double> limited = [];
    private readonly List<double> limitedLate = [];
    private readonly List<double> missing = [];

    public IReadOnlyList<double> Floors => this.floors;

    /// <summary>Measures one run on its own server.</summary>
    /// <param name="register">Registers the rows and returns the elapsed seconds and the number of registered
    /// rows.</param>
    public async Task MeasureAsync(Func<ServerProcess, Task<(double Seconds, int Registered)>> register)
    {
        using var server = await ServerProcess.StartLimitedAsync();
        var roundTrip = await server.MeasureRoundTripAsync();
        var (took, registered) = await register(server);
        var requests = await server.RequestsToAsync("/track/import");
        var first = requests.Count > 0 ? requests[0].ArrivedMs : 0;
        var requestCount = (rows + RowsPerRequest - 1) / RowsPerRequest;
        this.seconds.Add(took);
        this.floors.Add(((requestCount - 1) / RequestsPerSecond) + roundTrip.TotalSeconds);
        this.limited.Add(requests.Count(r => r.Limited));
        this.limitedLate.Add(requests.Count(r => r.Limited && r.ArrivedMs - first > SettlingMs));
        this.missing.Add(rows - registered);
    }

    public Figure Elapsed(string name, double goal) =>
        new(name, "s", new(this.seconds)) { Floor = new(this.floors), Goal = goal };

    /// <summary>Returns the figures of rejected requests and lost rows.</summary>
    public IReadOnlyList<Figure> RateLimitErrors(string name, bool hasGoal) =>
    [
        new($"{name}: A0706", "answers", new(this.limited)),
        new($"{name}: A0706 after 2 s", "answers", new(this.limitedLate)) { Goal = hasGoal ? 0 : null },
        new($"{name}: not registered", "rows", new(this.missing)) { Goal = 0 },
    ];
}
