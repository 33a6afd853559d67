using Models;
using ModelDsl.Testing;
using Xunit;

/// <summary>The generated code of the models is the accepted code.</summary>
public class GeneratedCodeTests
{
    [Fact]
    public Task SmallAutoencoder_reads_as_accepted() => Snapshot.Verify<SmallAutoencoder>();
}
