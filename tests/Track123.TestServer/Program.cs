using System.Runtime.InteropServices;
using Track123.Testing;

// This verb starts the webhook senders instead of the server.
if (args is [WebhookStormProgram.Verb, ..])
{
    return await WebhookStormProgram.RunAsync(args[1..]);
}

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

using var end = new CancellationTokenSource(line.MaxRunTime);

// The web host handles these signals, too, and would keep them from ending the process.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

await using var server = await TestServer.StartAsync(line.Options);
Console.WriteLine($"listening on {server.BaseUri}");

// Reading from a console can't be canceled, so the read is abandoned when the time is up.
var stdinEnds = line.ExitWithStdin
    ? Task.Run(() => Console.OpenStandardInput().CopyTo(Stream.Null))
    : Task.Delay(Timeout.Infinite);
await Task.WhenAny(stdinEnds, Task.Delay(Timeout.Infinite, end.Token));
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    end.Cancel();
}
