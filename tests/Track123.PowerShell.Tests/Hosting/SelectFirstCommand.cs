using System.Management.Automation;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>
/// Does what <c>Select-Object -First</c> does to what is upstream of it: throws through it, without stopping it.
/// </summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    private int taken;

    [Parameter(Position = 0)]
    public int Count { get; set; } = 1;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        this.WriteObject(this.InputObject);
        if (++this.taken < this.Count)
            return;

        var type = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        throw (Exception)Activator.CreateInstance(
            type,
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public,
            binder: null,
            [this],
            culture: null)!;
    }
}
