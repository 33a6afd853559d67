using System.Text;
using ModelDsl.Conformance.Tests.Signatures;

namespace ModelDsl.Conformance.Tests;

/// <summary>Tells what does not conform.</summary>
internal static class Report
{
    /// <summary>Fails with the signatures that there are, each above the lines of the list that come closest.</summary>
    public static void AssertNone(IEnumerable<Signature> signatures, SignatureList list, string what)
    {
        var offending = signatures.ToList();
        var text = new StringBuilder().AppendLine($"{offending.Count} types or members {what}:").AppendLine();
        foreach (var signature in offending)
        {
            text.AppendLine(signature.Line);
            foreach (var close in Closest(signature, list))
                text.AppendLine($"    {close}");
        }
        text.AppendLine().AppendLine("Where the baseline names none, it may be out of date. tests/Conformance.Tests/README.md tells how it is made anew:");
        text.AppendLine(Versions.HowToRenew);
        Assert.True(offending.Count == 0, text.ToString());
    }

    private static IEnumerable<string> Closest(Signature signature, SignatureList list) => list
        .Named(signature.Type, signature.Name)
        .Where(other => !signature.IsType || other.Type == signature.Type)
        .OrderByDescending(other => other.Parameters.Intersect(signature.Parameters).Count())
        .ThenBy(other => Math.Abs(other.Parameters.Count - signature.Parameters.Count))
        .Take(3)
        .Select(other => other.Line)
        .DefaultIfEmpty("the baseline has nothing of this name");
}
