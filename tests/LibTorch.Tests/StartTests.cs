using System.Diagnostics;

namespace ModelDsl.LibTorch.Tests;

/// <summary>Where the engine cannot be used, a program's first call says why, in one message.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _program = ChildProgram.Copy();

    private string Bridge => Path.Combine(_program.FullName, ChildProgram.BridgeName);

    [Fact]
    public void A_whole_program_starts()
    {
        var (exitCode, output) = Start();
        Assert.Equal((0, __version__), (exitCode, output.Trim()));
    }

    [Fact]
    public void A_missing_bridge_is_named()
    {
        File.Delete(Bridge);
        AssertRefused($"MDX0207: The tensor engine cannot be loaded: {Bridge}, the bridge to libtorch, is missing. Build again");
    }

    [Fact]
    public void A_missing_libtorch_is_named()
    {
        var library = Path.Combine(_program.FullName, "libgone.so");
        Compile("int gone() { return 0; }", library);
        Compile("int gone(); int touch() { return gone(); }", Bridge, library);
        File.Delete(library);
        AssertRefused("MDX0207: ", "libgone.so: cannot open shared object file", "apt-get install libtorch-dev");
    }

    [Fact]
    public void A_missing_function_is_named()
    {
        Compile("int no_such_function(); int touch() { return no_such_function(); }", Bridge, "-Wl,-z,now");
        AssertRefused("MDX0208: ", "undefined symbol: ", "no_such_function");
    }

    [Fact]
    public void Another_version_of_libtorch_is_named_with_its_file()
    {
        Compile("""
            extern "C" const char* mdl_version() { return "2.6.0"; }
            extern "C" const char* mdl_loaded_version() { return "1.13.0"; }
            extern "C" const char* mdl_loaded_path() { return "/opt/libtorch_cpu.so"; }
            """, Bridge);
        AssertRefused($"MDX0208: The tensor engine cannot be loaded: {Bridge} was built with libtorch 2.6.0, and /opt/libtorch_cpu.so is libtorch 1.13.0. Build again");
    }

    [Fact]
    public unsafe void The_loaded_libtorch_says_its_version_and_file()
    {
        var bridge = System.Runtime.InteropServices.NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, ChildProgram.BridgeName));
        Assert.Contains(Text("mdl_loaded_version"), new List<string> { "", __version__ });
        Assert.Contains("libtorch_cpu", Text("mdl_loaded_path"));

        string Text(string function) => System.Runtime.InteropServices.Marshal.PtrToStringUTF8(
            (nint)((delegate* unmanaged<byte*>)System.Runtime.InteropServices.NativeLibrary.GetExport(bridge, function))())!;
    }

    [Fact]
    public void A_cuda_device_that_is_not_there_is_refused_with_the_way_out()
    {
        var index = cuda.device_count();
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => ones(1, device: new Device(DeviceType.CUDA, index)));
        Assert.StartsWith($"MDX0205: cuda:{index} cannot be used: ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _program.Delete(recursive: true);

    private void AssertRefused(params string[] parts)
    {
        var (exitCode, output) = Start();
        Assert.Equal(1, exitCode);
        Assert.StartsWith("DllNotFoundException: " + parts[0], output, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.Single(output.Trim().Split('\n'));
    }

    private (int ExitCode, string Output) Start() => ChildProgram.Run(_program.FullName, ["version"]);

    private void Compile(string source, string library, params string[] arguments)
    {
        var file = Path.Combine(_program.FullName, "stub.cpp");
        File.WriteAllText(file, source);
        File.Delete(library);
        using var compiler = Process.Start("g++", ["-shared", "-fPIC", file, "-o", library, .. arguments]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
    }
}
