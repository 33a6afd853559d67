using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ModelDsl.Testing;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Compares generated files with accepted ones: Snapshots/*.verified.cs.</summary>
internal static class GeneratedFileSnapshot
{
    /// <summary>Fails if the file differs. <see cref="Snapshot"/> describes how to accept it.</summary>
    public static Task Verify(GeneratedSourceResult source, string name, [CallerFilePath] string testFile = "") =>
        Snapshot.Verify($"//HintName: {source.HintName}\n{source.SourceText}", name, "Snapshots", testFile);
}
