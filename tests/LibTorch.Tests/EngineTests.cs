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
    public void New_tensors_have_the_default_type()
    {
        Assert.Equal(ScalarType.Float32, get_default_dtype());
        set_default_dtype(float64);
        try
        {
            Assert.Equal(ScalarType.Float64, zeros(1).dtype);
        }
        finally
        {
            set_default_dtype(float32);
        }
        Assert.Throws<ArgumentException>(() => set_default_dtype(int64));
    }

    [Fact]
    public void An_anomaly_is_an_error_while_it_is_looked_for()
    {
        var x = zeros(1, requires_grad: true);
        using (autograd.detect_anomaly())
        {
            Assert.True(AnomalyMode.IsEnabled);
            var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => (x.sqrt() * 0).backward());
            Assert.Contains("returned nan values", error.Message);
        }
        Assert.False(AnomalyMode.IsEnabled);
    }

    [Fact]
    public void TF32_is_what_was_set()
    {
        var (matmul, cudnn) = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        foreach (var allowed in new[] { true, false })
        {
            backends.cuda.matmul.allow_tf32 = allowed;
            backends.cudnn.allow_tf32 = !allowed;
            Assert.Equal((allowed, !allowed), (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
        }
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (matmul, cudnn);
    }

    [Fact]
    public void Determinism_ends_with_its_scope()
    {
        using (use_deterministic_algorithms(warn_only: true))
        {
            Assert.True(are_deterministic_algorithms_enabled());
            Assert.True(is_deterministic_algorithms_warn_only_enabled());
        }
        Assert.False(are_deterministic_algorithms_enabled());
        Assert.False(is_deterministic_algorithms_warn_only_enabled());
    }

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
