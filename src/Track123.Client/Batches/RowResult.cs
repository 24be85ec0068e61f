using System.Globalization;
using Track123.Http;
using Track123.Json;

namespace Track123.Batches;

/// <summary>How a row ended, whatever was asked for it.</summary>
internal enum RowResultKind
{
    Done,
    AlreadyDone,
    Rejected,
    Failed,
    Skipped,
}

/// <summary>The result of a row, and the reason for it.</summary>
internal record RowResult(RowResultKind Kind, string Reason = "")
{
    /// <summary>The result of an item that the response should name and does not.</summary>
    public static RowResult NotNamed { get; } =
        new(RowResultKind.Failed, "The service's response does not mention this number.") { ErrorKind = Track123ErrorKind.InvalidResponse };

    /// <summary>The result of an item whose response is <c>false</c>.</summary>
    public static RowResult NotDone { get; } =
        new(RowResultKind.Failed, "The service reported that it did not perform the action.") { ErrorKind = Track123ErrorKind.InvalidRequest };

    public Track123ErrorKind? ErrorKind { get; init; }

    public string? ErrorCode { get; init; }

    public string? TraceId { get; init; }

    /// <summary>The carrier that the service detected; null if the row named one, or none was detected.</summary>
    public string? CarrierCode { get; init; }

    /// <summary>The order number that the service created for the item; null if it creates none.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>The error after which no further row of the run can be sent; null if others can.</summary>
    public Track123Exception? FatalError { get; init; }

    /// <summary>The same result without the records that were found: they are output once, with the first row that asks for them.</summary>
    public virtual RowResult WithoutRecords => this;

    /// <summary>Returns the result of a row whose call failed.</summary>
    public static RowResult FromError(Track123Exception e) => new(RowResultKind.Failed, e.Message)
    {
        ErrorKind = e.Kind,
        ErrorCode = e.Code,
        TraceId = e.TraceId,

        // Of several endpoints one may be unknown; a refused key is refused by all.
        FatalError = e.IsFatal && e.Kind != Track123ErrorKind.EndpointNotFound ? e : null,
    };

    /// <summary>Returns the result of a row whose call, made for this row alone, failed.</summary>
    public static RowResult FromSingleCall(Track123Exception e, string apiKey) =>
        e.Kind == Track123ErrorKind.TrackingNotRegistered || (e.Kind == Track123ErrorKind.InvalidRequest && e.Code is { Length: > 0 })
            ? FromRejection(new() { Code = e.Code, Message = e.ServiceMessage ?? e.Message }, apiKey) with { TraceId = e.TraceId }
            : FromError(e);

    /// <summary>Returns the result of a row that can't be sent.</summary>
    public static RowResult Invalid(string reason, Track123ErrorKind kind) => new(RowResultKind.Rejected, reason) { ErrorKind = kind };

    /// <summary>Returns the result of an item that the service rejected: Rejected if the row is wrong, Failed if a later try may succeed.</summary>
    public static RowResult FromRejection(ItemError? error, string apiKey)
    {
        var kind = ErrorClassifier.ForItem(error?.Code, error?.Message);
        var isRowError = kind is Track123ErrorKind.TrackingRejected or Track123ErrorKind.TrackingNotRegistered or Track123ErrorKind.ExtraFieldRequired;
        var text = Redaction.RedactKey(error?.Message is { Length: > 0 } message ? message : "no reason given", apiKey);
        return new(isRowError ? RowResultKind.Rejected : RowResultKind.Failed, kind == Track123ErrorKind.ExtraFieldRequired ? $"The carrier requires another field: {text}" : text)
        {
            ErrorKind = kind,
            ErrorCode = error?.Code is { } code ? Redaction.RedactKey(code, apiKey) : null,

            // Said of one item, true of all that follow (contract 1.6).
            FatalError = kind == Track123ErrorKind.OutOfCredit ? new(kind, text) : null,
        };
    }

    /// <summary>Returns the result of an item whose registration was rejected, perhaps because the account has it already.</summary>
    /// <param name="rejected">The item as the response names it.</param>
    /// <param name="wasSentBefore">True if an earlier request of this run may have registered it.</param>
    /// <param name="apiKey">The key to redact.</param>
    public static RowResult FromRegistrationRejection(ItemEcho rejected, bool wasSentBefore, string apiKey) =>
        !ErrorClassifier.SaysAlreadyRegistered(rejected.Error?.Message) ? FromRejection(rejected.Error, apiKey)
        : wasSentBefore ? new(RowResultKind.Done, "Registered by an earlier attempt whose response was lost.") { OrderNumber = rejected.OrderNumber }
        : new(RowResultKind.AlreadyDone, "It is already registered in this account.") { OrderNumber = rejected.OrderNumber };

    /// <summary>Returns the result that a duplicate of this row has.</summary>
    /// <param name="firstRow">The position of this row.</param>
    public RowResult ForDuplicate(long firstRow)
    {
        var repeats = $"Duplicate of row {firstRow.ToString(CultureInfo.InvariantCulture)} of this input";
        return this.Kind is RowResultKind.Done or RowResultKind.AlreadyDone
            ? this.WithoutRecords with { Kind = RowResultKind.AlreadyDone, Reason = $"{repeats}." }
            : this.WithoutRecords with { Reason = $"{repeats}: {this.Reason}" };
    }

    /// <summary>Returns the result of a retrack: a refusal that speaks of hours means that the last refresh is too recent [guess, contract 2.4].</summary>
    public RowResult ForRetrack() =>
        this.Kind == RowResultKind.Rejected && this.Reason.IndexOf("hour", StringComparison.OrdinalIgnoreCase) >= 0
            ? this with { Kind = RowResultKind.AlreadyDone, ErrorKind = null }
            : this;

    /// <summary>Returns the result of a deletion: an item that is not registered needs no deletion.</summary>
    public RowResult ForDeletion() => this.ErrorKind == Track123ErrorKind.TrackingNotRegistered
        ? this with { Kind = RowResultKind.AlreadyDone, ErrorKind = null }
        : this;

    public RegistrationStatus ToRegistrationStatus() => this.Kind switch
    {
        RowResultKind.Done => RegistrationStatus.Registered,
        RowResultKind.AlreadyDone => RegistrationStatus.AlreadyRegistered,
        RowResultKind.Rejected => RegistrationStatus.Rejected,
        RowResultKind.Skipped => RegistrationStatus.Skipped,
        _ => RegistrationStatus.Failed,
    };
}
