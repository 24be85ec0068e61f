using System.Management.Automation;

namespace Track123.Shell.Commands;

/// <summary>Writes text to the screen, as an information record that can be redirected.</summary>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public object Separator { get; set; } = " ";

    [Parameter]
    public ConsoleColor? ForegroundColor { get; set; }

    [Parameter]
    public ConsoleColor? BackgroundColor { get; set; }

    protected override void ProcessRecord()
    {
        var message = new HostInformationMessage
        {
            Message = this.Text(this.Object),
            NoNewLine = this.NoNewline,
            ForegroundColor = this.ForegroundColor,
            BackgroundColor = this.BackgroundColor,
        };
        this.WriteInformation(message, ["PSHOST"]);
    }

    private string Text(object? value) => LanguagePrimitives.GetEnumerable(value) is { } items
        ? string.Join(LanguagePrimitives.ConvertTo<string>(this.Separator), items.Cast<object?>().Select(this.Text))
        : LanguagePrimitives.ConvertTo<string>(value);
}
