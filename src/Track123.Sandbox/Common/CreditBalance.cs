namespace Track123.InMemory.Common;

/// <summary>The account's credits. Registrations and instant lookups spend them.</summary>
internal sealed class CreditBalance
{
    private readonly object gate = new();
    private int credits;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="credits"/> is negative.</exception>
    public CreditBalance(int credits) => this.Credits = credits;

    public int Credits
    {
        get
        {
            lock (this.gate)
            {
                return this.credits;
            }
        }

        set
        {
            if (value < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Credits must not be negative.");
            }

            lock (this.gate)
            {
                this.credits = value;
            }
        }
    }

    /// <summary>Spends the whole amount, or nothing if there are too few credits.</summary>
    /// <returns>True if there were enough credits.</returns>
    public bool TrySpend(int amount)
    {
        lock (this.gate)
        {
            var isEnough = amount <= this.credits;
            this.credits -= isEnough ? amount : 0;
            return isEnough;
        }
    }
}
