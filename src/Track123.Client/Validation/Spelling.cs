namespace Track123.Validation;

/// <summary>Finds the word that a misspelled one probably stands for.</summary>
internal static class Spelling
{
    private const int MinLength = 4;

    /// <summary>
    /// Returns the candidate that differs least from a text; null if all differ in more than a quarter of the text's
    /// characters. Case counts as a difference.
    /// </summary>
    public static string? FindNearest(string text, IEnumerable<string> candidates)
    {
        if (text.Length < MinLength)
        {
            return null;
        }

        var (nearest, distance) = ((string?)null, (text.Length / 4) + 1);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - text.Length) < distance
                && GetDistance(text, candidate) is var found && found < distance)
            {
                (nearest, distance) = (candidate, found);
            }
        }

        return nearest;
    }

    // The number of inserted, deleted, replaced or exchanged characters (optimal string alignment).
    private static int GetDistance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(
                    Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1,
                    rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + change);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
