namespace ModelDsl.Testing;

/// <summary>Compares texts with accepted files, with the conventions of Verify.</summary>
internal static class SnapshotVerifier
{
    /// <summary>The environment variable that accepts all received texts if it is 1.</summary>
    public const string AcceptVariable = "MODELDSL_ACCEPT_SNAPSHOTS";

    /// <summary>Fails if the text differs from the accepted one.</summary>
    /// <exception cref="SnapshotException">The text differs, or there is no accepted text.</exception>
    public static Task Verify(string text, string name, string directory, string testFile)
    {
        var accept = Environment.GetEnvironmentVariable(AcceptVariable) == "1";
        // Escape codes are only for terminals.
        var colored = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return Verify(text, name, directory, testFile, accept, colored);
    }

    /// <summary>Fails if the text differs from the accepted one, or accepts it.</summary>
    internal static async Task Verify(string text, string name, string directory, string testFile, bool accept, bool colored)
    {
        var files = SnapshotFiles.Beside(testFile, directory, name);
        var received = SnapshotFiles.WithUnixLines(text);
        if (accept)
            await files.Accept(received);

        var verified = await files.ReadVerified();
        if (verified == received)
        {
            files.DeleteReceived();
            return;
        }

        await files.WriteReceived(received);
        throw new SnapshotException(verified is null ? Missing(files) : Differs(files, Difference.Between(verified, received, colored)));
    }

    private static string Missing(SnapshotFiles files) =>
        $"""
        {files.Name} has no accepted snapshot: {files.Verified} does not exist.
        {HowToAccept(files)}
        """;

    private static string Differs(SnapshotFiles files, string difference) =>
        $"""
        {files.Name} differs from its accepted snapshot.
          accepted: {files.Verified}
          now:      {files.Received}
        {HowToAccept(files)}

        {difference}
        """;

    private static string HowToAccept(SnapshotFiles files) =>
        $"If {files.Name}.received.cs is correct, rename it to {files.Name}.verified.cs and commit it, or run the tests once with {AcceptVariable}=1.";
}
