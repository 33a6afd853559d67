using ModelDsl.Architectures;
using ModelDsl.Testing;
using Xunit;

public class GeneratedCodeTests
{
    [Fact]
    public Task The_dense_autoencoder_reads_as_accepted() => Snapshot.Verify<DenseAutoencoder>();
}
