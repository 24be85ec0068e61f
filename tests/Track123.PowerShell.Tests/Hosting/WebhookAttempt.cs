namespace Track123.PowerShell.Tests.Hosting;

/// <summary>One attempt to deliver a webhook.</summary>
public sealed record WebhookAttempt(int Message, string TrackingNumber, int Attempt, int? Status);
