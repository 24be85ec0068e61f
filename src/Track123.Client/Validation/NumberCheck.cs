namespace Track123.Validation;

/// <summary>How a tracking number is checked before it is sent.</summary>
internal enum NumberCheck
{
    /// <summary>The number is cleaned, and rejected if it can't be a tracking number.</summary>
    Full,

    /// <summary>The number is cleaned, but rejected only if it is blank or contains damaged text.</summary>
    CleanOnly,

    /// <summary>The number is from a record of the service and is sent unchanged.</summary>
    Unchanged,
}
