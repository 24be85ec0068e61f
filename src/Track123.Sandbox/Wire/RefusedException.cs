using System.Text.Json.Nodes;

namespace Track123.InMemory.Wire;

/// <summary>Refuses a request as a whole, or one of its items.</summary>
internal sealed class RefusedException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>The HTTP status, if the request as a whole is refused.</summary>
    public int Status { get; } = status;

    public static RefusedException Invalid(string message) => new(ServiceCode.InvalidParameter, message);

    public static RefusedException Missing(string message) => new(ServiceCode.MissingParameter, message);

    /// <summary>
    /// Refuses a valid request that the service can't carry out. The HTTP status is 200, as for all processed requests.
    /// </summary>
    public static RefusedException NotDone(string message) => new(ServiceCode.InvalidParameter, message, status: 200);

    public static RefusedException AlreadyImported() => NotDone("The order number has been imported");

    /// <summary>Refuses a request for which there are too few credits. No part of it is processed.</summary>
    public static RefusedException OutOfCredit() =>
        new(ServiceCode.OutOfCredit, "Insufficient credit, nothing was done", status: 200);

    /// <summary>Returns the member <c>error</c> of a rejected item.</summary>
    public JsonObject ToJson() => new() { ["code"] = this.Code, ["msg"] = this.Message };
}
