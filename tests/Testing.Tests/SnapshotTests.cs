using ModelDsl.Architectures;

namespace ModelDsl.Testing.Tests;

/// <summary>What a user calls, over the snapshots beside this file.</summary>
public class SnapshotTests
{
    [Fact]
    public Task A_model_of_this_project_is_compared() => Snapshot.Verify<TinyModel>();

    [Fact]
    public Task A_model_of_a_referenced_project_is_compared() =>
        Snapshot.Verify<ConvAutoencoder>(directory: "../Generator.Tests/Snapshots");

    [Fact]
    public Task A_nested_model_may_have_a_name_and_a_folder_of_its_own() =>
        Snapshot.Verify<Outer.TinyModel>("Nested", "More");

    [Fact]
    public async Task A_class_that_is_no_model_is_told_so()
    {
        var error = await Assert.ThrowsAsync<SnapshotException>(() => Snapshot.Verify<SnapshotTests>());
        Assert.Equal("No code was generated for SnapshotTests. Is it a class with [Model], in a project that uses the generator?", error.Message);
    }

    [Fact]
    public async Task An_assembly_without_symbols_is_told_so()
    {
        var error = await Assert.ThrowsAsync<SnapshotException>(() => Snapshot.Verify<string>());
        Assert.Contains("Set DebugType to portable or embedded in its project", error.Message, StringComparison.Ordinal);
    }
}
