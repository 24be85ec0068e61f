using Track123.Testing;

// Not a server then, but the senders of webhooks.
if (args is [WebhookStormProgram.Verb, ..])
    return await WebhookStormProgram.RunAsync(args[1..]);

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (FormatException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}

using var end = new CancellationTokenSource(line.Life);
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    end.Cancel();
};

await using var server = await TestServer.StartAsync(line.Options);
Console.WriteLine($"listening on {server.BaseUri}");

// The read can't be cancelled on a console, so it is left behind when the time is up.
var stdinEnds = line.ExitWithStdin
    ? Task.Run(() => Console.OpenStandardInput().CopyTo(Stream.Null))
    : Task.Delay(Timeout.Infinite);
await Task.WhenAny(stdinEnds, Task.Delay(Timeout.Infinite, end.Token));
return 0;
