using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace Track123.Client.Tests.Properties;

/// <summary>
/// Checks something for many made-up cases. <c>TRACK123_PROPERTY_RUNS</c> says for how many (40), <c>TRACK123_PROPERTY_SEED</c> which; the seed is
/// printed, and with a failure too.
/// </summary>
internal static class Property
{
    private static readonly int Runs = (int)FromEnvironment("TRACK123_PROPERTY_RUNS", 40);
    private static readonly ulong Seed = FromEnvironment("TRACK123_PROPERTY_SEED", (ulong)Random.Shared.NextInt64());

    public static void Check<T>(ITestOutputHelper output, Gen<T> cases, Action<T> holds)
    {
        var told = $"{Runs} runs, TRACK123_PROPERTY_SEED={Seed}";
        output.WriteLine(told);
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(Runs)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, 1), FSharpOption<int>.None)));
        try
        {
            Prop.ForAll(Arb.From(cases), holds).Check(config);
        }
        catch (Exception e)
        {
            throw new Xunit.Sdk.XunitException($"{told}\n{e.Message}", e);
        }
    }

    /// <summary>Texts with all that makes trouble: separators, quotes, line ends, control characters, other scripts, formulas.</summary>
    public static Gen<string> AnyText() =>
        Gen.ArrayOf(Gen.Elements(Pieces)).Select(pieces => string.Concat(pieces.Take(12)));

    private static readonly string[] Pieces =
        ["a", "B", "7", " ", "\"", ",", ";", "\t", "\n", "\r\n", "=", "+", "-", "@", "'", "ü", "杭", "😀", "\u001b[2J", "\u0007", "\u202e", "x@y.example", "{", "}", ":"];

    private static ulong FromEnvironment(string name, ulong normal) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : normal;
}
