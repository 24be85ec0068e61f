namespace Track123.PowerShell.Tests.Hosting;

/// <summary>The account's number of parcels and its credits.</summary>
public sealed record Ledger(int TrackingCount, int Credits);
