namespace Track123.Batches;

/// <summary>A row that a batch carries. Number and qualifier identify it; carrier and order number help to match a response to it.</summary>
internal interface IBatchItem
{
    /// <summary>Position in the input, from 1.</summary>
    long Row { get; }

    /// <summary>The number that the service knows the item by: a tracking number or an order number.</summary>
    string? Number { get; }

    /// <summary>The carrier's code; null if the item names none.</summary>
    string? CarrierCode { get; }

    /// <summary>The order number; null if the item names none.</summary>
    string? OrderNumber { get; }

    /// <summary>What distinguishes it from other items with the same number, such as the carrier's code; empty for nothing.</summary>
    string Qualifier { get; }
}
