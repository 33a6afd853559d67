using System.Runtime.Versioning;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>build.sh on a machine whose dotnet, dpkg-query, apt-get and sudo are scripts that note what they are asked.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SetUpScriptTests : IDisposable
{
    private readonly TemporaryFolder _machine = new();

    public SetUpScriptTests()
    {
        // This machine's own libtorch is not the script's: it looks below its folder.
        _machine.WriteScript("build.sh", File.ReadAllText(Path.Combine(MiniSolution.Repository, "build.sh")).Replace("LIBTORCH:-/usr", "LIBTORCH:-usr", StringComparison.Ordinal));
        _machine.Write("global.json", """{ "sdk": { "version": "10.0.100" } }""");
        _machine.WriteScript("bin/dotnet", """[[ $1 == --version ]] || echo "dotnet $*" >> calls""");
        _machine.WriteScript("bin/apt-get", """echo "apt-get $*" >> calls""");
        _machine.WriteScript("bin/sudo", """exec "$@" """);
        _machine.WriteScript("bin/dpkg-query", """[[ -e "installed/${!#}" ]] && echo installed""");
        Install("g++", "libopenblas0-openmp", "chromium");
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Only_what_is_missing_is_installed_and_arguments_go_to_dotnet()
    {
        Assert.Equal(0, Run(["experiments", "-p:Latent=3 4"], ("TorchProvider", "System")).ExitCode);
        Assert.Equal(
            ["apt-get update -q", Installing("libtorch-dev"), Installing("dataset-fashion-mnist"), "dotnet build ModelDsl.sln -t:Experiments -p:Latent=3 4"],
            Calls);
    }

    [Theory]
    [InlineData("LIBTORCH", "/opt/libtorch")]
    [InlineData("TorchProvider", "NuGet")]
    [InlineData("TorchProvider", "nuget")]
    public void An_engine_that_the_user_chose_needs_no_packages_but_the_data(string variable, string value)
    {
        Assert.Equal(0, Run(["test"], (variable, value)).ExitCode);
        Assert.Equal(["apt-get update -q", Installing("dataset-fashion-mnist"), "dotnet test ModelDsl.sln"], Calls);
    }

    [Fact]
    public void Without_a_package_of_the_data_the_run_goes_on()
    {
        _machine.WriteScript("bin/apt-get", "exit 100");
        var run = Run(["test"], ("TorchProvider", "NuGet"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("what needs it downloads it", run.Output, StringComparison.Ordinal);
        Assert.Equal(["dotnet test ModelDsl.sln"], Calls);
    }

    [Fact]
    public void Without_an_engine_the_run_stops()
    {
        _machine.WriteScript("bin/apt-get", "exit 100");
        var run = Run(["test"], ("TorchProvider", "System"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("set LIBTORCH to its folder", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_machine["calls"]));
    }

    [Fact]
    public void A_machine_that_is_set_up_is_left_alone()
    {
        Install("libtorch-dev", "dataset-fashion-mnist");
        Run(["test"], ("TorchProvider", "System"));
        Assert.Equal(["dotnet test ModelDsl.sln"], Calls);
    }

    [Theory]
    [InlineData("test", true)]
    [InlineData("experiments", false)]
    public void The_tests_alone_get_a_browser(string target, bool gets)
    {
        Install("dataset-fashion-mnist");
        File.Delete(_machine["installed/chromium"]);
        Run([target], ("TorchProvider", "NuGet"));
        Assert.Equal(gets, Calls.Contains(Installing("chromium")));
    }

    [Fact]
    public void Chrome_is_a_browser_too()
    {
        Install("dataset-fashion-mnist", "google-chrome-stable");
        File.Delete(_machine["installed/chromium"]);
        Run(["test"], ("TorchProvider", "NuGet"));
        Assert.Equal(["dotnet test ModelDsl.sln"], Calls);
    }

    [Theory]
    [InlineData("-p:TorchProvider=NuGet")]
    [InlineData("/p:torchprovider=nuget")]
    [InlineData("-property:TorchProvider=NuGet")]
    [InlineData("--property:Epochs=2;TorchProvider=NuGet")]
    public void The_command_line_may_choose_the_engine(string argument)
    {
        Install("dataset-fashion-mnist");
        Run(["test", argument], ("TorchProvider", "System"));
        Assert.Equal([$"dotnet test ModelDsl.sln {argument}"], Calls);
    }

    [Fact]
    public void The_feed_is_asked_for_the_packages_that_the_command_line_says()
    {
        Install("dataset-fashion-mnist");
        Run(["test", "-p:TorchDevice=cuda", "--no-build", "--property:TorchSharpVersion=0.99.6"]);
        Assert.Equal(
            ["dotnet restore build/TorchSharp.probe.proj -v:q -p:TorchDevice=cuda --property:TorchSharpVersion=0.99.6",
             "dotnet test ModelDsl.sln -p:TorchDevice=cuda --no-build --property:TorchSharpVersion=0.99.6"],
            Calls);
    }

    [Fact]
    public void The_feed_is_not_asked_where_the_system_has_libtorch()
    {
        Install("libtorch-dev", "dataset-fashion-mnist");
        _machine.Write("usr/include/ATen/ATen.h", "");
        Run(["test"]);
        Assert.Equal(["dotnet test ModelDsl.sln"], Calls);
    }

    [Fact]
    public void An_older_sdk_is_named_before_anything_is_installed()
    {
        _machine.WriteScript("bin/dotnet", """[[ $1 == --list-sdks ]] && echo "8.0.404 [/usr/share/dotnet/sdk]" """);
        var run = Run(["test"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the .NET SDK 10.0.100 or later is needed; here is: 8.0.404.", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_machine["calls"]));
    }

    private string[] Calls => File.ReadAllLines(_machine["calls"]);

    private static string Installing(string package) => $"apt-get install -q -y --no-install-recommends {package}";

    private ShellResult Run(string[] arguments, params (string, string)[] environment) =>
        Shell.Run(_machine.Path, "bash", ["build.sh", .. arguments], [("PATH", $"{_machine["bin"]}:/usr/bin:/bin"), .. environment]);

    private void Install(params string[] packages)
    {
        foreach (var package in packages)
            _machine.Write($"installed/{package}", "");
    }
}
