namespace Track123.Testing;

/// <summary>The scripted faults that have not been used yet.</summary>
internal sealed class FaultScript
{
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];

    public void Add(string path, int times, Func<ReceivedRequest, Fault?> choose)
    {
        lock (this.gate)
        {
            this.entries.Add(new Entry(path, choose) { Left = times });
        }
    }

    public void Clear()
    {
        lock (this.gate)
        {
            this.entries.Clear();
        }
    }

    /// <summary>
    /// Returns the fault of the first entry, in order of addition, that applies to a request; null for none.
    /// </summary>
    public Fault? Take(ReceivedRequest request, string path)
    {
        lock (this.gate)
        {
            foreach (var entry in this.entries)
            {
                if (!path.EndsWith(entry.Path, StringComparison.Ordinal) || entry.Choose(request) is not { } fault)
                {
                    continue;
                }

                if (--entry.Left == 0)
                {
                    this.entries.Remove(entry);
                }

                return fault;
            }

            return null;
        }
    }

    private sealed class Entry(string path, Func<ReceivedRequest, Fault?> choose)
    {
        public string Path { get; } = path;

        public Func<ReceivedRequest, Fault?> Choose { get; } = choose;

        public required int Left { get; set; }
    }
}
