using System.Globalization;
using Track123.Http;
using Track123.Json;

namespace Track123.Batches;

/// <summary>The kind of result of a row, for all operations.</summary>
internal enum RowResultKind
{
    Done,
    AlreadyDone,
    Rejected,
    Failed,
    Skipped,
}

/// <summary>The result of a row and its reason.</summary>
internal record RowResult(RowResultKind Kind, string Reason = "")
{
    /// <summary>The result of an item that is missing from the response.</summary>
    public static RowResult MissingItem { get; } =
        new(RowResultKind.Failed, "The service's response does not contain this number.")
        {
            ErrorKind = Track123ErrorKind.InvalidResponse,
        };

    /// <summary>The result of an item for which the service returned <c>false</c>.</summary>
    public static RowResult NotDone { get; } =
        new(RowResultKind.Failed, "The service responded that it did not carry out the request.")
        {
            ErrorKind = Track123ErrorKind.InvalidRequest,
        };

    public Track123ErrorKind? ErrorKind { get; init; }

    /// <summary>True if the row is a duplicate of an earlier row, whose result it has.</summary>
    public bool IsDuplicate { get; init; }

    public string? ErrorCode { get; init; }

    public string? TraceId { get; init; }

    /// <summary>
    /// The carrier that the service detected; null if the row has a carrier, or the service detected none.
    /// </summary>
    public string? CarrierCode { get; init; }

    /// <summary>The order number that the service created for the item; null if it created none.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>
    /// The error of the call, which all rows of the request share; null if the call succeeded or the row itself was
    /// rejected.
    /// </summary>
    public Track123Exception? CallError { get; init; }

    /// <summary>
    /// The error that ends the run; null if the remaining rows can be sent. An unknown endpoint does not affect other
    /// endpoints. A refused key affects all of them.
    /// </summary>
    public Track123Exception? FatalError =>
        this.CallError is { IsFatal: true, Kind: not Track123ErrorKind.EndpointNotFound } e ? e : null;

    /// <summary>
    /// This result without the found records. They are output once, with the first row that requests them.
    /// </summary>
    public virtual RowResult WithoutRecords => this;

    /// <summary>Returns the result of a row whose call failed.</summary>
    public static RowResult FromError(Track123Exception e) => new(RowResultKind.Failed, e.Message)
    {
        ErrorKind = e.Kind,
        ErrorCode = e.Code,
        TraceId = e.TraceId,
        CallError = e,
    };

    /// <summary>Returns the result of a row whose single call failed.</summary>
    public static RowResult FromSingleCallFailure(Track123Exception e, string apiKey) =>
        e is { Kind: Track123ErrorKind.TrackingNotRegistered }
            or { Kind: Track123ErrorKind.InvalidRequest, Code.Length: > 0 }
            ? FromRejection(new() { Code = e.Code, Message = e.ServiceMessage ?? e.Message }, apiKey) with
            {
                TraceId = e.TraceId,
            }
            : FromError(e);

    /// <summary>Returns the result of an invalid row.</summary>
    public static RowResult Invalid(string reason, Track123ErrorKind kind) =>
        new(RowResultKind.Rejected, reason) { ErrorKind = kind };

    /// <summary>
    /// Returns the result of an item that the service rejected: Rejected if the row is wrong, Failed if a later attempt
    /// may succeed.
    /// </summary>
    public static RowResult FromRejection(ItemError? error, string apiKey)
    {
        var kind = ErrorClassifier.ForItem(error?.Code, error?.Message);
        var isRowError = kind is Track123ErrorKind.TrackingRejected or Track123ErrorKind.TrackingNotRegistered
            or Track123ErrorKind.ExtraFieldRequired;
        var text = Redaction.RedactKey(
            error?.Message is { Length: > 0 } message ? message : "The service gave no reason.", apiKey);
        var reason = kind == Track123ErrorKind.ExtraFieldRequired
            ? $"The carrier requires another field: {text}"
            : text;
        return new(isRowError ? RowResultKind.Rejected : RowResultKind.Failed, reason)
        {
            ErrorKind = kind,
            ErrorCode = error?.Code is { } code ? Redaction.RedactKey(code, apiKey) : null,

            // The service reports it for one item, but it applies to all later items, too (contract 1.6).
            CallError = kind == Track123ErrorKind.OutOfCredit ? new(kind, text) : null,
        };
    }

    /// <summary>
    /// Returns the result of an item whose registration was rejected. The item may be registered already.
    /// </summary>
    /// <param name="rejected">The rejected entry of the response.</param>
    /// <param name="wasSentBefore">True if an earlier request of this run may have registered it.</param>
    /// <param name="apiKey">The key to redact.</param>
    public static RowResult FromRegistrationRejection(ItemEcho rejected, bool wasSentBefore, string apiKey)
    {
        if (!ErrorClassifier.SaysAlreadyRegistered(rejected.Error?.Message))
        {
            return FromRejection(rejected.Error, apiKey);
        }

        var result = wasSentBefore
            ? new RowResult(RowResultKind.Done, "Registered by an earlier attempt whose response was lost.")
            : new RowResult(RowResultKind.AlreadyDone, "The number is already registered in this account.");
        return result with { OrderNumber = rejected.OrderNumber };
    }

    /// <summary>Returns the result of a duplicate of this row.</summary>
    /// <param name="firstRow">This row's position in the input.</param>
    public RowResult ForDuplicate(long firstRow)
    {
        var repeats = $"Duplicate of row {firstRow.ToString(CultureInfo.InvariantCulture)} of this input";
        return this.Kind is RowResultKind.Done or RowResultKind.AlreadyDone
            ? this.WithoutRecords with { Kind = RowResultKind.AlreadyDone, Reason = $"{repeats}.", IsDuplicate = true }
            : this.WithoutRecords with { Reason = $"{repeats}: {this.Reason}", IsDuplicate = true };
    }

    /// <summary>
    /// Returns the result of a retrack (a requested refresh). A rejection whose text contains "hour" means that the
    /// last refresh is too recent [guess, contract 2.4].
    /// </summary>
    public RowResult ForRetrack() =>
        this.Kind == RowResultKind.Rejected && this.Reason.IndexOf("hour", StringComparison.OrdinalIgnoreCase) >= 0
            ? this with { Kind = RowResultKind.AlreadyDone, ErrorKind = null }
            : this;

    /// <summary>Returns the result of a deletion. An item that is not registered is already deleted.</summary>
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
