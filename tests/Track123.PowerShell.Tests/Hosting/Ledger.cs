namespace Track123.PowerShell.Tests.Hosting;

/// <summary>What the account has.</summary>
public sealed record Ledger(int TrackingCount, int Credits);
