using Track123.Benchmarks;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

// The program starts itself to measure work in a separate process.
if (args is [ChildProcess.Verb, var job])
{
    return await Worker.RunAsync(job);
}

if (args is [FloorListener.Verb, var port])
{
    return await FloorListener.RunAsync(port);
}

Settings settings;
try
{
    settings = Settings.Parse(args);
}
catch (FormatException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}

if (settings.Names.Count == 0)
{
    Console.WriteLine(Settings.Usage);
    return 0;
}

return await Benchmark.RunAsync(settings);
