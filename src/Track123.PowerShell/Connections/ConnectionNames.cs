namespace Track123.Commands;

/// <summary>Finds connections by their names.</summary>
internal static class ConnectionNames
{
    /// <summary>
    /// Returns the connections of this runspace with these names, which may have wildcards. A name without wildcards
    /// that no connection has is an error.
    /// </summary>
    public static IReadOnlyList<Connection> Find(PSCmdlet cmdlet, IEnumerable<string> names)
    {
        const WildcardOptions Options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant;
        var connections = RunspaceConnections.OfThisRunspace;
        var found = new List<Connection>();
        foreach (var name in names)
        {
            var pattern = new WildcardPattern(name, Options);
            List<Connection> matches = [.. connections.Named.Where(connection => pattern.IsMatch(connection.Name!))];
            found.AddRange(matches.Except(found));
            if (matches.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                cmdlet.WriteError(Track123Error.NotConnected(connections.DescribeUnknown(name), name));
            }
        }

        return found;
    }
}
