namespace Track123.InMemory;

/// <summary>The account's credit: parcels, cargo and instant look-ups all spend it.</summary>
internal sealed class CreditBalance
{
    private readonly object gate = new();
    private int left;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="credits"/> is negative.</exception>
    public CreditBalance(int credits)
    {
        this.Left = credits;
    }

    public int Left
    {
        get
        {
            lock (this.gate)
                return this.left;
        }

        set
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value), value, "An account has no debt.");

            lock (this.gate)
                this.left = value;
        }
    }

    /// <summary>Spends all of it or nothing.</summary>
    /// <returns>Whether there was enough.</returns>
    public bool TrySpend(int credits)
    {
        lock (this.gate)
        {
            if (credits > this.left)
                return false;

            this.left -= credits;
            return true;
        }
    }
}
