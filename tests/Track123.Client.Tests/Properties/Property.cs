using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace Track123.Client.Tests.Properties;

/// <summary>
/// Checks a property for many random cases. <c>TRACK123_PROPERTY_RUNS</c> sets the number of cases (default 40),
/// <c>TRACK123_PROPERTY_SEED</c> the random seed. The seed is printed, also in the message of a failure.
/// </summary>
internal static class Property
{
    private static readonly int Runs = (int)FromEnvironment("TRACK123_PROPERTY_RUNS", 40);
    private static readonly ulong Seed = FromEnvironment("TRACK123_PROPERTY_SEED", (ulong)Random.Shared.NextInt64());

    private static readonly string[] Pieces =
        ["a", "B", "7", " ", "\"", ",", ";", "\t", "\n", "\r\n", "=", "+", "-", "@", "'", "ü", "杭", "😀", "\u001b[2J", "\u0007", "\u202e", "x@y.example", "{", "}", ":"];

    public static void Check<T>(ITestOutputHelper output, Gen<T> cases, Action<T> assertion)
    {
        var parameters = $"{Runs} runs, TRACK123_PROPERTY_SEED={Seed}";
        output.WriteLine(parameters);
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(Runs)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, 1), FSharpOption<int>.None)));
        try
        {
            Prop.ForAll(Arb.From(cases), assertion).Check(config);
        }
        catch (Exception e)
        {
            throw new Xunit.Sdk.XunitException($"{parameters}\n{e.Message}", e);
        }
    }

    /// <summary>
    /// Generates texts with difficult characters: separators, quotes, line ends, control characters, other scripts,
    /// formulas.
    /// </summary>
    public static Gen<string> AnyText() =>
        Gen.ArrayOf(Gen.Elements(Pieces)).Select(pieces => string.Concat(pieces.Take(12)));

    private static ulong FromEnvironment(string name, ulong defaultValue) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : defaultValue;
}
