using Track123.Http;

namespace Track123;

/// <summary>What became of one input row.</summary>
public abstract class RowOutcome
{
    private protected RowOutcome(Verdict verdict) => this.Verdict = verdict;

    /// <summary>Why, in words; empty where all went as asked.</summary>
    public string Reason => this.Verdict.Reason;

    /// <summary>The kind of trouble; null where there was none.</summary>
    public Track123ErrorKind? ErrorKind => this.Verdict.ErrorKind;

    /// <summary>The service's code for the trouble, such as <c>A0400</c>; null where it gave none.</summary>
    public string? ErrorCode => this.Verdict.ErrorCode;

    /// <summary>The service's trace id of the answer; null where it sent none.</summary>
    public string? TraceId => this.Verdict.TraceId;

    /// <summary>Position of the row in the input, from 1.</summary>
    public abstract long Row { get; }

    /// <summary>The tracking number.</summary>
    public abstract string TrackingNumber { get; }

    internal Verdict Verdict { get; }
}

/// <summary>How it went with a row, whatever was asked for it.</summary>
internal enum VerdictKind
{
    Done,
    AlreadyDone,
    Rejected,
    Failed,
    Skipped,
}

/// <summary>How it went with a row, and why.</summary>
internal sealed record Verdict(VerdictKind Kind, string Reason = "")
{
    public Track123ErrorKind? ErrorKind { get; init; }

    public string? ErrorCode { get; init; }

    public string? TraceId { get; init; }

    /// <summary>The carrier the service detected; null where the row named one, or none was detected.</summary>
    public string? CarrierCode { get; init; }

    /// <summary>The order number the service made for it; null where it makes none.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>What a look-up found for it; null if it was none.</summary>
    public IReadOnlyList<Tracking>? Records { get; init; }

    /// <summary>What the answer as a whole carried beside items: a boolean and a text.</summary>
    public bool? Flag { get; init; }

    /// <inheritdoc cref="Flag"/>
    public string? Text { get; init; }

    /// <summary>An item that an answer should name and does not.</summary>
    public static Verdict NotNamed { get; } =
        new(VerdictKind.Failed, "The service's answer does not name this number.") { ErrorKind = Track123ErrorKind.InvalidResponse };

    /// <summary>A call that failed as a whole.</summary>
    public static Verdict Of(Track123Exception e) =>
        new(VerdictKind.Failed, e.Message) { ErrorKind = e.Kind, ErrorCode = e.Code, TraceId = e.TraceId };

    /// <summary>An input that can't be sent.</summary>
    public static Verdict Unusable(string reason, Track123ErrorKind kind) =>
        new(VerdictKind.Rejected, reason) { ErrorKind = kind };

    /// <summary>An item that a registration refused: perhaps because the account has it already.</summary>
    public static Verdict OfRegistration(RejectedItem rejected, bool mayHaveBeenDone, string apiKey)
    {
        if (!ErrorClassifier.SaysAlreadyRegistered(rejected.Error?.Message))
        {
            return Of(rejected, apiKey);
        }

        // An earlier attempt of ours may have done it and its answer been lost: then it is our registration.
        return mayHaveBeenDone
            ? new(VerdictKind.Done, "Registered by an attempt whose answer was lost.") { OrderNumber = rejected.OrderNo }
            : new(VerdictKind.AlreadyDone, "The account has it already.") { OrderNumber = rejected.OrderNo };
    }

    /// <summary>An item that was refused: the row's own fault where the text says so, else one that may pass.</summary>
    public static Verdict Of(RejectedItem rejected, string apiKey)
    {
        if (rejected.Failure is { } failure)
        {
            return Of(failure);
        }

        var error = rejected.Error;
        var kind = ErrorClassifier.ForItem(error?.Code, error?.Message);
        var own = kind is Track123ErrorKind.TrackingRejected or Track123ErrorKind.TrackingNotRegistered or Track123ErrorKind.ExtraFieldRequired;
        var said = Redaction.RedactKey(error?.Message is { Length: > 0 } message ? message : "no reason given", apiKey);
        return new(own ? VerdictKind.Rejected : VerdictKind.Failed, kind == Track123ErrorKind.ExtraFieldRequired ? $"The carrier needs one more field: {said}" : said)
        {
            ErrorKind = kind,
            ErrorCode = error?.Code is { } code ? Redaction.RedactKey(code, apiKey) : null,
        };
    }

    /// <summary>An item that a retrack, change or deletion refused.</summary>
    public static Verdict OfChange(RejectedItem rejected, string apiKey)
    {
        var verdict = Of(rejected, apiKey);

        // Inside the six hours the service may refuse rather than say "not carried out" [guess, contract 2.4].
        return verdict.Kind == VerdictKind.Rejected && verdict.Reason.IndexOf("hour", StringComparison.OrdinalIgnoreCase) >= 0
            ? verdict with { Kind = VerdictKind.AlreadyDone, ErrorKind = null }
            : verdict;
    }

    /// <summary>An item that a deletion refused: one that is not there is as deleted as it can be.</summary>
    public static Verdict OfDeletion(RejectedItem rejected, string apiKey) =>
        Of(rejected, apiKey) is { ErrorKind: Track123ErrorKind.TrackingNotRegistered } gone
            ? gone with { Kind = VerdictKind.AlreadyDone, ErrorKind = null }
            : Of(rejected, apiKey);

    /// <summary>An item of a call whose success code speaks for all, unless it carries a false.</summary>
    public static Verdict OfCode(BatchAnswer answer) => answer.Data.Flag == false
        ? new(VerdictKind.Failed, "The service answered that it did not do it.") { ErrorKind = Track123ErrorKind.InvalidRequest, TraceId = answer.TraceId }
        : new(VerdictKind.Done);

    public RegistrationStatus ToRegistrationStatus() => this.Kind switch
    {
        VerdictKind.Done => RegistrationStatus.Registered,
        VerdictKind.AlreadyDone => RegistrationStatus.AlreadyRegistered,
        VerdictKind.Rejected => RegistrationStatus.Rejected,
        VerdictKind.Skipped => RegistrationStatus.Skipped,
        _ => RegistrationStatus.Failed,
    };
}
