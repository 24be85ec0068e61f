using Track123.Common;
using Track123.Http;

namespace Track123.Commands;

/// <summary>
/// Queues the client's log messages from all threads until the pipeline thread writes them, because PowerShell accepts
/// output only on that thread. The pipeline thread also waits on this object during a request.
/// </summary>
internal sealed class PipelineLog : ICallLog
{
    private readonly object gate = new();
    private readonly Queue<(bool IsDebug, string Message)> lines = new();

    public bool WantsDebug { get; set; }

    public void Verbose(string message) => this.Add(isDebug: false, message);

    public void Debug(string message) => this.Add(isDebug: true, message);

    /// <summary>Wakes the pipeline thread, so that it checks its condition again.</summary>
    public void Wake()
    {
        lock (this.gate)
        {
            Monitor.PulseAll(this.gate);
        }
    }

    /// <summary>
    /// Waits until there is a message to write, <paramref name="isCompleted"/> returns true, or
    /// <paramref name="timeout"/> has passed. The condition is checked after every <see cref="Wake"/>.
    /// </summary>
    public void Sleep(Func<bool> isCompleted, TimeSpan timeout)
    {
        lock (this.gate)
        {
            while (this.lines.Count == 0 && !isCompleted())
            {
                if (!Monitor.Wait(this.gate, timeout))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Writes the queued messages. Call it only on the pipeline thread.</summary>
    public void WriteTo(PSCmdlet cmdlet)
    {
        // With -Debug but without -Verbose, PowerShell asks for confirmation at each verbose message. Therefore all
        // messages are then written as debug messages. See VerbosePreference in
        // https://github.com/PowerShell/PowerShell/blob/v7.4.0/src/System.Management.Automation/engine/MshCommandRuntime.cs
        var given = cmdlet.MyInvocation.BoundParameters;
        var asDebug = given.ContainsKey("Debug") && !given.ContainsKey("Verbose");
        while (this.TryTake(out var line))
        {
            if (line.IsDebug || asDebug)
            {
                cmdlet.WriteDebug(line.Message);
            }
            else
            {
                cmdlet.WriteVerbose(line.Message);
            }
        }
    }

    // Messages can contain text from the service and are written to a terminal, so control characters are removed.
    private void Add(bool isDebug, string message)
    {
        message = TerminalText.Sanitize(message, keepLines: true)!;
        lock (this.gate)
        {
            this.lines.Enqueue((isDebug, message));
            Monitor.PulseAll(this.gate);
        }
    }

    private bool TryTake(out (bool IsDebug, string Message) line)
    {
        lock (this.gate)
        {
            line = this.lines.Count > 0 ? this.lines.Dequeue() : default;
            return line.Message is not null;
        }
    }
}
