namespace Track123.Sandbox;

/// <summary>A fresh in-memory account.</summary>
public sealed class SandboxAccount
{
}
