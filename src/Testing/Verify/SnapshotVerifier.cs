using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyXunit;

namespace ModelDsl.Testing;

/// <summary>Hands snapshots to Verify, under the file names that the own verifier uses.</summary>
internal static class SnapshotVerifier
{
    // Verify takes settings only before its first use, and so do tests that pass it a generator driver.
#pragma warning disable CA2255 // A library for tests alone.
    [ModuleInitializer]
    internal static void Initialize() => VerifySourceGenerators.Initialize();
#pragma warning restore CA2255

    /// <summary>Fails where the text is not the accepted one.</summary>
    public static async Task Verify(string text, string name, string directory, string testFile) =>
        await Verifier.Verify(text, "cs", sourceFile: testFile).UseDirectory(directory.Length == 0 ? "." : directory).UseFileName(name);
}
