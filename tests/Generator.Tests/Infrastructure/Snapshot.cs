using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Compares generated files with those that were read and accepted: Snapshots/*.verified.cs.</summary>
internal static class Snapshot
{
    private static readonly string s_folder = Repository.PathOf("tests", "Generator.Tests", "Snapshots");

    /// <summary>Fails where the file differs; <c>MODELDSL_ACCEPT_SNAPSHOTS=1</c> accepts it instead.</summary>
    public static void Verify(GeneratedSourceResult source, string name)
    {
        var received = $"//HintName: {source.HintName}\n{source.SourceText}";
        var verifiedPath = Path.Combine(s_folder, $"{name}.verified.cs");
        var receivedPath = Path.Combine(s_folder, $"{name}.received.cs");
        if (Environment.GetEnvironmentVariable("MODELDSL_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(verifiedPath, received);

        var verified = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath) : "";
        if (verified == received)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{receivedPath} differs from {verifiedPath}:\n{Difference(verified, received)}");
    }

    /// <summary>The changed lines, with a sign before each.</summary>
    public static string Difference(string verified, string received) => string.Join("\n",
        new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines
            .Where(line => line.Type != ChangeType.Unchanged)
            .Select(line => $"{(line.Type == ChangeType.Inserted ? '+' : '-')} {line.Text}"));
}
