using Track123.Benchmarks;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Work;

// The program starts itself for what must be measured in a process of its own.
if (args is [ChildProcess.Verb, var job])
    return await Worker.RunAsync(job);

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
