using System.Runtime.CompilerServices;

namespace ModelDsl.Testing;

/// <summary>
/// Compares generated code with the code that was read and accepted: <c>NAME.verified.cs</c> beside the test, a file that
/// is committed. Where they differ, the new code is in <c>NAME.received.cs</c>: to accept it, rename it.
/// </summary>
public static class Snapshot
{
    /// <summary>Compares the code that was generated for a model, as it was compiled.</summary>
    /// <typeparam name="TModel">The model, of this assembly or of one that it references.</typeparam>
    /// <param name="name">What the files are called; the class's name where null.</param>
    /// <param name="directory">The folder of the files, relative to the test's.</param>
    /// <param name="testFile">The test's source file; filled in by the compiler.</param>
    /// <exception cref="SnapshotException">The code differs, nothing was accepted yet, or the model's code cannot be found.</exception>
    public static Task Verify<TModel>(string? name = null, string directory = "", [CallerFilePath] string testFile = "") =>
        Verify(GeneratedSource.Of(typeof(TModel)), name ?? typeof(TModel).Name, directory, testFile);

    /// <summary>Compares any C# text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What the files are called.</param>
    /// <param name="directory">The folder of the files, relative to the test's.</param>
    /// <param name="testFile">The test's source file; filled in by the compiler.</param>
    /// <exception cref="SnapshotException">The text differs, or nothing was accepted yet.</exception>
    public static Task Verify(string text, string name, string directory = "", [CallerFilePath] string testFile = "") =>
        SnapshotVerifier.Verify(text, name, directory, testFile);
}
