using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyXunit;

namespace ModelDsl.Testing;

/// <summary>Compares texts with Verify, with the same file names as the default verifier.</summary>
internal static class SnapshotVerifier
{
    // Verify must be initialized before its first use, also for tests that pass it a generator driver.
#pragma warning disable CA2255 // A library only for tests.
    [ModuleInitializer]
    internal static void Initialize() => VerifySourceGenerators.Initialize();
#pragma warning restore CA2255

    /// <summary>Fails if the text differs from the accepted one.</summary>
    public static async Task Verify(string text, string name, string directory, string testFile) =>
        await Verifier.Verify(text, "cs", sourceFile: testFile).UseDirectory(directory.Length == 0 ? "." : directory).UseFileName(name);
}
