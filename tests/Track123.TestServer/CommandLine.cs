using System.Globalization;

namespace Track123.Testing;

/// <summary>The parsed command line of the program.</summary>
/// <param name="Options">The options of the server.</param>
/// <param name="ExitWithStdin">Whether the server stops when its standard input ends.</param>
/// <param name="MaxRunTime">The maximum run time.</param>
internal sealed record CommandLine(TestServerOptions Options, bool ExitWithStdin, TimeSpan MaxRunTime)
{
    public const string Usage =
        "[--port N] [--latency MS] [--jitter MS] [--rate N|none] [--api-key KEY] [--credits N]"
        + " [--form PATH=FORM] [--no-batch-update] [--record full|counts] [--canned-query PARCELS] [--events N]"
        + " [--exit-with-stdin] [--max-minutes N]";

    /// <exception cref="FormatException">An argument is unknown or its value is invalid.</exception>
    public static CommandLine Parse(string[] args)
    {
        var line = new CommandLine(new TestServerOptions(), ExitWithStdin: false, TimeSpan.FromMinutes(60));
        for (var i = 0; i < args.Length; i++)
        {
            var options = line.Options;
            line = args[i] switch
            {
                "--exit-with-stdin" => line with { ExitWithStdin = true },
                "--port" => line with { Options = options with { Port = (int)Number(args, ++i) } },
                "--latency" => line with { Options = options with { Latency = Milliseconds(args, ++i) } },
                "--jitter" => line with { Options = options with { Jitter = Milliseconds(args, ++i) } },
                "--rate" => line with { Options = options with { RequestsPerSecond = Rate(args, ++i) } },
                "--api-key" => line with { Options = options with { ApiKey = Text(args, ++i) } },
                "--credits" => line with { Options = options with { Credits = (int)Number(args, ++i) } },
                "--form" => line with { Options = options with { BodyForms = Add(options.BodyForms, Text(args, ++i)) } },
                "--no-batch-update" => line with { Options = options with { KnowsBatchUpdate = false } },
                "--record" => line with { Options = options with { Recording = ReadRecording(args, ++i) } },
                "--canned-query" => line with { Options = options with { CannedParcels = Pages(args, ++i) } },
                "--events" => line with { Options = options with { CannedEvents = (int)Number(args, ++i) } },
                "--max-minutes" => line with { MaxRunTime = TimeSpan.FromMinutes(Number(args, ++i)) },
                var other => throw new FormatException($"Unknown argument '{other}'. Usage: {Usage}"),
            };
        }

        return line;
    }

    private static string Text(string[] args, int index) => index < args.Length
        ? args[index]
        : throw new FormatException($"'{args[index - 1]}' needs a value. Usage: {Usage}");

    private static double Number(string[] args, int index) =>
        double.TryParse(Text(args, index), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{args[index - 1]}' needs a number, not '{args[index]}'.");

    private static TimeSpan Milliseconds(string[] args, int index) =>
        TimeSpan.FromMilliseconds(Number(args, index));

    private static int? Rate(string[] args, int index) =>
        Text(args, index).Equals("none", StringComparison.OrdinalIgnoreCase) ? null : (int)Number(args, index);

    private static Dictionary<string, string> Add(IReadOnlyDictionary<string, string> forms, string argument) =>
        argument.Split('=') is [var path, var form]
            ? new(forms, StringComparer.Ordinal) { [path] = form }
            : throw new FormatException($"'--form' needs PATH=FORM, not '{argument}'.");

    private static Recording ReadRecording(string[] args, int index) => Text(args, index) switch
    {
        "full" => Recording.Full,
        "counts" => Recording.CountsOnly,
        var other => throw new FormatException($"'--record' needs full or counts, not '{other}'."),
    };

    private static int Pages(string[] args, int index) =>
        Number(args, index) is > 0 and var number && number % CannedQuery.PageSize == 0
            ? (int)number
            : throw new FormatException($"'--canned-query' needs a multiple of {CannedQuery.PageSize}.");
}
