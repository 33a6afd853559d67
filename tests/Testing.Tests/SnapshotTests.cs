using ModelDsl.Architectures;

namespace ModelDsl.Testing.Tests;

/// <summary>Tests the public methods with the snapshots next to this file.</summary>
public class SnapshotTests
{
    [Fact]
    public Task A_model_of_this_project_is_compared() => Snapshot.Verify<TinyModel>();

    [Fact]
    public Task A_model_of_a_referenced_project_is_compared() =>
        Snapshot.Verify<ConvAutoencoder>(directory: "../Generator.Tests/Snapshots");

    [Fact]
    public Task A_nested_model_may_have_its_own_name_and_folder() =>
        Snapshot.Verify<Outer.TinyModel>("Nested", "More");

    [Fact]
    public async Task The_error_of_a_class_that_is_not_a_model_explains_it()
    {
        var error = await Assert.ThrowsAsync<SnapshotException>(() => Snapshot.Verify<SnapshotTests>());
        Assert.Equal("No code was generated for SnapshotTests. Is it a class with [Model], in a project that uses the generator?", error.Message);
    }

    [Fact]
    public async Task The_error_of_an_assembly_without_symbols_explains_it()
    {
        var error = await Assert.ThrowsAsync<SnapshotException>(() => Snapshot.Verify<string>());
        Assert.Contains("Set DebugType to portable or embedded in its project", error.Message, StringComparison.Ordinal);
    }
}
