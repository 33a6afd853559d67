namespace ModelDsl.LibTorch.Tests;

[Collection(ProcessWide.Name)]
public sealed class EngineTests
{
    [Fact]
    public void The_number_of_threads_is_what_was_set()
    {
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
    }

    [Fact]
    public void The_version_is_libtorchs() => Assert.Matches(@"^\d+\.\d+\.\d+", __version__);

    [Fact]
    public void A_finaliser_releases_what_nobody_disposed()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        Forget(100);
        Assert.InRange(Tensor.TotalCount, before + 100, long.MaxValue);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.InRange(Tensor.TotalCount, 0, before + 1);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget(int count)
    {
        for (var i = 0; i < count; i++)
            ones(10);
    }
}
