using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;
using Track123.Shell.Commands;
using Track123.Shell.Hosting;

namespace Track123.Shell;

/// <summary>A PowerShell engine with the module, and what is running in it.</summary>
internal sealed class ShellSession : IDisposable
{
    private readonly ShellHost host = new();
    private readonly Runspace runspace;
    private readonly bool interactive;
    private readonly Lock stopping = new();
    private PowerShell? running;
    private bool interrupted;

    public ShellSession(bool interactive)
    {
        this.interactive = interactive;
        var state = InitialSessionState.CreateDefault2();
        StandIns.AddTo(state);
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        if (OperatingSystem.IsWindows())
        {
            // A hosted engine has no policy of its own and would refuse every script.
            state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;
        }

        this.runspace = RunspaceFactory.CreateRunspace(this.host, state);
        Console.CancelKeyPress += this.OnCancelKey;
    }

    /// <summary>The exit code that <c>exit</c> asked for; null while nothing did.</summary>
    public int? ExitCode => this.host.ExitCode;

    /// <summary>True if the last command was stopped with Ctrl+C; asking clears it.</summary>
    public bool WasInterrupted => Interlocked.Exchange(ref this.interrupted, false);

    /// <summary>True if the last command went well, as <c>$?</c> has it.</summary>
    public bool LastSucceeded { get; private set; } = true;

    public ShellInterface Interface => this.host.Interface;

    /// <summary>Starts the engine and imports the module; false if that failed, which is then shown.</summary>
    public bool Open(string module)
    {
        this.runspace.Open();

        // After opening, which adds the folders of an installed PowerShell. What lies there is made for another engine.
        Environment.SetEnvironmentVariable("PSModulePath", Path.GetDirectoryName(module));
        Runspace.DefaultRunspace = this.runspace;
        return this.Run(shell => shell
            .AddCommand("Import-Module")
            .AddParameter("Name", Path.Combine(module, "Track123.psd1"))
            .AddParameter("ErrorAction", ActionPreference.Stop));
    }

    /// <summary>Runs a script file; gives the exit code.</summary>
    public int RunScript(string path, IEnumerable<string> words)
    {
        // 'exit' in a script file ends the file, not the session. A code other than 0 makes $? false, as do arguments that do not
        // fit the script; $LASTEXITCODE alone may also be that of a program the script has run.
        var ended = this.Run(shell => shell.AddScript(ScriptCall.Write(path, words)));
        return this.EndWith((ended, this.LastSucceeded) switch
        {
            (false, _) => ExitCodes.Failure,
            (_, false) => this.runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? ExitCodes.Failure,
            _ => ExitCodes.Success,
        });
    }

    /// <summary>Runs a command; gives the exit code.</summary>
    public int RunCommand(string text)
    {
        this.Run(shell => shell.AddScript(text));
        return this.EndWith(this.LastSucceeded ? ExitCodes.Success : ExitCodes.Failure);
    }

    /// <summary>Runs what was typed at the prompt.</summary>
    public void RunLine(string text) => this.Run(shell => shell.AddScript(text));

    /// <summary>The prompt, as the session's own function makes it.</summary>
    public string GetPrompt()
    {
        try
        {
            using var shell = PowerShell.Create(this.runspace);
            return shell.AddCommand("prompt").Invoke<string>().FirstOrDefault() ?? "PS> ";
        }
        catch (RuntimeException)
        {
            return "PS> ";
        }
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= this.OnCancelKey;
        this.host.Interface.Progress.Erase();
        this.runspace.Dispose();
    }

    private int EndWith(int code) => this.host.ExitCode ?? (this.WasInterrupted ? ExitCodes.Interrupted : code);

    /// <summary>Runs something and shows what it writes; false if an error ended it.</summary>
    private bool Run(Action<PowerShell> build)
    {
        using var shell = PowerShell.Create(this.runspace);
        build(shell);

        // As PowerShell does it: errors go to the formatter in line with the output, and come back to the host as errors.
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        this.SetRunning(shell);
        try
        {
            // What is not for the history leaves $? as it was.
            shell.Invoke(input: null, new PSInvocationSettings { AddToHistory = true });
            this.LastSucceeded = this.runspace.SessionStateProxy.GetVariable("?") is true;
            return true;
        }
        catch (PipelineStoppedException)
        {
            this.LastSucceeded = false;
            return false;
        }
        catch (IncompleteParseException e) when (e.ErrorRecord.InvocationInfo is null)
        {
            // The formatter shows nothing for what was typed and breaks off.
            this.LastSucceeded = false;
            this.host.Interface.WriteErrorLine($"ParserError: {e.Message}");
            return false;
        }
        catch (RuntimeException e)
        {
            this.LastSucceeded = false;
            this.Show(e.ErrorRecord);
            return false;
        }
        finally
        {
            this.SetRunning(null);
            this.host.Interface.Progress.Erase();
        }
    }

    private void Show(ErrorRecord record)
    {
        // The mark that sends a record to the host's errors is the engine's own, and this one has come out of the engine.
        this.host.Interface.WritesErrors = true;
        try
        {
            using var shell = PowerShell.Create(this.runspace);
            shell.AddCommand("Out-Default").Invoke(new[] { record });
        }
        catch (RuntimeException)
        {
            // The formatter itself is broken, for instance by a view that throws.
            this.host.Interface.WriteErrorLine(record.ToString());
        }
        finally
        {
            this.host.Interface.WritesErrors = false;
        }
    }

    private void SetRunning(PowerShell? shell)
    {
        lock (this.stopping)
        {
            this.running = shell;
        }
    }

    private void OnCancelKey(object? sender, ConsoleCancelEventArgs e)
    {
        lock (this.stopping)
        {
            // A script that does not stop is ended by a second Ctrl+C.
            e.Cancel = this.interactive || (this.running is not null && !this.interrupted);
            this.interrupted = true;
            this.running?.BeginStop(callback: null, state: null);
        }
    }
}
