using System.Runtime.CompilerServices;

namespace ModelDsl.Testing;

/// <summary>
/// Compares generated code with the accepted code in <c>NAME.verified.cs</c>, a committed file next to the test. If they
/// differ, the new code is written to <c>NAME.received.cs</c>. Rename it to accept it.
/// </summary>
public static class Snapshot
{
    /// <summary>Compares the generated code of a model, as it was compiled.</summary>
    /// <typeparam name="TModel">The model, of this assembly or of one that it references.</typeparam>
    /// <param name="name">The name of the files; the name of the class if null.</param>
    /// <param name="directory">The folder of the files, relative to the test's.</param>
    /// <param name="testFile">The test's source file, which the compiler supplies.</param>
    /// <exception cref="SnapshotException">The code differs, there is no accepted code, or the model's code cannot be read.</exception>
    public static Task Verify<TModel>(string? name = null, string directory = "", [CallerFilePath] string testFile = "") =>
        Verify(GeneratedSource.Of(typeof(TModel)), name ?? typeof(TModel).Name, directory, testFile);

    /// <summary>Compares any C# text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name of the files.</param>
    /// <param name="directory">The folder of the files, relative to the test's.</param>
    /// <param name="testFile">The test's source file, which the compiler supplies.</param>
    /// <exception cref="SnapshotException">The text differs, or there is no accepted text.</exception>
    public static Task Verify(string text, string name, string directory = "", [CallerFilePath] string testFile = "") =>
        SnapshotVerifier.Verify(text, name, directory, testFile);
}
