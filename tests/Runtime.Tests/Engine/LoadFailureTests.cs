namespace ModelDsl.Runtime.Tests.Engine;

/// <summary>The coded errors for TorchSharp's library not loading.</summary>
public sealed class LoadFailureTests
{
    private const string Searched = """
        Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose loading problems, consider using a tool like strace. If you're using glibc, consider setting the LD_DEBUG environment variable:
        """;

    [Fact]
    public void The_error_of_an_old_system_names_the_missing_versions()
    {
        var error = LoadFailure.Explain(new DllNotFoundException($"""
            {Searched}
            /app/runtimes/linux-x64/native/libLibTorchSharp.so: /lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/runtimes/linux-x64/native/libLibTorchSharp.so)
            /app/LibTorchSharp.so: cannot open shared object file: No such file or directory
            """), "linux-x64");

        Assert.Equal("MDX0202", error.Code);
        Assert.Contains("needs GLIBCXX_3.4.32, which this system's C or C++ library lacks. The build makes this version optional", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("MDX0202: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_a_too_old_system_names_newer_ones()
    {
        var error = LoadFailure.Explain(new DllNotFoundException($"""
            {Searched}
            /app/libLibTorchSharp.so: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app/libLibTorchSharp.so)
            """), "linux-x64");

        Assert.Equal("MDX0202", error.Code);
        Assert.Contains("needs GLIBC_2.34, which this system's C or C++ library lacks. Run on Debian 12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_a_missing_library_names_the_package()
    {
        var error = LoadFailure.Explain(new DllNotFoundException($"""
            {Searched}
            /app/LibTorchSharp.so: cannot open shared object file: No such file or directory
            """), "linux-x64");

        Assert.Equal("MDX0207", error.Code);
        Assert.Contains("is not in the program's folder", error.Message, StringComparison.Ordinal);
        Assert.Contains("libtorch-cpu-linux-x64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_a_dependency_that_does_not_load_names_it()
    {
        var error = LoadFailure.Explain(new DllNotFoundException($"""
            {Searched}
            /app/LibTorchSharp.so: cannot open shared object file: No such file or directory
            /app/native/libLibTorchSharp.so: libtorch.so: file too short
            """), "linux-x64");

        Assert.Equal("MDX0207", error.Code);
        Assert.Contains("libtorch.so: file too short.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux-musl-x64")]
    [InlineData("linux-arm64")]
    [InlineData("osx-x64")]
    public void The_error_of_a_platform_without_libtorch_names_it(string platform)
    {
        var error = LoadFailure.Explain(new DllNotFoundException(Searched), platform);

        Assert.Equal("MDX0201", error.Code);
        Assert.StartsWith($"TorchSharp has no libtorch for {platform}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_a_library_for_another_processor_names_it()
    {
        var error = LoadFailure.Explain(new BadImageFormatException("An attempt was made to load a program with an incorrect format."), "win-x64");

        Assert.Equal("MDX0207", error.Code);
        Assert.Contains("for another processor than win-x64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_exceptions_of_TorchSharp_are_explained()
    {
        var initializer = new TypeInitializationException("TorchSharp.torch", new NotSupportedException("This application or script uses TorchSharp but doesn't contain a reference to libtorch-cpu-linux-x64"));

        Assert.Equal("MDX0207", TensorEngine.Explain(initializer)?.Code);
        Assert.Equal("MDX0207", TensorEngine.Explain(new DllNotFoundException(Searched))?.Code);
        Assert.Null(TensorEngine.Explain(new InvalidOperationException()));
        Assert.Null(TensorEngine.Explain(new TypeInitializationException("A", new InvalidOperationException())));
    }
}
