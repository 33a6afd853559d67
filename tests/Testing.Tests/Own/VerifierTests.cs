using System.Globalization;
using System.Text;

namespace ModelDsl.Testing.Tests.Own;

public sealed class VerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-test-").FullName;

    private string Verified => Path.Combine(_folder, "Net.verified.cs");

    private string Received => Path.Combine(_folder, "Net.received.cs");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_accepted_text_passes_and_writes_no_file()
    {
        File.WriteAllText(Verified, "a\nb\n");
        await Verify("a\nb\n");
        Assert.Equal([Verified], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Another_text_fails_with_both_paths_and_is_written()
    {
        File.WriteAllText(Verified, "a\nb\n");
        var message = await Failure("a\nc\n");
        Assert.Equal(
            $"""
            Net differs from its accepted snapshot.
              accepted: {Verified}
              now:      {Received}
            If Net.received.cs is correct, rename it to Net.verified.cs and commit it, or run the tests once with MODELDSL_ACCEPT_SNAPSHOTS=1.

            @@ accepted line 1, new line 1 @@
              a
            - b
            + c

            """.TrimEnd(), message.TrimEnd());
        Assert.Equal("a\nc\n", File.ReadAllText(Received));
        Assert.Equal("a\nb\n", File.ReadAllText(Verified));
    }

    [Fact]
    public async Task Without_an_accepted_text_the_error_explains_how_to_accept()
    {
        var message = await Failure("a\n");
        Assert.StartsWith($"Net has no accepted snapshot: {Verified} does not exist.", message, StringComparison.Ordinal);
        Assert.Contains("rename it to Net.verified.cs", message, StringComparison.Ordinal);
        Assert.Equal("a\n", File.ReadAllText(Received));
    }

    [Fact]
    public async Task Renaming_the_received_file_accepts_it()
    {
        await Failure("a\n");
        File.Move(Received, Verified);
        await Verify("a\n");
    }

    [Fact]
    public async Task A_test_that_passes_again_deletes_the_received_text()
    {
        File.WriteAllText(Verified, "a\n");
        await Failure("b\n");
        Assert.True(File.Exists(Received));
        await Verify("a\n");
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public async Task Accepting_replaces_the_accepted_text()
    {
        File.WriteAllText(Verified, "a\n");
        await Failure("b\n");
        await Verify("b\n", accept: true);
        Assert.Equal([Verified], Directory.GetFiles(_folder));
        await Verify("b\n");
    }

    [Theory]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("a\nb\n", "a\r\nb\r\n")]
    [InlineData("a\rb\n", "a\r\nb\n")]
    public async Task Line_endings_make_no_difference(string verified, string received)
    {
        File.WriteAllText(Verified, verified);
        await Verify(received);
    }

    [Fact]
    public async Task A_byte_order_mark_makes_no_difference()
    {
        File.WriteAllText(Verified, "a → b\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await Verify("a → b\n");
    }

    [Theory]
    [InlineData("a\n", "a")]
    [InlineData("  a\n", "    a\n")]
    [InlineData("a\n", "")]
    [InlineData("", "a\n")]
    public async Task Other_white_space_and_empty_texts_make_a_difference(string verified, string received)
    {
        File.WriteAllText(Verified, verified);
        await Failure(received);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public async Task The_culture_changes_neither_files_nor_message(string culture)
    {
        File.WriteAllText(Verified, "İI 1.5\n");
        var expected = await Failure("iı 1,5\n");
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(expected, await Failure("iı 1,5\n"));
            await Verify("İI 1.5\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Concurrent_tests_write_whole_files()
    {
        var text = string.Concat(Enumerable.Range(0, 2000).Select(line => $"line {line}\n"));
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (_, _) => await Failure(text));
        Assert.Equal([Received], Directory.GetFiles(_folder));
        Assert.Equal(text, File.ReadAllText(Received));
    }

    [Fact]
    public async Task A_folder_of_snapshots_is_created_when_needed()
    {
        await Assert.ThrowsAsync<SnapshotException>(() => SnapshotVerifier.Verify("a\n", "Net", "Snapshots", TestFile, accept: false, colored: false));
        Assert.True(File.Exists(Path.Combine(_folder, "Snapshots", "Net.received.cs")));
    }

    [Fact]
    public async Task A_hidden_source_path_is_explained()
    {
        var error = await Assert.ThrowsAsync<SnapshotException>(
            () => SnapshotVerifier.Verify("a\n", "Net", "", "/_/not/here/Test.cs", accept: false, colored: false));
        Assert.Contains("'/_/not/here'", error.Message, StringComparison.Ordinal);
        Assert.Contains("without PathMap", error.Message, StringComparison.Ordinal);
    }

    private string TestFile => Path.Combine(_folder, "Test.cs");

    private Task Verify(string text, bool accept = false) => SnapshotVerifier.Verify(text, "Net", "", TestFile, accept, colored: false);

    private async Task<string> Failure(string text) => (await Assert.ThrowsAsync<SnapshotException>(() => Verify(text))).Message;
}
