using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>A repair as changes of the file with the mistake.</summary>
internal sealed record TextRepair(string Title, IReadOnlyList<TextChange> Changes);

/// <summary>
/// Writes and reads the repairs of a diagnostic as its properties: one with the title and one per change. This file is
/// compiled into the assemblies on both ends.
/// </summary>
internal static class RepairProperties
{
    public static ImmutableDictionary<string, string?> Write(IReadOnlyList<TextRepair> repairs)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        for (var i = 0; i < repairs.Count; i++)
        {
            properties.Add(Title(i), repairs[i].Title);
            for (var j = 0; j < repairs[i].Changes.Count; j++)
                properties.Add(Change(i, j), Write(repairs[i].Changes[j]));
        }

        return properties.ToImmutable();
    }

    public static IEnumerable<TextRepair> Read(ImmutableDictionary<string, string?> properties)
    {
        for (var i = 0; properties.TryGetValue(Title(i), out var title); i++)
        {
            var changes = new List<TextChange>();
            while (properties.TryGetValue(Change(i, changes.Count), out var change))
                changes.Add(Read(change!));
            yield return new(title!, changes);
        }
    }

    private static string Title(int repair) => $"Repair{repair}";

    private static string Change(int repair, int change) => $"Repair{repair}.Change{change}";

    private static string Write(TextChange change) =>
        string.Format(CultureInfo.InvariantCulture, "{0}:{1}:{2}", change.Span.Start, change.Span.Length, change.NewText);

    private static TextChange Read(string text)
    {
        var parts = text.Split([':'], 3);
        return new(new(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture)), parts[2]);
    }
}
