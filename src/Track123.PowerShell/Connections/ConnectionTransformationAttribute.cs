namespace Track123.Commands;

/// <summary>Converts the name of a connection of this runspace to the connection.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData.Unwrap() switch
        {
            string name => RunspaceConnections.OfThisRunspace.Find(name.Trim()) ?? new Connection(name.Trim()),
            var other => other,
        };
}
