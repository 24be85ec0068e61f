namespace Track123.Batches;

/// <summary>
/// An item of a batch. Number and qualifier identify it. Carrier and order number help to match it to an entry of the
/// response.
/// </summary>
internal interface IBatchItem
{
    /// <summary>The row's position in the input, from 1.</summary>
    long Row { get; }

    /// <summary>The number that identifies the item at the service: a tracking number or an order number.</summary>
    string? Number { get; }

    /// <summary>The carrier's code; null if the item has none.</summary>
    string? CarrierCode { get; }

    /// <summary>The order number; null if the item has none.</summary>
    string? OrderNumber { get; }

    /// <summary>
    /// The text that distinguishes items with the same number, such as the carrier's code; empty if the item has none.
    /// </summary>
    string Qualifier { get; }
}
