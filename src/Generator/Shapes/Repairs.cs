namespace ModelDsl.Generator.Shapes;

/// <summary>Helps to compute and to write the changes that messages propose.</summary>
internal static class Repairs
{
    /// <summary>An expression as it is written as an attribute's argument: <c>3136</c>, <c>nameof(Latent)</c>, <c>"2*Latent"</c>.</summary>
    public static string Written(SizeExpression expression)
    {
        if (expression.Constant is not null)
            return $"{expression}";
        return expression.Terms.Count == 1 && expression.Terms[0] is { Coefficient: 1, Names.Count: 1 } name
            ? $"nameof({name.Names[0]})"
            : $"\"{expression}\"";
    }

    /// <summary>Features as channels of the largest square images: 784 as <c>1, 28, 28</c>.</summary>
    public static string Images(long features)
    {
        var side = (long)Math.Sqrt(features);
        while (features % (side * side) != 0)
            side--;
        return $"{features / (side * side)}, {side}, {side}";
    }

    /// <summary>The nearest of the names, as a question; empty where none is near.</summary>
    public static string Nearest(string name, IEnumerable<string> names)
    {
        var nearest = names
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, name.Length / 2) ? $" Did you mean {nearest.Name}?" : "";
    }

    /// <summary>The number of letters to insert, delete or replace.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
